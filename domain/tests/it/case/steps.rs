//! The steps that periodic reports count.

use domain::access::Role;
use domain::gd::case::{CaseState, Status, steps};

use super::desk::{Desk, conclude};
use crate::support::{calendar, date, gd};

fn counted(state: &CaseState) -> Vec<String> {
    steps(state, calendar(), &|_day| Some(gd()))
        .into_iter()
        .map(|step| format!("{} {} {}", step.kind, step.detail, step.on))
        .collect()
}

#[test]
fn every_way_a_case_goes() {
    let today = "2026-11-23";
    for (status, expected) in [
        (Status::Received, vec![]),
        (
            Status::Rejected,
            vec![
                format!("rejected  {today}"),
                format!("rejected_on gd-complaints/art10/2 {today}"),
            ],
        ),
        (Status::Referred, vec![format!("referred  {today}")]),
        (Status::Joined, vec![format!("joined  {today}")]),
        (Status::Withdrawn, vec![format!("withdrawn  {today}")]),
        (
            Status::Accepted,
            vec![
                format!("accepted  {today}"),
                "fell_overdue  2026-12-22".to_owned(),
            ],
        ),
    ] {
        assert_eq!(counted(&Desk::at(status).state), expected, "{status}");
    }
}

#[test]
fn in_time_is_up_to_the_last_day_of_the_limit() {
    for (day, expected) in [
        (
            "2026-12-21",
            ["concluded", "concluded_as", "concluded_in_time"].as_slice(),
        ),
        (
            "2026-12-22",
            [
                "concluded",
                "concluded_as",
                "concluded_late",
                "fell_overdue",
            ]
            .as_slice(),
        ),
    ] {
        let mut desk = Desk::at(Status::Accepted);
        desk.today = date(day);
        if desk.give(Role::ComplaintOfficer, conclude()).is_err() {
            // Whatever else a conclusion rests on is not asked here.
            let mut concluded = Desk::at(Status::Concluded).state.conclusion.unwrap();
            concluded.on = date(day);
            desk.state.conclusion = Some(concluded);
        }
        let kinds: Vec<String> = counted(&desk.state)
            .into_iter()
            .skip(1)
            .map(|step| step.split(' ').next().unwrap().to_owned())
            .collect();
        assert_eq!(kinds, expected, "{day}");
    }
}
