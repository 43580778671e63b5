//! Fees, scope and places: what batches suggest, and who decides on it.

use super::{TODAY, batch, code, now, play, put, school, told};
use crate::ledger_examples::examples;
use crate::support::{date, jz};
use domain::ground::Status;
use domain::jz::facts::Breach;
use domain::jz::institution::decide::ledger::{How, record};
use domain::jz::institution::decide::ledger_steps::judge;
use domain::jz::institution::ledger::{Batch, BatchStatus, Fee, Finding, FindingSource, Verdict};
use domain::jz::institution::{Institution, LedgerEntry};
use domain::jz::sanctions::{Tier, evaluate};
use domain::truth::Truth;

fn fee(id: &str, occupation: Option<&str>, level: Option<u8>, yuan: u32, from: &str) -> Fee {
    Fee {
        id: id.to_owned(),
        occupation: occupation.map(ToOwned::to_owned),
        level,
        yuan,
        basis: None,
        from: date(from),
        to: None,
    }
}

#[test]
fn a_later_fee_ends_the_earlier_and_no_two_overlap() {
    let mut school = school();
    let new = fee("F2", None, None, 400, "2026-06-01");
    let events = record(&school, LedgerEntry::Fee(new), &How::New, &now()).unwrap();
    assert_eq!(events.len(), 2);
    play(&mut school, events);
    assert_eq!(school.ledger.fees["filed"].to, Some(date("2026-05-31")));
    let at = |day: &str| school.fee_for("6-31-01-03", 4, date(day)).unwrap().yuan;
    assert_eq!((at("2026-05-31"), at("2026-06-01")), (360, 400));
    let told = |fee: Fee| told(&school, LedgerEntry::Fee(fee));
    assert_eq!(told(fee("F3", None, None, 1, "2026-06-01")), "fees_overlap");
    assert_eq!(told(fee("F3", None, None, 1, "2026-05-31")), "fees_overlap");
    assert_eq!(
        told(fee("F3", Some("6-31-01-03"), None, 1, "2026-06-01")),
        "recorded"
    );
    assert_eq!(
        told(fee("F3", None, None, 1, "2026-11-23")),
        "day_in_future"
    );
    assert_eq!(
        told(fee("F3", Some("6-18-02-04"), Some(6), 1, TODAY)),
        "unknown_level"
    );
}

#[test]
fn the_most_specific_fee_in_force_decides_what_is_too_much() {
    let mut school = school();
    for fee in [
        fee("F2", Some("6-31-01-03"), None, 300, "2026-01-01"),
        fee("F3", Some("6-31-01-03"), Some(4), 500, "2026-01-01"),
    ] {
        put(&mut school, LedgerEntry::Fee(fee));
    }
    let charged = |level: u8, yuan: u32, day: &str| {
        let mut school = school.clone();
        let mut held = batch("N1", day, BatchStatus::Held);
        (held.level, held.fee_charged_yuan) = (level, Some(yuan));
        put(&mut school, LedgerEntry::Batch(held));
        let found = school.suggested(date(TODAY));
        found.iter().any(|candidate| candidate.id == "art21/5:N1")
    };
    let cases = [
        (4, 500, "2026-02-01", false),
        (4, 501, "2026-02-01", true),
        (5, 300, "2026-02-01", false),
        (5, 301, "2026-02-01", true),
        (5, 360, "2025-12-31", false),
        (5, 361, "2025-12-31", true),
    ];
    for (level, yuan, day, expected) in cases {
        assert_eq!(charged(level, yuan, day), expected, "{level} {yuan} {day}");
    }
}

#[test]
fn occupation_level_and_place_outside_what_was_filed_that_day_suggest_a_breach() {
    let school = school();
    let suggests = |change: &dyn Fn(&mut Batch)| {
        let mut school = school.clone();
        let mut held = batch("N1", "2026-02-01", BatchStatus::Held);
        change(&mut held);
        put(&mut school, LedgerEntry::Batch(held));
        let found = school.suggested(date(TODAY)).into_iter();
        found
            .filter(|candidate| candidate.id == "art21/1:N1")
            .count()
    };
    let at = |place: &'static str| move |b: &mut Batch| b.place = Some(place.to_owned());
    assert_eq!(suggests(&|_| {}), 0);
    assert_eq!(suggests(&|b| b.occupation = "4-10-01-05".to_owned()), 1);
    assert_eq!(suggests(&|b| b.level = 3), 0);
    assert_eq!(suggests(&|b| b.level = 2), 1);
    assert_eq!(suggests(&at("荆州市沙市区锦渚路18号")), 0);
    assert_eq!(suggests(&at("荆州市沙市区锦渚路18号3楼")), 0);
    assert_eq!(suggests(&at("荆州市沙市区锦渚路１８号 3楼")), 0);
    assert_eq!(suggests(&at("荆州市沙市区锦渚路180号")), 1);
    assert_eq!(suggests(&at("荆州市荆州区锦渚路18号")), 1);
    let lies = |division: &'static str| move |b: &mut Batch| b.division = Some(division.to_owned());
    assert_eq!(suggests(&lies("421002")), 0);
    assert_eq!(suggests(&lies("421000")), 0);
    assert_eq!(suggests(&lies("421003")), 1);
    // An address that is known decides, whatever the division says.
    assert_eq!(
        suggests(&|b| {
            at("荆州市沙市区锦渚路18号")(b);
            lies("421003")(b);
        }),
        0
    );
    // Both at once are one matter of one batch.
    assert_eq!(
        suggests(&|b| {
            b.occupation = "4-10-01-05".to_owned();
            at("别处")(b);
        }),
        1
    );
    assert_eq!(
        suggests(&|b| (b.status, b.level) = (BatchStatus::Cancelled, 2)),
        0
    );
}

#[test]
fn a_candidate_is_alleged_until_a_finding_of_its_id_decides() {
    let mut known = examples(TODAY);
    let mut institution = known.remove("52421002MJXY8CKC2Q").unwrap();
    let as_of = date(TODAY);
    let status = |institution: &Institution, day: &str| {
        let facts = institution.sanction_facts(date(day));
        let of = |truth| {
            let violations = facts.violations.iter().flatten();
            violations
                .filter(|violation| violation.verified == truth)
                .count()
        };
        assert_eq!(facts.violations.as_ref().unwrap().len(), 1);
        let answer = evaluate(&facts, date(day), &jz()).unwrap();
        (
            of(Truth::True),
            of(Truth::Unknown),
            answer.grounds[12].status,
            answer.tier,
        )
    };
    assert_eq!(
        status(&institution, TODAY),
        (0, 1, Status::Undetermined, Tier::None)
    );
    let before = institution.clone();
    let events = judge(
        &institution,
        "art21/5:B0188",
        Verdict::Verified,
        "查实".to_owned(),
        &now(),
    );
    play(&mut institution, events.unwrap());
    assert_eq!(
        status(&institution, TODAY),
        (1, 0, Status::Met, Tier::Warning)
    );
    // As of a day before the verdict it was not verified yet.
    assert_eq!(
        status(&institution, "2026-11-21"),
        (0, 1, Status::Undetermined, Tier::None)
    );
    let verdict = |institution: &Institution| {
        let candidates = institution.candidates(as_of, &jz()).unwrap();
        candidates[0].verdict
    };
    assert_eq!(verdict(&institution), Some(Verdict::Verified));
    let again = judge(
        &institution,
        "art21/5:B0188",
        Verdict::Verified,
        "查实".to_owned(),
        &now(),
    );
    assert_eq!(again.unwrap(), []);
    let mut dismissed = before.clone();
    let events = judge(
        &dismissed,
        "art21/5:B0188",
        Verdict::Dismissed,
        "票据有误".to_owned(),
        &now(),
    );
    play(&mut dismissed, events.unwrap());
    assert_eq!(
        status(&dismissed, TODAY),
        (0, 0, Status::NotMet, Tier::None)
    );
    let unknown = judge(
        &before,
        "art21/5:B0001",
        Verdict::Verified,
        "查实".to_owned(),
        &now(),
    );
    assert_eq!(code(unknown), "no_such_entry");
}

#[test]
fn a_finding_that_names_the_batch_takes_the_place_of_the_candidate() {
    let mut institution = examples(TODAY).remove("52421002MJXY8CKC2Q").unwrap();
    let finding = |id: &str, breach| Finding {
        id: id.to_owned(),
        breach,
        occurred_on: date("2026-08-29"),
        source: FindingSource::Batch,
        reference: Some("B0188".to_owned()),
        evidence: "收费收据".to_owned(),
        verdict: Verdict::Alleged,
        decided_on: None,
        reason: None,
    };
    let wrong = finding("art21/5:B0188", Breach::Art21(6));
    assert_eq!(
        told(&institution, LedgerEntry::Finding(wrong)),
        "wrong_provision"
    );
    put(
        &mut institution,
        LedgerEntry::Finding(finding("F1", Breach::Art21(5))),
    );
    assert_eq!(
        institution
            .sanction_facts(date(TODAY))
            .violations
            .unwrap()
            .len(),
        1
    );
    put(
        &mut institution,
        LedgerEntry::Finding(finding("F1", Breach::Art21(6))),
    );
    assert_eq!(
        institution
            .sanction_facts(date(TODAY))
            .violations
            .unwrap()
            .len(),
        2
    );
}
