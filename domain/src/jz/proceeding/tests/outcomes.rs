//! What decisions rest on, what they do to the ledger, and what the watch makes of it.

use super::*;

#[test]
fn a_contested_ground_needs_a_written_reason() {
    let contested = MetGround {
        contested: true,
        ..met(Breach::Art22(6), EntryKind::Complaint, "C1", "2026-05-01")
    };
    let warning = ground_of(Tier::Warning);
    let mut play = Play::with(Tier::Warning, vec![warning, contested]);
    play.done("2026-06-02", "a", notify());
    let until = play.proceeding.notice.as_ref().unwrap().hearing_until;
    assert!(
        until.is_some(),
        "a ban may come of it: a hearing is offered"
    );
    play.done("2026-06-20", "a", Command::LapseHearing);
    let ask = |reason: Option<&str>| {
        let command = Command::Decide {
            grounds: vec![Breach::Art22(6)],
            reading_reason: reason.map(str::to_owned),
            decision: Decision::MarketBan,
            reasons: "x".to_owned(),
            evaluation: Box::new(play.proceeding.proposal().clone()),
        };
        play.ask("2026-06-21", "a", command)
    };
    assert_eq!(ask(None), Err(Refusal::ReadingReasonMissing));
    let Ok(ProceedingEvent::Decided(decided)) = ask(Some("援引条文系编号沿用之误"))
    else {
        panic!("refused");
    };
    assert!(decided.reading_reason.is_some());
}

#[test]
fn a_violation_is_old_the_day_after_its_years() {
    for (on, old) in [("2028-05-01", false), ("2028-05-02", true)] {
        let play = Play::at(Tier::MarketBan, Status::Heard);
        let command = play.decide();
        let Ok(ProceedingEvent::Decided(decided)) = play.ask(on, "a", command) else {
            panic!("refused");
        };
        assert_eq!(
            decided.old,
            if old { vec!["finding/F1"] } else { vec![] },
            "{on}"
        );
    }
}

#[test]
fn a_served_warning_enters_the_ledger_and_ends_by_its_dates() {
    let mut play = Play::at(Tier::Warning, Status::InForce);
    let ledger = &play.institution.ledger;
    assert_eq!(ledger.warnings["p"].decided_on, day("2026-06-21"));
    assert_eq!(ledger.suspensions["p"].from, day("2026-06-23"));
    assert_eq!(ledger.listings["p"].to, Some(day("2026-12-31")));
    assert_eq!(ledger.rectifications["p"].due_on, day("2026-09-30"));
    assert_eq!(ledger.sanctions["p"].items.len(), 1);
    assert_eq!(
        play.institution.standing(day("2026-08-31")).suspended_until,
        Some(Some(day("2026-08-31")))
    );
    assert_eq!(
        play.institution.standing(day("2026-09-01")).suspended_until,
        None
    );
    assert_eq!(
        play.ask("2026-07-01", "a", complete()),
        Err(Refusal::StillToDo {
            command: CommandName::AcceptRectification
        })
    );
    assert_eq!(
        play.ask("2026-07-01", "a", interview()),
        Err(Refusal::OtherTier {
            tier: Tier::Warning,
            command: CommandName::HoldInterview
        })
    );
    play.done("2026-07-01", "a", accept());
    assert_eq!(
        play.institution.ledger.warnings["p"].rectified_on,
        Some(day("2026-07-01"))
    );
    assert_eq!(
        play.ask("2026-07-01", "a", complete()),
        Err(Refusal::StillInForce)
    );
    let measure = TimedMeasure::Suspension;
    assert_eq!(
        play.ask("2026-09-01", "a", lift(measure)),
        Err(Refusal::NotInForce { measure })
    );
    play.done("2026-07-02", "a", lift(measure));
    assert_eq!(
        play.institution.ledger.suspensions["p"].to,
        Some(day("2026-07-02"))
    );
    assert_eq!(
        play.ask("2026-07-03", "a", lift(measure)),
        Err(Refusal::NotInForce { measure })
    );
    assert_eq!(
        play.ask("2026-07-03", "a", lift(TimedMeasure::Ban)),
        Err(Refusal::NotInForce {
            measure: TimedMeasure::Ban
        })
    );
    assert_eq!(
        play.proceeding.status_on(day("2026-12-31")),
        Status::InForce
    );
    assert_eq!(
        play.proceeding.status_on(day("2027-01-01")),
        Status::Expired
    );
    play.done("2026-07-04", "a", lift(TimedMeasure::Listing));
    assert_eq!(play.proceeding.status, Status::Lifted);
}

#[test]
fn a_ban_runs_from_the_decision_and_ends_when_it_is_lifted() {
    let mut play = Play::at(Tier::MarketBan, Status::InForce);
    let ban = &play.institution.ledger.bans["p"];
    assert_eq!(
        (ban.decided_on, ban.from),
        (day("2026-06-21"), day("2026-06-23"))
    );
    assert_eq!(ban.barred_until, day("2029-06-21"));
    play.done("2026-07-01", "a", lift(TimedMeasure::Ban));
    assert_eq!(play.proceeding.status, Status::Lifted);
    assert_eq!(
        play.institution.standing(day("2026-07-01")).barred_until,
        None
    );
}

#[test]
fn the_documents_say_grounds_rights_and_remedies() {
    let play = Play::at(Tier::MarketBan, Status::Approved);
    let notice = notice_letter(&play.proceeding).unwrap();
    assert_eq!(notice.grounds[0].place, "第二十二条第（二）项");
    assert!(
        notice
            .closing
            .iter()
            .any(|line| line.contains("申请听证，请于2026年6月9日前"))
    );
    let decision = decision_letter(&play.proceeding).unwrap();
    assert!(
        decision
            .closing
            .iter()
            .any(|line| line.contains("60日内申请行政复议"))
    );
    assert!(
        decision
            .closing
            .iter()
            .any(|line| line.contains("2029年6月21日"))
    );
    let undecided = Play::at(Tier::MarketBan, Status::Decided);
    assert_eq!(decision_letter(&undecided.proceeding), None);
}

#[test]
fn the_watch_opens_once_and_not_again_on_what_was_settled() {
    let grounds = vec![ground_of(Tier::Warning)];
    let keys = supports(&grounds);
    let none = BTreeSet::new();
    let tier = Tier::Warning;
    assert_eq!(step(None, &none, tier, &grounds), Step::Open);
    assert_eq!(step(None, &none, Tier::None, &[]), Step::Nothing);
    assert_eq!(step(None, &keys, tier, &grounds), Step::Nothing);
    let mut open = OpenProceeding {
        status: Status::Proposed,
        tier,
        supports: keys.clone(),
    };
    assert_eq!(step(Some(&open), &none, tier, &grounds), Step::Nothing);
    assert_eq!(step(Some(&open), &none, Tier::None, &[]), Step::Drop);
    let mut more = grounds.clone();
    more.push(ground_of(Tier::MarketBan));
    assert_eq!(
        step(Some(&open), &none, Tier::MarketBan, &more),
        Step::Update
    );
    assert_eq!(step(None, &keys, Tier::MarketBan, &more), Step::Open);
    for status in [
        Status::Notified,
        Status::Heard,
        Status::Decided,
        Status::Approved,
    ] {
        open.status = status;
        assert_eq!(
            step(Some(&open), &none, Tier::MarketBan, &more),
            Step::Nothing
        );
        assert_eq!(step(Some(&open), &none, Tier::None, &[]), Step::Nothing);
    }
}

#[test]
fn events_come_back_from_the_record_as_they_were() {
    let play = Play::at(Tier::Warning, Status::Decided);
    let decided = play.proceeding.decision.clone().unwrap();
    let event = ProceedingEvent::from(decided);
    let text = serde_json::to_string(&event).unwrap();
    assert!(
        text.starts_with("{\"type\":\"decided\",\"data\":{"),
        "{text}"
    );
    assert_eq!(
        serde_json::from_str::<ProceedingEvent>(&text).unwrap(),
        event
    );
}
