//! Notices as JSON and as letters.

use serde_json::json;
use tests::database::Kind;

use super::MONDAY;
use crate::complaints::desk::{Desk, list, words};
use crate::support::on_both;

on_both!(a_notice_says_the_same_in_both_forms);

fn a_notice_says_the_same_in_both_forms(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let officer = desk.officer();
    let id = desk.rejected();
    desk.done(
        &officer,
        &id,
        "notice-deliveries",
        &json!({"notice": 1, "manner": "post", "on": "2026-03-02"}),
    );
    let all = desk.part(&officer, &id, "notices").good();
    let notice = desk.part(&officer, &id, "notices/1").good();
    assert_eq!(all["items"], json!([notice]));
    assert_eq!(notice["kind"], "rejection");
    assert_eq!(
        notice["deliveries"],
        json!([{"manner": "post", "on": "2026-03-02"}])
    );

    let path = format!("/api/v1/complaints/{id}/notices/1");
    let page = |accept: &str| {
        desk.server
            .call("GET", &path)
            .token(&officer.token)
            .header("Accept", accept)
            .send()
    };
    let letter = page("text/html");
    assert_eq!(letter.status, 200);
    assert_eq!(letter.header("content-type"), "text/html; charset=utf-8");
    assert!(
        letter
            .header("content-security-policy")
            .starts_with("default-src 'none'")
    );
    assert!(letter.all("vary").contains("Accept"));
    let html = letter.text();
    let mut texts = list(&notice["paragraphs"]);
    texts.extend(list(&notice["closing"]));
    for member in [
        "title",
        "document_number",
        "addressee",
        "center_name",
        "dated",
    ] {
        texts.push(words(&notice[member]));
    }
    for ground in notice["grounds"].as_array().unwrap() {
        for member in ["place_zh", "text_zh", "reason_zh"] {
            texts.push(words(&ground[member]));
        }
    }
    assert!(texts.len() > 8);
    for text in texts {
        assert!(html.contains(&text), "{text} in {html}");
    }
    for outside in ["http:", "https:", "src=", "<script", "<link", "url("] {
        assert!(!html.contains(outside), "{outside}");
    }
    for secret in ["覃玉莲", "班主任"] {
        assert!(!html.contains(secret), "{secret}");
    }
    let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    assert_eq!(
        page(browser).header("content-type"),
        "text/html; charset=utf-8"
    );
    for json in ["application/json", "*/*", "application/json, text/html"] {
        assert_eq!(
            page(json).header("content-type"),
            "application/json",
            "{json}"
        );
    }
    let _ = page("image/png").problem(406, "not_acceptable");
    let _ = desk
        .part(&officer, &id, "notices/2")
        .problem(404, "not_found");
    let _ = desk.part(&desk.platform(), &id, "notices/1").good();
}
