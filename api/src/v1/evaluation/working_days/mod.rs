//! `POST /api/v1/evaluations/working-days`: the working calendar alone.

pub mod handler;
mod request;

use domain::provision::RegulationId;

use request::Question;
pub use request::RequestSlots;

use super::engine::{Basis, Engine, Explain, GD_DEFAULT, out_of_range};
use super::explanation;
use super::json::Out;
use crate::decode;
use crate::problem::Problem;

/// Working-day arithmetic.
#[derive(Debug)]
pub struct WorkingDaysEngine;

impl Engine for WorkingDaysEngine {
    const NAME: &'static str = "working-days";

    fn answer(
        basis: &Basis,
        request: &[u8],
        explain: &mut Explain,
        answer: &mut Vec<u8>,
    ) -> Result<(), Problem> {
        let request = decode::read::<RequestSlots<'_>>(request)?;
        // The calendar is the same everywhere; a profile that is named must still exist.
        let _the_same_calendar = basis
            .profile(request.profile.as_ref(), GD_DEFAULT, &RegulationId::ALL)
            .map_err(|fault| decode::invalid(vec![fault]))?;
        let mut out = Out(answer);
        let provisional = match request.question {
            Question::Add(days) => {
                let date = basis
                    .calendar
                    .add(request.from, days)
                    .map_err(out_of_range)?;
                out.raw("{\"date\":").date(date.value);
                date.provisional
            }
            Question::Count(to) => {
                let counted = basis
                    .calendar
                    .count(request.from, to)
                    .map_err(out_of_range)?;
                out.raw("{\"working_days\":").number(counted.value);
                counted.provisional
            }
        };
        out.raw(",\"provisional\":").bool(provisional);
        out.raw(",\"calendar\":{\"id\":\"cn\",\"official_years\":[");
        let mut separator = "";
        for year in basis.calendar.official_years() {
            out.raw(separator).number(year.into());
            separator = ",";
        }
        out.raw("]}");
        // Nothing but the dates asked for decides here: there is no fact to set otherwise.
        explanation::write(&mut out, explain.spend(0)?.then_some(&[][..]));
        out.raw("}");
        Ok(())
    }
}
