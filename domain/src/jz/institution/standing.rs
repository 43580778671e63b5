//! How an institution stands on a day: what is filed, suspended, listed, barred (jz Art. 20-23).

use chrono::NaiveDate;

use super::Institution;
use super::ledger::ListName;
use crate::gd::case::words::record_words;

record_words! {
    /// How an institution stands on a day.
    Status {
        /// 待审: its first application waits
        Applied = "applied",
        /// 未备案: refused or withdrawn, or not filed yet on that day
        NotFiled = "not_filed",
        /// 已备案
        Filed = "filed",
        /// 暂停工作 (Art. 21)
        Suspended = "suspended",
        /// 备案有效期届满
        Expired = "expired",
        /// 已注销 (Art. 23)
        Deregistered = "deregistered",
        /// 市场禁入 (Art. 22)
        Banned = "banned",
    }
}

/// How an institution stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// In a word: what weighs most.
    pub status: Status,
    /// Last day of a suspension in force; `Some(None)`: until it is lifted.
    pub suspended_until: Option<Option<NaiveDate>>,
    /// Lists it stands on.
    pub lists: Vec<ListName>,
    /// Last day on which a new filing is barred (Art. 22).
    pub barred_until: Option<NaiveDate>,
}

impl Institution {
    /// How it stands on a day.
    #[must_use]
    pub fn standing(&self, as_of: NaiveDate) -> Standing {
        let suspended_until = self
            .ledger
            .suspensions
            .values()
            .filter(|suspension| suspension.covers(as_of))
            .map(|suspension| suspension.to)
            .max_by_key(|to| to.unwrap_or(NaiveDate::MAX));
        let mut lists: Vec<ListName> = self
            .ledger
            .listings
            .values()
            .filter(|listing| listing.covers(as_of))
            .map(|listing| listing.list)
            .collect();
        lists.sort_unstable();
        lists.dedup();
        let bans = self.ledger.bans.values().filter(|ban| ban.covers(as_of));
        let barred_until = bans.map(|ban| ban.barred_until).max();
        let filing = self.filing(as_of);
        let status = if barred_until.is_some() {
            Status::Banned
        } else if let Some(filing) = filing {
            let ended_by_ban = self.ledger.bans.values().any(|ban| {
                ban.lifted_on.is_none() && ban.from > filing.filed_on && ban.from <= as_of
            });
            if filing.deregistered_on.is_some_and(|day| day <= as_of) {
                Status::Deregistered
            } else if ended_by_ban {
                // The bar is over, but the qualification was revoked: it is to be filed anew.
                Status::NotFiled
            } else if filing.valid_until(as_of).is_some_and(|last| last < as_of) {
                Status::Expired
            } else if suspended_until.is_some() {
                Status::Suspended
            } else {
                Status::Filed
            }
        } else if self.applications.iter().any(|one| one.waits_on(as_of)) {
            Status::Applied
        } else {
            Status::NotFiled
        };
        Standing {
            status,
            suspended_until,
            lists,
            barred_until,
        }
    }
}
