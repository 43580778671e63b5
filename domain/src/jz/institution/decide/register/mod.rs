//! The register (备案): applications, decisions, the end of a filing, filings taken over (jz Art. 2, 3, 22, 23).

mod apply;
mod checks;
mod decision;
mod ending;
mod refusal;
mod taking_over;
mod validity;

use chrono::NaiveDate;

pub use apply::{Asked, apply};
pub use checks::{Check, CheckName, checks};
pub use decision::{Ruling, decide, filing_number, needs_number, withdraw};
pub use ending::{complete_deregistration, report_deregistration};
pub use refusal::RegisterRefusal;
pub use taking_over::take_over;
pub use validity::{last_day, renewal_from, valid_for};

use crate::access::{Principal, Regime, Role};
use crate::division::{self, DivisionCode};
use crate::jz::policy::policy;

policy! {
    /// The text gives no time for renewals: how many months before the end of validity one can be applied for.
    RENEWAL_MONTHS = "filing_renewal_months", 3 "months",
    "备案有效期届满前可以申请续期的月数；办法未作规定，属本地政策",
    "Months before the end of validity from which a renewal can be applied for; the text gives none: local policy";
}

/// What local policy says of filings on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FilingPolicy {
    /// For how many years a filing holds: [`crate::jz::policy::FILING_YEARS`].
    pub years: u32,
    /// [`RENEWAL_MONTHS`]
    pub renewal_months: u32,
}

/// The authority an application is handed in to, which then supervises (Art. 3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// Its organisation id.
    pub id: String,
    /// The authority above it.
    pub above: Option<String>,
    /// The regulation it works under.
    pub regime: Regime,
    /// The division it is responsible for.
    pub division: Option<DivisionCode>,
}

impl Authority {
    /// Whether a division is, or lies in, the one it is responsible for (Art. 3: 属地管理、分级负责).
    #[must_use]
    pub fn covers(&self, code: DivisionCode) -> bool {
        division::find(code).is_some_and(|division| {
            division
                .upwards()
                .any(|above| Some(above.code) == self.division)
        })
    }
}

/// By whom, when and before whom something is done.
#[derive(Debug, Clone, Copy)]
pub struct RegisterContext<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// Whoever acts.
    pub actor: &'a Principal,
    /// The authority it concerns.
    pub authority: &'a Authority,
    /// Local policy.
    pub policy: FilingPolicy,
}

impl RegisterContext<'_> {
    /// The day something is said to have happened: not after today, and by an institution's own client today only, since
    /// what it hands in is handed in when it arrives.
    fn day(&self, on: NaiveDate) -> Result<(), RegisterRefusal> {
        if on > self.today {
            return Err(RegisterRefusal::DayInFuture);
        }
        if on < self.today && self.actor.role == Role::Institution {
            return Err(RegisterRefusal::BackDatedByInstitution);
        }
        Ok(())
    }
}
