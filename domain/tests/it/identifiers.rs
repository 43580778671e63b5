//! Every identifier of the examples has a right check character, and no other last character would do.

use domain::identifier::{CreditCode, IdNumber};

#[test]
fn credit_codes_of_the_examples() {
    let institutions = include_str!("../../../tests/data/institutions.csv");
    let codes: Vec<&str> = institutions
        .lines()
        .skip(1)
        .filter_map(|row| row.split(',').next())
        .collect();
    assert_eq!(codes.len(), 30);
    for code in codes {
        assert!(CreditCode::parse(code).is_ok(), "{code}");
        let stem = code.get(..17).unwrap();
        let right: Vec<char> = ('0'..='Z')
            .filter(|last| CreditCode::parse(&format!("{stem}{last}")).is_ok())
            .collect();
        assert_eq!(right, code.chars().skip(17).collect::<Vec<_>>(), "{code}");
    }
}

#[test]
fn identity_numbers_of_the_examples() {
    let complaints = include_str!("../../../tests/data/complaints.jsonl");
    let mut checked = 0;
    for line in complaints.lines() {
        let complaint: serde_json::Value = serde_json::from_str(line).unwrap();
        let number = complaint.pointer("/complainant/id_number");
        if let Some(number) = number.and_then(serde_json::Value::as_str) {
            assert!(IdNumber::parse(number).is_ok(), "{}", line);
            checked += 1;
        }
    }
    assert!(checked > 10, "{checked}");
}
