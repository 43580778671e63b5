//! Whatever is commanded, in whatever order.

use chrono::Days;
use domain::access::Role;
use domain::gd::art18_clock::evaluate;
use domain::gd::case::command::handling::ExtendLimit;
use domain::gd::case::event::CaseEvent;
use domain::gd::case::handling::{ExtensionReason, Part};
use domain::gd::case::record::{ConclusionOutcome, ReviewOutcome};
use domain::gd::case::{
    Assessment, CaseState, Command, CommandName, Status, allowed_commands, clock,
};
use proptest::prelude::*;
use proptest::sample::select;

use super::desk::{
    Desk, baseless, intake, open_question, review, routine, sealed, somebody, sound,
};
use super::joining::{assessment, earlier};
use crate::support::{YES, calendar, cases, gd};

#[derive(Debug, Clone)]
enum Step {
    Give(Role, CommandName),
    Assess(usize),
    Reopen(Role),
    AcceptAnyway,
    Extend(u32),
    Later(u64),
}

fn assessments() -> [Assessment; 5] {
    [
        sound(),
        baseless(),
        open_question(),
        routine(),
        assessment(YES),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let role = || {
        prop_oneof![
            4 => Just(Role::CenterLead),
            2 => Just(Role::ComplaintOfficer),
            1 => Just(Role::Handler),
            1 => select(Role::ALL),
        ]
    };
    prop_oneof![
        6 => (role(), select(CommandName::ALL)).prop_map(|(role, name)| Step::Give(role, name)),
        3 => (0..5_usize).prop_map(Step::Assess),
        1 => role().prop_map(Step::Reopen),
        1 => Just(Step::AcceptAnyway),
        2 => (15..50_u32).prop_map(Step::Extend),
        1 => (1..20_u64).prop_map(Step::Later),
    ]
}

fn command(desk: &Desk, step: &Step) -> (Role, Command) {
    match step {
        Step::Give(role, name) => (*role, desk.command(*name)),
        Step::Assess(index) => {
            let assessment = assessments().into_iter().nth(*index).unwrap();
            let evaluation = desk.evaluation(&assessment);
            (
                Role::ComplaintOfficer,
                Command::Evaluate(Box::new(evaluation)),
            )
        }
        Step::Reopen(role) => (*role, review(ReviewOutcome::Reopened)),
        Step::Extend(to_working_days) => {
            let extension = ExtendLimit {
                reason: ExtensionReason::Complex,
                to_working_days: *to_working_days,
                text: sealed("extension"),
            };
            (Role::CenterLead, Command::Extend(Box::new(extension)))
        }
        Step::AcceptAnyway | Step::Later(_) => {
            (Role::ComplaintOfficer, desk.accept(Some("另有依据")))
        }
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn the_state_is_what_the_events_say(steps in prop::collection::vec(step(), 0..24)) {
        let mut desk = Desk::new(intake());
        desk.priors = vec![earlier()];
        for step in &steps {
            if let Step::Later(days) = step {
                desk.today = desk.today.checked_add_days(Days::new(*days)).unwrap();
                continue;
            }
            let (role, command) = command(&desk, step);
            let name = command.name();
            let before = desk.state.clone();
            let allowed = allowed_commands(&desk.state, &somebody(role), None)
                .into_iter()
                .find(|(allowed, _)| *allowed == name)
                .unwrap()
                .1;
            match desk.give(role, command) {
                Err(refusal) => {
                    // A refusal changes nothing and says why in both languages.
                    prop_assert_eq!(&desk.state, &before);
                    prop_assert!(!refusal.zh().is_empty() && refusal.en().is_ascii());
                    prop_assert!(!refusal.code().is_empty());
                    if let Err(expected) = allowed {
                        prop_assert_eq!(refusal, expected);
                    }
                }
                Ok(()) => {
                    prop_assert!(allowed.is_ok());
                    let transition = name.transition();
                    prop_assert!(transition.from.contains(&before.status));
                    prop_assert!(
                        transition.to.contains(&desk.state.status)
                            || transition.to.is_empty() && desk.state.status == before.status
                    );
                }
            }
            // Folding all events from the beginning gives the same case.
            prop_assert_eq!(&CaseState::replay(&desk.events).unwrap(), &desk.state);
            invariants(&desk)?;
        }
    }
}

/// What holds of every case at every time.
fn invariants(desk: &Desk) -> Result<(), TestCaseError> {
    let state = &desk.state;
    let count = |kind: &str| desk.events.iter().filter(|e| e.kind() == kind).count();
    prop_assert!(count("complaint_accepted") <= 1);
    prop_assert!(count("rejection_reviewed") <= 1);
    let decisions = count("complaint_accepted")
        + count("complaint_rejected")
        + count("complaint_referred")
        + count("complaint_concluded");
    prop_assert_eq!(count("notice_issued"), decisions);
    prop_assert_eq!(state.notices.len(), decisions);
    prop_assert!(
        state.rejection.is_some() == (state.status == Status::Rejected)
            || archived_rejection(state)
    );
    let archived = state.status == Status::Archived;
    let ends = [
        (Status::Joined, state.joining.is_some()),
        (Status::Withdrawn, state.withdrawal.is_some()),
        (Status::Concluded, state.conclusion.is_some()),
    ];
    for (status, on_record) in ends {
        prop_assert!(state.status != status || on_record);
        // What ended a case stays on record; feedback and archive come after it.
        let after = archived || state.status == Status::FedBack;
        prop_assert!(!on_record || state.status == status || after);
    }
    // Art. 18: no extension leads beyond the cap, and none is recorded after the limit is over.
    if let Some(facts) = clock(state, desk.today) {
        let clock = evaluate(&facts, calendar(), &gd()).unwrap();
        prop_assert!(clock.effective_due_on <= clock.cap_on);
    }
    for (place, extended) in state.handling.extensions.iter().enumerate() {
        let accepted_on = state.acceptance.as_ref().unwrap().on;
        let before = place
            .checked_sub(1)
            .and_then(|place| state.handling.extensions.get(place));
        let present = before.map_or(20, |before| before.to_working_days);
        prop_assert!((present + 1..=45).contains(&extended.to_working_days));
        let used = calendar().count(accepted_on, extended.on).unwrap().value;
        prop_assert!(used <= i64::from(present));
    }
    if state.conclusion.is_some() {
        prop_assert!(state.acceptance.is_some());
    }
    investigation(desk)?;
    // Whatever departed from the rules says why, and stays on record.
    let departed = desk
        .events
        .iter()
        .filter(|event| match event {
            CaseEvent::Accepted(accepted) => accepted.departure.is_some(),
            CaseEvent::Rejected(rejected) => rejected.departure.is_some(),
            CaseEvent::Referred(referred) => referred.departure.is_some(),
            CaseEvent::Joined(joined) => joined.departure.is_some(),
            _ => false,
        })
        .count();
    prop_assert_eq!(departed, state.departures.len());
    prop_assert!(state.departures.iter().all(|d| !d.reason.trim().is_empty()));
    Ok(())
}

fn archived_rejection(state: &CaseState) -> bool {
    state.status == Status::Archived && state.rejection.is_some()
}

/// What holds of the departments of every case (Art. 6, 14, 18).
fn investigation(desk: &Desk) -> Result<(), TestCaseError> {
    let handling = &desk.state.handling;
    let leads = handling
        .assignments
        .iter()
        .filter(|one| one.part == Part::Lead)
        .count();
    prop_assert_eq!(leads, usize::from(!handling.assignments.is_empty()));
    let reported = |department: &String| {
        handling
            .reports
            .iter()
            .filter(|report| report.department == *department)
            .count()
    };
    let reports: Vec<usize> = handling
        .assignments
        .iter()
        .map(|one| reported(&one.department))
        .collect();
    prop_assert!(reports.iter().all(|count| *count <= 1));
    prop_assert_eq!(reports.iter().sum::<usize>(), handling.reports.len());
    let complete = !reports.is_empty() && reports.iter().all(|count| *count == 1);
    match desk.state.status {
        Status::Assigned => prop_assert!(!complete),
        Status::Reported => prop_assert!(complete),
        _ => {}
    }
    if let Some(concluded) = &desk.state.conclusion {
        let guided = concluded.outcome == ConclusionOutcome::Guided;
        prop_assert!(guided || complete);
        prop_assert!(guided || handling.reports.len() <= 1 || handling.consolidated.is_some());
    }
    Ok(())
}
