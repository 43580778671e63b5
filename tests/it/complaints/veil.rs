//! What a platform sees of a case it handed in: where it stands, not which of the center's staff did what and why.

use serde_json::{Value, json};
use tests::database::Kind;

use super::desk::{Desk, sound};
use crate::support::on_both;

on_both!(the_centers_own_business_is_not_the_platforms);

fn the_centers_own_business_is_not_the_platforms(kind: Kind) {
    let desk = Desk::at(kind, "2026-03-02T09:00:00+08:00");
    let officer = desk.officer();
    let id = desk.received();
    let subject = json!({"subject": "（示例）替考"});
    let _ = desk.done(&officer, &id, "subject", &subject);
    let _ = desk.done(&officer, &id, "evaluations", &sound());
    let accepted = desk.done(&officer, &id, "acceptance", &json!({}));
    assert_eq!(accepted["officer"], officer.client_id.as_str());
    assert_eq!(accepted["evaluation"]["outcome"], "accept");

    let seen = desk.read(&desk.platform(), &id).good();
    assert_eq!(seen["state"], "accepted");
    assert_eq!(
        seen["acceptance"]["number"],
        accepted["acceptance"]["number"]
    );
    assert_eq!(seen["due_on"], accepted["due_on"]);
    assert_eq!(seen["acceptance"]["decided_by"], "gd-440100");
    for hidden in ["officer", "evaluation", "subject"] {
        assert_eq!(seen[hidden], Value::Null, "{hidden}");
    }
    let told = seen.to_string();
    assert!(!told.contains(&officer.client_id), "{told}");
    assert!(!told.contains("替考"), "{told}");
}
