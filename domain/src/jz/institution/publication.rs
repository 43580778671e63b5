//! What the public sees of an institution besides its filing (jz Art. 5, 8, 21, 22), and for how long: the law says that it is
//! published, not until when; that is dated local policy.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Institution;
use super::ledger::{EvaluationBasis, ListName};
use crate::access::Regime;
use crate::gd::case::words::record_words;
use crate::jz::facts::Breach;
use crate::jz::policy::policy;
use crate::parameter::{Parameter, ParameterValue};
use crate::period::months_after;

policy! {
    /// For how many months a suspension or a listing is shown after its end (Art. 21).
    PUBLISHED_SANCTION_MONTHS = "published_sanction_months", 12 "months",
    "暂停、列入名录结束后继续公布的月数，末日计入；属本地政策",
    "Months for which a suspension or a listing is still shown after its end, the last day included; local policy";
}
policy! {
    /// For how many months a market ban is shown after the bar has ended (Art. 22).
    PUBLISHED_BAN_MONTHS = "published_ban_months", 12 "months",
    "市场禁入期满后继续公布的月数，末日计入；属本地政策",
    "Months for which a market ban is still shown after the bar has ended, the last day included; local policy";
}
policy! {
    /// For how many months the result of an evaluation is shown (Art. 5).
    PUBLISHED_EVALUATION_MONTHS = "published_evaluation_months", 36 "months",
    "综合评估结果公布的月数，末日计入；属本地政策",
    "Months for which the result of an evaluation is shown, the last day included; local policy";
}

record_words! {
    /// What is published.
    PublicationKind {
        /// 暂停工作 (Art. 21)
        Suspension = "suspension",
        /// 活动异常名录 (Art. 21)
        AbnormalList = "abnormal_list",
        /// 诚信不良档案 (Art. 21)
        BadCreditFile = "bad_credit_file",
        /// 市场禁入 (Art. 22)
        Ban = "ban",
        /// 综合评估、质量督导的结果 (Art. 5)
        Evaluation = "evaluation",
        /// 收费标准 (Art. 8)
        Fee = "fee",
    }
}

impl PublicationKind {
    /// Whether it is a sanction.
    #[must_use]
    pub const fn is_sanction(self) -> bool {
        match self {
            Self::Suspension | Self::AbnormalList | Self::BadCreditFile | Self::Ban => true,
            Self::Evaluation | Self::Fee => false,
        }
    }
}

/// What is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Notice {
    /// A sanction.
    Sanction {
        /// The day it was decided.
        decided_on: NaiveDate,
        /// The grounds it rests on, by provision.
        grounds: Vec<Breach>,
        /// Why, where that is said for the public.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// A comprehensive evaluation or quality inspection.
    Evaluation {
        /// The day.
        on: NaiveDate,
        /// The guidance center, by organisation id.
        center: String,
        /// On what it rests.
        basis: EvaluationBasis,
        /// The result in a word.
        result: String,
        /// What was found.
        summary: String,
    },
    /// A fee standard.
    Fee {
        /// Occupation code; none: all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        occupation: Option<String>,
        /// Level; none: all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<u8>,
        /// Fee for each candidate, in yuan.
        yuan: u32,
        /// On what it rests.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        basis: Option<String>,
    },
}

/// Something that is published about an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// What.
    pub kind: PublicationKind,
    /// Id of the entry of the ledger.
    pub id: String,
    /// From which day it is in force, and shown.
    pub from: NaiveDate,
    /// Its last day; none: open.
    pub to: Option<NaiveDate>,
    /// The last day on which it is shown; none: open.
    pub until: Option<NaiveDate>,
    /// What is said of it.
    pub notice: Notice,
}

/// The value of a number of local policy on a day; the table of parameters gives each one from the beginning.
fn number(parameter: &Parameter, day: NaiveDate) -> u32 {
    match parameter.as_of(day).map(|version| version.value) {
        Some(ParameterValue::Number(number)) => number,
        Some(ParameterValue::Choice(_)) | None => 0,
    }
}

/// The last day of showing what ended on a day, by the policy of that day.
fn shown_until(ended: NaiveDate, months: &Parameter) -> NaiveDate {
    months_after(ended, number(months, ended)).unwrap_or(ended)
}

impl Institution {
    /// All that is, was or will be published about it, as things stand; nothing of one that was never filed under these
    /// measures.
    #[must_use]
    pub fn publications(&self) -> Vec<Publication> {
        if self.regime != Regime::Jz || self.filings.is_empty() {
            return Vec::new();
        }
        let ledger = &self.ledger;
        let decision = |proceeding: Option<&String>| {
            proceeding.and_then(|proceeding| ledger.sanctions.get(proceeding))
        };
        let sanction = |proceeding: Option<&String>, from: NaiveDate, reason: Option<String>| {
            let found = decision(proceeding);
            Notice::Sanction {
                decided_on: found.map_or(from, |found| found.decided_on),
                grounds: found.map(|found| found.grounds.clone()).unwrap_or_default(),
                reason,
            }
        };
        let ended =
            |to: Option<NaiveDate>| to.map(|to| shown_until(to, &PUBLISHED_SANCTION_MONTHS));
        let suspensions = ledger.suspensions.values().map(|it| Publication {
            kind: PublicationKind::Suspension,
            id: it.id.clone(),
            from: it.from,
            to: it.to,
            until: ended(it.to),
            notice: sanction(it.proceeding.as_ref(), it.from, None),
        });
        let listings = ledger.listings.values().map(|it| Publication {
            kind: match it.list {
                ListName::Abnormal => PublicationKind::AbnormalList,
                ListName::BadCredit => PublicationKind::BadCreditFile,
            },
            id: it.id.clone(),
            from: it.from,
            to: it.to,
            until: ended(it.to),
            notice: sanction(it.proceeding.as_ref(), it.from, Some(it.reason.clone())),
        });
        let bans = ledger.bans.values().map(|it| {
            // A ban that was revoked is shown no longer: it should not have been.
            let revoked = it.lifted_on.and_then(|day| day.pred_opt());
            Publication {
                kind: PublicationKind::Ban,
                id: it.id.clone(),
                from: it.from,
                to: Some(revoked.map_or(it.barred_until, |day| day.min(it.barred_until))),
                until: Some(
                    revoked.unwrap_or_else(|| shown_until(it.barred_until, &PUBLISHED_BAN_MONTHS)),
                ),
                notice: sanction(it.proceeding.as_ref(), it.decided_on, None),
            }
        });
        let evaluations = ledger.evaluations.values().filter_map(|it| {
            let from = it.published_on?;
            Some(Publication {
                kind: PublicationKind::Evaluation,
                id: it.id.clone(),
                from,
                to: None,
                until: Some(shown_until(from, &PUBLISHED_EVALUATION_MONTHS)),
                notice: Notice::Evaluation {
                    on: it.on,
                    center: it.center.clone(),
                    basis: it.basis,
                    result: it.result.clone(),
                    summary: it.summary.clone(),
                },
            })
        });
        let fees = ledger.fees.values().map(|it| Publication {
            kind: PublicationKind::Fee,
            id: it.id.clone(),
            from: it.from,
            to: it.to,
            until: it.to,
            notice: Notice::Fee {
                occupation: it.occupation.clone(),
                level: it.level,
                yuan: it.yuan,
                basis: it.basis.clone(),
            },
        });
        suspensions
            .chain(listings)
            .chain(bans)
            .chain(evaluations)
            .chain(fees)
            .collect()
    }
}
