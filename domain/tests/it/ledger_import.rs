//! Files of institutions and batches: every fault is told with its row and column, and the other rows stay good.

use domain::access::Regime;
use domain::jz::institution::Institution;
use domain::jz::institution::import::apply::{Authority, Effect, take_batch, take_over};
use domain::jz::institution::import::{FileFault, RowFault, batches, institutions};
use domain::jz::institution::ledger::BatchStatus;

use crate::ledger_examples::context;
use crate::support::date;

const TODAY: &str = "2026-11-22";
const HEAD: &str = "uscc,name,kind,principal,division,address,filing_authority,filing_number,filed_on,valid_until,occupations,fee_yuan";
const ROW: &str = "52421002MJXHQ9PY9C,甲校,social_training,甲,421002,荆州市沙市区锦渚路18号,荆州市人力资源和社会保障局,S1,2022-05-16,2028-05-15,6-31-01-03:电工:5/4/3,360";
const BATCH_HEAD: &str = "batch_id,uscc,occupation,level,held_on,division,place,candidates,unqualified_candidates,passed,paper_code,fee_charged_yuan";
const BATCH: &str =
    "B1,52421002MJXHQ9PY9C,6-31-01-03,4,2026-05-01,421002,荆州市沙市区锦渚路18号,60,3,40,P1,360";

fn faults_of_institution(from: &str, to: &str) -> Vec<(usize, &'static str, &'static str)> {
    assert!(ROW.contains(from), "{from}");
    let file = format!("{HEAD}\n{ROW}\n{}\n", ROW.replacen(from, to, 1));
    told(institutions(&file, date(TODAY)).unwrap().faults)
}

fn faults_of_batch(from: &str, to: &str) -> Vec<(usize, &'static str, &'static str)> {
    assert!(BATCH.contains(from), "{from}");
    let file = format!("{BATCH_HEAD}\n{BATCH}\n{}\n", BATCH.replacen(from, to, 1));
    told(batches(&file, date(TODAY)).unwrap().faults)
}

fn told(faults: Vec<RowFault>) -> Vec<(usize, &'static str, &'static str)> {
    let faults = faults.into_iter();
    faults
        .map(|fault| (fault.row, fault.column, fault.code))
        .collect()
}

#[test]
fn a_fault_of_an_institution_is_told_with_row_and_column() {
    let cases = [
        ("9PY9C", "9PY9D", "uscc", "bad_credit_code"),
        ("52421002MJXHQ9PY9C", "", "uscc", "missing"),
        ("甲校", "", "name", "missing"),
        ("social_training", "school", "kind", "unknown_kind"),
        ("421002,荆", "429999,荆", "division", "unknown_division"),
        ("421002,荆", ",荆", "division", "missing"),
        ("2022-05-16", "2022-02-30", "filed_on", "bad_date"),
        ("2022-05-16", "2026-11-23", "filed_on", "day_in_future"),
        (
            "2028-05-15",
            "2022-05-15",
            "valid_until",
            "days_out_of_order",
        ),
        (
            "6-31-01-03:电工",
            "9-99-99-99:电工",
            "occupations",
            "unknown_occupation",
        ),
        ("5/4/3", "6", "occupations", "unknown_occupation"),
        ("5/4/3", "5/5", "occupations", "unknown_occupation"),
        (",360", ",-1", "fee_yuan", "bad_number"),
        (",360", ",360,1", "", "wrong_columns"),
    ];
    for (from, to, column, code) in cases {
        assert!(
            faults_of_institution(from, to).contains(&(2, column, code)),
            "{from} -> {to}: {:?}",
            faults_of_institution(from, to)
        );
    }
    assert_eq!(
        faults_of_institution("甲校", "乙校"),
        [(2, "uscc", "duplicate_row")]
    );
}

#[test]
fn a_fault_of_a_batch_is_told_with_row_and_column() {
    let cases = [
        ("B1", "", "batch_id", "missing"),
        ("9PY9C", "9PY9D", "uscc", "bad_credit_code"),
        (",4,", ",6,", "level", "bad_level"),
        (",4,", ",,", "level", "missing"),
        ("2026-05-01", "2026-5-1", "held_on", "bad_date"),
        ("421002,荆", "999999,荆", "division", "unknown_division"),
        (",60,", ",sixty,", "candidates", "bad_number"),
        (",60,", ",+60,", "candidates", "bad_number"),
    ];
    for (from, to, column, code) in cases {
        assert_eq!(
            faults_of_batch(from, to),
            [(2, column, code)],
            "{from} -> {to}"
        );
    }
    assert_eq!(
        faults_of_batch(",60,", ",61,"),
        [(2, "batch_id", "duplicate_row")]
    );
}

#[test]
fn what_a_fault_repeats_is_short() {
    let long = "长".repeat(41);
    let file = format!("{HEAD}\n{}\n", ROW.replace("social_training", &long));
    let faults = institutions(&file, date(TODAY)).unwrap().faults;
    assert_eq!(faults[0].value, None);
    let file = format!("{HEAD}\n{}\n", ROW.replace("social_training", "school"));
    let faults = institutions(&file, date(TODAY)).unwrap().faults;
    assert_eq!(faults[0].value.as_deref(), Some("school"));
}

#[test]
fn another_header_is_no_such_file_and_a_byte_order_mark_is_none() {
    let day = date(TODAY);
    assert_eq!(institutions("", day), Err(FileFault::Header));
    assert_eq!(institutions(BATCH_HEAD, day), Err(FileFault::Header));
    let read = institutions(&format!("\u{FEFF}{HEAD}\r\n{ROW}\r\n"), day).unwrap();
    assert_eq!((read.rows, read.good.len(), read.faults.len()), (1, 1, 0));
    let quoted = ROW.replace("甲校", "\"甲, \"\"校\"\"\"");
    let read = institutions(&format!("{HEAD}\n{quoted}"), day).unwrap();
    assert_eq!(read.good[0].content.name, "甲, \"校\"");
}

fn taken() -> Institution {
    let row = institutions(&format!("{HEAD}\n{ROW}"), date(TODAY))
        .unwrap()
        .good
        .remove(0);
    let effect = take_over(None, &row, &jingzhou(), &context(TODAY)).unwrap();
    Institution::replay(effect.events()).unwrap()
}

fn jingzhou() -> Authority {
    Authority {
        id: Some("jz-421000".to_owned()),
        above: None,
        regime: Regime::Jz,
    }
}

/// What becomes of the example row, changed, where the example row is on record.
fn again(from: &str, to: &str) -> Result<Effect, &'static str> {
    let file = format!("{HEAD}\n{}", ROW.replacen(from, to, 1));
    let row = institutions(&file, date(TODAY)).unwrap().good.remove(0);
    take_over(Some(&taken()), &row, &jingzhou(), &context(TODAY)).map_err(|fault| fault.code)
}

#[test]
fn a_filing_is_taken_over_once_and_its_correction_replaces_it() {
    assert_eq!(again("甲校", "甲校"), Ok(Effect::Unchanged));
    let Ok(Effect::Updated(events)) = again("甲校", "乙校") else {
        panic!()
    };
    let mut state = taken();
    events.iter().for_each(|event| state.apply(event));
    assert_eq!(state.described(date(TODAY)).unwrap().name, "乙校");
    let Ok(Effect::Updated(events)) = again(",360", ",380") else {
        panic!()
    };
    assert_eq!(events.len(), 1);
    // Overlapping filings: the one on record holds until 2028-05-15.
    assert_eq!(again("2022-05-16", "2023-05-16"), Err("overlapping_filing"));
    assert_eq!(again("2022-05-16", "2021-05-16"), Err("overlapping_filing"));
    let another = Authority {
        id: None,
        ..jingzhou()
    };
    let row = institutions(
        &format!("{HEAD}\n{}", ROW.replace("甲校", "乙校")),
        date(TODAY),
    );
    let row = row.unwrap().good.remove(0);
    let effect = take_over(Some(&taken()), &row, &another, &context(TODAY));
    assert_eq!(effect.unwrap_err().code, "another_authority");
}

#[test]
fn a_batch_of_a_file_is_planned_held_or_cancelled_by_its_day_and_candidates() {
    let today = date(TODAY);
    let status = |row: &str| {
        let mut read = batches(&format!("{BATCH_HEAD}\n{row}"), today).unwrap();
        read.good.remove(0).batch.status
    };
    assert_eq!(status(BATCH), BatchStatus::Held);
    assert_eq!(
        status(&BATCH.replace(",60,3,40,P1,360", ",0,0,0,P1,0")),
        BatchStatus::Cancelled
    );
    let ahead = BATCH.replace("2026-05-01", "2026-11-23");
    assert_eq!(
        status(&ahead.replace(",60,3,40,P1,360", ",60,,,,")),
        BatchStatus::Planned
    );
    // With results it is held, which lies in the future: refused where it is taken in.
    let mut read = batches(&format!("{BATCH_HEAD}\n{ahead}"), today).unwrap();
    let fault = take_batch(&taken(), &read.good.remove(0), &context(TODAY)).unwrap_err();
    assert_eq!((fault.column, fault.code), ("held_on", "results_in_future"));
}

#[test]
fn what_the_rules_refuse_of_a_batch_is_told_with_its_column() {
    let fault = |from: &str, to: &str| {
        let row = BATCH.replacen(from, to, 1);
        let mut read = batches(&format!("{BATCH_HEAD}\n{row}"), date(TODAY)).unwrap();
        let fault = take_batch(&taken(), &read.good.remove(0), &context(TODAY));
        fault
            .map(|_| ())
            .map_err(|fault| (fault.column, fault.code))
    };
    assert_eq!(fault("B1", "B2"), Ok(()));
    assert_eq!(fault("B1", &"B".repeat(48)), Ok(()));
    assert_eq!(
        fault("B1", &"B".repeat(49)),
        Err(("batch_id", "batch_id_too_long"))
    );
    let unqualified = ("unqualified_candidates", "more_unqualified_than_candidates");
    assert_eq!(fault(",3,40", ",61,40"), Err(unqualified));
    assert_eq!(fault(",3,40", ",60,40"), Ok(()));
    assert_eq!(
        fault(",40,P1", ",61,P1"),
        Err(("passed", "more_passed_than_candidates"))
    );
    assert_eq!(
        fault("6-31-01-03", "6-31-01-99"),
        Err(("occupation", "unknown_occupation"))
    );
    assert_eq!(
        fault("2026-05-01", "2022-05-15"),
        Err(("held_on", "not_filed"))
    );
    assert_eq!(fault("2026-05-01", "2022-05-16"), Ok(()));
}
