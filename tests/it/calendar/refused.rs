//! Files that are not what they should be: refused with line and column, and nothing of them is taken.

use std::sync::Arc;

use tests::cli::command;
use tests::database::{Database, Kind};

use super::{NOTICE_2027, import, list};
use crate::support::on_both;

on_both!(faulty_files_change_nothing, every_fault_is_named);

const HEADER: &str = "date,kind,name_zh,name_en\n";

/// Rows after one that is good, and where and why they are refused.
const ROWS: [(&str, &str); 13] = [
    (
        "2027-02-30,holiday,春节,x",
        "line 3, column date: '2027-02-30' is no date",
    ),
    (
        "2027-2-3,holiday,春节,x",
        "line 3, column date: '2027-2-3' is no date",
    ),
    (
        "2027/02/03,holiday,春节,x",
        "line 3, column date: '2027/02/03' is no date",
    ),
    (
        "20270203,holiday,春节,x",
        "line 3, column date: '20270203' is no date",
    ),
    (
        "+027-02-03,holiday,春节,x",
        "line 3, column date: '+027-02-03' is no date",
    ),
    (
        "2200-01-01,holiday,元旦,x",
        "line 3, column date: '2200-01-01' is no date",
    ),
    (",holiday,春节,x", "line 3, column date: '' is no date"),
    (
        "2027-02-03,Holiday,春节,x",
        "line 3, column kind: 'Holiday' is neither holiday nor workday",
    ),
    (
        "2027-02-03,,春节,x",
        "line 3, column kind: '' is neither holiday nor workday",
    ),
    (
        "2027-02-03,workday,春节,x",
        "line 3, column kind: 2027-02-03 is no weekend day",
    ),
    (
        "2027-01-01,holiday,元旦,x",
        "line 3, column date: 2027-01-01 appears twice",
    ),
    (
        "2027-02-03,holiday,春节",
        "line 3, column date: the line is not UTF-8 CSV with four columns",
    ),
    (
        "2027-02-03,holiday,春节,x,y",
        "line 3, column date: the line is not UTF-8 CSV with four columns",
    ),
];

fn refuse(database: &Arc<Database>, content: &[u8], reason: &str) {
    let done = import(database, content, &[]);
    assert_eq!(
        (done.code, done.text()),
        (Some(2), ""),
        "{reason}: {done:?}"
    );
    assert!(done.said.contains(reason), "{reason}: {}", done.said);
    assert!(done.said.contains("notice.csv"), "{}", done.said);
    // With --replace just the same.
    assert_eq!(import(database, content, &["--replace"]).code, Some(2));
}

fn faulty_files_change_nothing(kind: Kind) {
    let database = Arc::new(Database::new(kind));
    assert_eq!(import(&database, NOTICE_2027, &[]).code, Some(0));
    let before = list(&database);
    for (row, reason) in ROWS {
        let content = format!(
            "{HEADER}2027-01-01,holiday,元旦,New Year's Day\n{row}\n2028-01-01,holiday,元旦,New Year's Day\n"
        );
        refuse(&database, content.as_bytes(), reason);
    }
    let first = "line 1, column date: the first line must be date,kind,name_zh,name_en";
    for content in [
        &b""[..],
        b"\n",
        b"2028-01-01,holiday,x,x\n",
        b"kind,date,name_zh,name_en\nholiday,2028-01-01,x,x\n",
        b"date,kind,name_zh\n2028-01-01,holiday,x\n",
        b"{\"date\":\"2028-01-01\"}",
        b"\xff\xfe",
    ] {
        refuse(&database, content, first);
    }
    refuse(
        &database,
        HEADER.as_bytes(),
        "line 1, column date: the file names no day",
    );
    let latin = [
        HEADER.as_bytes(),
        b"2028-01-01,holiday,\xd4\xaa\xb5\xa9,x\n",
    ]
    .concat();
    refuse(
        &database,
        &latin,
        "line 2, column date: the line is not UTF-8 CSV with four columns",
    );
    let nul = format!("{HEADER}2028-01-01,holiday,元\0旦,x\n");
    let done = import(&database, nul, &[]);
    assert_eq!((done.code, done.text()), (Some(2), ""), "{done:?}");
    assert!(done.said.contains("NUL"), "{}", done.said);
    assert_eq!(list(&database), before);
}

fn every_fault_is_named(kind: Kind) {
    let database = Arc::new(Database::new(kind));
    let rows: Vec<&str> = ROWS.iter().map(|(row, _)| *row).collect();
    let content = format!(
        "{HEADER}2027-01-01,holiday,元旦,New Year's Day\n{}\n",
        rows.join("\n")
    );
    let done = import(&database, content, &[]);
    assert_eq!(done.code, Some(2));
    for (line, (_, reason)) in (3..).zip(ROWS) {
        let reason = reason.replace("line 3", &format!("line {line}"));
        assert!(done.said.contains(&reason), "{reason} in {}", done.said);
    }
    // In both languages: these words are for the person who keeps the calendar.
    assert!(
        done.said.contains("既不是 holiday 也不是 workday"),
        "{}",
        done.said
    );
}

#[test]
fn a_file_that_is_not_there() {
    for file in ["absent.csv", "."] {
        let done = command(&["calendar", "import", file]).run();
        assert_eq!((done.code, done.text()), (Some(2), ""));
        assert!(
            done.said.starts_with(&format!("jiandu: {file}: ")),
            "{}",
            done.said
        );
    }
    assert_eq!(command(&["calendar"]).run().code, Some(2));
    assert_eq!(command(&["calendar", "import"]).run().code, Some(2));
}
