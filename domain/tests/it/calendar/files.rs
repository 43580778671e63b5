//! Calendar files as an administrator hands them in: what is accepted, and which fault is found where.

use domain::workday::{DayKind, NoticeFault, parse_notices};

use crate::support::date;

const HEADER: &str = "date,kind,name_zh,name_en\n";

/// Lines and columns.
type Places = &'static [(u64, &'static str)];

/// Where the faults of a file are, its rows following the header.
fn faults(rows: &str) -> Vec<(u64, &'static str)> {
    faults_of(format!("{HEADER}{rows}").as_bytes())
}

fn faults_of(file: &[u8]) -> Vec<(u64, &'static str)> {
    match parse_notices(file, "test") {
        Ok(_) => Vec::new(),
        Err(found) => found
            .iter()
            .map(|fault| (fault.line, fault.column))
            .collect(),
    }
}

#[test]
fn a_fault_is_named_by_line_and_column() {
    let good = "2027-01-01,holiday,元旦,New Year's Day\n";
    let cases: [(&str, String, Places); 21] = [
        ("nothing wrong", good.to_owned(), &[]),
        ("no rows", String::new(), &[(1, "date")]),
        ("no date", ",holiday,元旦,x\n".to_owned(), &[(2, "date")]),
        (
            "another order of the date",
            "01-01-2027,holiday,元旦,x\n".to_owned(),
            &[(2, "date")],
        ),
        (
            "slashes",
            "2027/01/01,holiday,元旦,x\n".to_owned(),
            &[(2, "date")],
        ),
        (
            "no leading zeros",
            "2027-1-1,holiday,元旦,x\n".to_owned(),
            &[(2, "date")],
        ),
        (
            "blanks for zeros",
            "2027- 1- 1,holiday,元旦,x\n".to_owned(),
            &[(2, "date")],
        ),
        (
            "a sign",
            "+2027-01-1,holiday,元旦,x\n".to_owned(),
            &[(2, "date")],
        ),
        (
            "a time after it",
            "2027-01-01T00:00,holiday,元旦,x\n".to_owned(),
            &[(2, "date")],
        ),
        (
            "no such day",
            "2027-02-29,holiday,元旦,x\n".to_owned(),
            &[(2, "date")],
        ),
        (
            "before 1900",
            "1899-12-31,holiday,元旦,x\n".to_owned(),
            &[(2, "date")],
        ),
        (
            "after 2199",
            "2200-01-01,holiday,元旦,x\n".to_owned(),
            &[(2, "date")],
        ),
        ("no kind", "2027-01-01,,元旦,x\n".to_owned(), &[(2, "kind")]),
        (
            "another kind",
            "2027-01-01,off,元旦,x\n".to_owned(),
            &[(2, "kind")],
        ),
        (
            "a kind in capitals",
            "2027-01-01,Holiday,元旦,x\n".to_owned(),
            &[(2, "kind")],
        ),
        (
            "a Friday that is to be made up",
            "2027-01-01,workday,元旦,x\n".to_owned(),
            &[(2, "kind")],
        ),
        (
            "a date and a kind",
            "x,y,元旦,x\n".to_owned(),
            &[(2, "date"), (2, "kind")],
        ),
        ("a day twice", format!("{good}{good}"), &[(3, "date")]),
        (
            "a day twice, the second time of another kind",
            "2027-01-02,holiday,元旦,x\n2027-01-02,workday,元旦,x\n".to_owned(),
            &[(3, "date")],
        ),
        (
            "a column too few",
            format!("{good}2027-01-02,holiday,元旦\n"),
            &[(3, "date")],
        ),
        (
            "every fault of every line",
            format!("x,holiday,a,a\n{good}2027-01-03,z,a,a\n2027-01-04,workday,a,a\n{good}"),
            &[(2, "date"), (4, "kind"), (5, "kind"), (6, "date")],
        ),
    ];
    for (name, rows, expected) in cases {
        assert_eq!(faults(&rows), expected, "{name}");
    }
}

#[test]
fn the_first_line_names_the_columns() {
    let row = "2027-01-01,holiday,元旦,x\n";
    for header in [
        "",
        "date,kind\n",
        "date,kind,name_zh\n",
        "kind,date,name_zh,name_en\n",
        "Date,Kind,Name_zh,Name_en\n",
        "date,kind,name_zh,name_en,remark\n",
        "date;kind;name_zh;name_en\n",
    ] {
        let file = format!("{header}{row}");
        assert_eq!(faults_of(file.as_bytes()), [(1, "date")], "{header:?}");
    }
    assert_eq!(faults_of(b""), [(1, "date")], "an empty file");
    assert_eq!(faults_of(&[0xFF, 0xFE, 0x00]), [(1, "date")], "not UTF-8");
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let bad = "x,holiday,a,a";
    let cases = [
        (
            "line feeds",
            format!("{HEADER}2027-01-01,holiday,a,a\n{bad}\n"),
            3,
        ),
        (
            "as Windows ends lines",
            format!("date,kind,name_zh,name_en\r\n2027-01-01,holiday,a,a\r\n{bad}\r\n"),
            3,
        ),
        (
            "a blank line before it",
            format!("{HEADER}2027-01-01,holiday,a,a\n\n{bad}\n"),
            4,
        ),
        (
            "no line end at the end",
            format!("{HEADER}2027-01-01,holiday,a,a\n{bad}"),
            3,
        ),
        (
            "a byte order mark",
            format!("\u{FEFF}{HEADER}2027-01-01,holiday,a,a\n{bad}\n"),
            3,
        ),
    ];
    for (name, file, line) in cases {
        assert_eq!(faults_of(file.as_bytes()), [(line, "date")], "{name}");
    }
}

#[test]
fn bytes_that_are_no_utf_8_are_a_fault_of_their_line() {
    let mut file = format!("{HEADER}2027-01-01,holiday,a,a\n").into_bytes();
    file.extend_from_slice(b"2027-01-02,holiday,\xD4\xAA\xB5\xA9,a\n");
    assert_eq!(faults_of(&file), [(3, "date")]);
}

#[test]
fn what_is_accepted_is_kept_sorted_by_year_and_day() {
    let file = format!(
        "\u{FEFF}{HEADER}2028-01-01,holiday,元旦,New Year's Day\r\n 2027-01-03 , workday , 元旦 ,\"Day, of work\"\r\n2027-01-01,holiday,元旦,New Year's Day\r\n"
    );
    let notices = parse_notices(file.as_bytes(), "a letter").unwrap();
    let read: Vec<_> = notices
        .iter()
        .flat_map(|n| {
            n.days
                .iter()
                .map(move |d| (n.year, d.date, d.kind, d.name_en.as_str()))
        })
        .collect();
    assert_eq!(
        read,
        [
            (2027, date("2027-01-01"), DayKind::Holiday, "New Year's Day"),
            (2027, date("2027-01-03"), DayKind::Workday, "Day, of work"),
            (2028, date("2028-01-01"), DayKind::Holiday, "New Year's Day"),
        ]
    );
    assert!(notices.iter().all(|n| n.source == "a letter"));
}

#[test]
fn a_fault_speaks_both_languages() {
    let found: Vec<NoticeFault> =
        parse_notices(format!("{HEADER}x,y,a,a\n").as_bytes(), "test").unwrap_err();
    for fault in found {
        assert!(!fault.reason_zh.is_ascii(), "{fault}");
        assert!(fault.reason_en.is_ascii(), "{fault}");
        assert!(fault.to_string().contains("line 2"), "{fault}");
    }
}
