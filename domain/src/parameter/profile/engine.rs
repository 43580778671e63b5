//! A profile's values as the engines take them.

use super::Resolved;
use crate::gd::matter::parameters::{self as similar, SimilarParameters};
use crate::gd::parameters::{self as gd, GdParameters};
use crate::jz::parameters::{self as jz, JzParameters, Reading};
use crate::parameter::table::{Parameter, ParameterValue};
use crate::provision::RegulationId;

/// The values of one of the engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Engine {
    Gd(GdParameters),
    Jz(JzParameters),
}

impl Engine {
    /// None: a value is missing, or the extension cap is shorter than the handling limit.
    pub fn of(regulation: RegulationId, values: &[Resolved]) -> Option<Self> {
        let value = |parameter: &Parameter| {
            values
                .iter()
                .find(|r| r.parameter == parameter)
                .map(|r| r.value)
        };
        let number = |parameter: &Parameter| match value(parameter)? {
            ParameterValue::Number(n) => Some(n),
            ParameterValue::Choice(_) => None,
        };
        Some(match regulation {
            RegulationId::GdComplaints => {
                let handling_working_days = number(&gd::HANDLING_WORKING_DAYS)?;
                let extension_cap_working_days = number(&gd::EXTENSION_CAP_WORKING_DAYS)?;
                if extension_cap_working_days < handling_working_days {
                    return None;
                }
                Self::Gd(GdParameters {
                    limitation_years: number(&gd::LIMITATION_YEARS)?,
                    handling_working_days,
                    extension_cap_working_days,
                    due_soon_working_days: number(&gd::DUE_SOON_WORKING_DAYS)?,
                    feedback_working_days: number(&gd::FEEDBACK_WORKING_DAYS)?,
                    retention_years: number(&gd::RETENTION_YEARS)?,
                    attachments_per_case: number(&gd::ATTACHMENTS_PER_CASE)?,
                    upward_report_working_days: number(&gd::UPWARD_REPORT_WORKING_DAYS)?,
                    public_statement_working_days: number(&gd::PUBLIC_STATEMENT_WORKING_DAYS)?,
                    similar: SimilarParameters {
                        threshold: number(&similar::THRESHOLD)?,
                        accused_weight: number(&similar::ACCUSED_WEIGHT)?,
                        date_weight: number(&similar::DATE_WEIGHT)?,
                        text_weight: number(&similar::TEXT_WEIGHT)?,
                        place_weight: number(&similar::PLACE_WEIGHT)?,
                        window_days: number(&similar::WINDOW_DAYS)?,
                        text_floor: number(&similar::TEXT_FLOOR)?,
                        text_full: number(&similar::TEXT_FULL)?,
                    },
                })
            }
            RegulationId::JzInstitutions => Self::Jz(JzParameters {
                unqualified_share_percent: number(&jz::UNQUALIFIED_SHARE_PERCENT)?,
                identical_paper_times: number(&jz::IDENTICAL_PAPER_TIMES)?,
                identical_paper_months: number(&jz::IDENTICAL_PAPER_MONTHS)?,
                inactivity_years: number(&jz::INACTIVITY_YEARS)?,
                substantiated_complaints_times: number(&jz::SUBSTANTIATED_COMPLAINTS_TIMES)?,
                substantiated_complaints_months: number(&jz::SUBSTANTIATED_COMPLAINTS_MONTHS)?,
                market_ban_years: number(&jz::MARKET_BAN_YEARS)?,
                ban_inactivity_years: number(&jz::BAN_INACTIVITY_YEARS)?,
                art22_6_reading: match value(&jz::ART22_6_READING)? {
                    ParameterValue::Choice(word) => Reading::parse(word)?,
                    ParameterValue::Number(_) => return None,
                },
            }),
        })
    }
}
