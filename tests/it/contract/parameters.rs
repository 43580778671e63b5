//! Every number of the rules is a named parameter, and answers echo those they used.

use serde_json::{Value, json};
use tests::json::with;
use tests::server::Server;
use tests::vectors::SETS;

use crate::support::on_both;

on_both!(
    numbers_of_the_texts,
    each_answer_echoes_what_it_used,
    the_cap_is_echoed_only_where_it_was_used,
    as_of_is_a_day,
);

fn numbers_of_the_texts(server: &Server) {
    let list = |regulation: &str| {
        let list = server
            .get(&format!(
                "/api/v1/regulations/{regulation}/parameters?as_of=2026-01-01"
            ))
            .good();
        assert_eq!(list["as_of"], "2026-01-01");
        assert_eq!(list["next"], Value::Null);
        let items = list["items"].as_array().unwrap().clone();
        items
            .iter()
            .map(|item| {
                (
                    item["name"].as_str().unwrap().to_owned(),
                    item["value"].clone(),
                    item["source"].as_str().unwrap().to_owned(),
                )
            })
            .collect::<Vec<_>>()
    };
    let row = |name: &str, value: Value, source: &str| (name.to_owned(), value, source.to_owned());
    assert_eq!(
        list("gd-complaints"),
        [
            row("limitation_years", json!(1), "gd-complaints/art10/6"),
            row("feedback_working_days", json!(5), "local_policy"),
            row("retention_years", json!(10), "local_policy"),
            row("handling_working_days", json!(20), "gd-complaints/art18"),
            row(
                "extension_cap_working_days",
                json!(45),
                "gd-complaints/art18"
            ),
            row("due_soon_working_days", json!(3), "local_policy"),
            row("attachments_per_case", json!(50), "local_policy"),
            row("upward_report_working_days", json!(1), "local_policy"),
            row("public_statement_working_days", json!(5), "local_policy"),
            row("similar_threshold", json!(600), "local_policy"),
            row("similar_accused_weight", json!(350), "local_policy"),
            row("similar_date_weight", json!(350), "local_policy"),
            row("similar_text_weight", json!(250), "local_policy"),
            row("similar_place_weight", json!(50), "local_policy"),
            row("similar_window_days", json!(30), "local_policy"),
            row("similar_text_floor", json!(100), "local_policy"),
            row("similar_text_full", json!(500), "local_policy"),
        ]
    );
    assert_eq!(
        list("jz-institutions"),
        [
            row("inspection_least_inspectors", json!(2), "local_policy"),
            row("draw_weight_grade_a", json!(1), "local_policy"),
            row("draw_weight_grade_b", json!(2), "local_policy"),
            row("draw_weight_grade_c", json!(3), "local_policy"),
            row("draw_weight_grade_d", json!(5), "local_policy"),
            row(
                "inspection_proposal_answer_working_days",
                json!(15),
                "local_policy"
            ),
            row(
                "unqualified_share_percent",
                json!(5),
                "jz-institutions/art20/1"
            ),
            row("identical_paper_times", json!(2), "jz-institutions/art20/4"),
            row(
                "identical_paper_months",
                json!(12),
                "jz-institutions/art20/4"
            ),
            row("inactivity_years", json!(1), "jz-institutions/art21/2"),
            row(
                "substantiated_complaints_times",
                json!(2),
                "jz-institutions/art21/3"
            ),
            row(
                "substantiated_complaints_months",
                json!(6),
                "jz-institutions/art21/3"
            ),
            row("market_ban_years", json!(3), "jz-institutions/art22"),
            row("ban_inactivity_years", json!(2), "jz-institutions/art22/5"),
            row(
                "art22_6_reading",
                json!("literal"),
                "jz-institutions/art22/6"
            ),
            row("filing_years", json!(3), "local_policy"),
            row("filing_renewal_months", json!(3), "local_policy"),
            row("credit_base", json!(100), "local_policy"),
            row("credit_grade_a", json!(90), "local_policy"),
            row("credit_grade_b", json!(75), "local_policy"),
            row("credit_grade_c", json!(60), "local_policy"),
            row("credit_finding_art20", json!(5), "local_policy"),
            row("credit_finding_art20_months", json!(12), "local_policy"),
            row("credit_finding_art21", json!(10), "local_policy"),
            row("credit_finding_art21_months", json!(24), "local_policy"),
            row("credit_finding_art22", json!(30), "local_policy"),
            row("credit_finding_art22_months", json!(36), "local_policy"),
            row("credit_finding_other", json!(3), "local_policy"),
            row("credit_finding_other_months", json!(12), "local_policy"),
            row("credit_complaint", json!(5), "local_policy"),
            row("credit_complaint_months", json!(12), "local_policy"),
            row("credit_late_report", json!(5), "local_policy"),
            row("credit_late_report_months", json!(12), "local_policy"),
            row("credit_overdue_rectification", json!(10), "local_policy"),
            row(
                "credit_overdue_rectification_months",
                json!(12),
                "local_policy"
            ),
            row("credit_interview", json!(5), "local_policy"),
            row("credit_interview_months", json!(12), "local_policy"),
            row("credit_warning", json!(10), "local_policy"),
            row("credit_warning_months", json!(24), "local_policy"),
            row("credit_suspension", json!(20), "local_policy"),
            row("credit_suspension_months", json!(24), "local_policy"),
            row("credit_abnormal_list", json!(20), "local_policy"),
            row("credit_abnormal_list_months", json!(12), "local_policy"),
            row("credit_bad_credit_file", json!(40), "local_policy"),
            row("credit_bad_credit_file_months", json!(24), "local_policy"),
            row("published_sanction_months", json!(12), "local_policy"),
            row("published_ban_months", json!(12), "local_policy"),
            row("published_evaluation_months", json!(36), "local_policy"),
            row("retention_paper_years", json!(3), "jz-institutions/art9"),
            row(
                "retention_electronic_years",
                json!(5),
                "jz-institutions/art9"
            ),
            row("annual_report_month", json!(3), "local_policy"),
            row("annual_report_day", json!(31), "local_policy"),
            row("sanction_notice", json!(1), "local_policy"),
            row("sanction_hearing", json!(1), "local_policy"),
            row("sanction_statement_working_days", json!(5), "local_policy"),
            row("sanction_hearing_working_days", json!(5), "local_policy"),
            row("sanction_old_violation_years", json!(2), "local_policy"),
            row("reconsideration_days", json!(60), "local_policy"),
            row("litigation_months", json!(6), "local_policy"),
        ]
    );
}

fn each_answer_echoes_what_it_used(server: &Server) {
    let names = |answer: &Value| {
        answer["parameters"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    let clock = server.evaluate("clock", &SETS[1].requests()[0]);
    assert_eq!(
        clock["parameters"],
        json!({"handling_working_days": 20, "extension_cap_working_days": 45, "due_soon_working_days": 3})
    );
    assert_eq!(
        clock["parameter_sources"],
        json!({
            "handling_working_days": "gd-complaints/art18", "extension_cap_working_days": "gd-complaints/art18",
            "due_soon_working_days": "local_policy",
        })
    );
    let sanctions = server.evaluate("sanctions", &SETS[2].requests()[0]);
    assert_eq!(names(&sanctions).len(), 9);
    let complaint = server.evaluate(
        "admissibility",
        &json!({"facts": {"submitted_on": "2026-04-27"}}),
    );
    assert_eq!(
        complaint["parameters"],
        json!({"limitation_years": 1, "handling_working_days": 20})
    );
    for answer in [&clock, &sanctions, &complaint] {
        let sources = answer["parameter_sources"].as_object().unwrap();
        assert_eq!(sources.keys().cloned().collect::<Vec<_>>(), names(answer));
    }
}

fn the_cap_is_echoed_only_where_it_was_used(server: &Server) {
    let request = json!({"facts": {"submitted_on": "2026-06-30", "prior_complaints": [{
        "status": "accepted", "same_complainant": true, "same_matter": true, "accepted_on": "2026-06-01",
        "due_on": "2026-07-31",
    }]}});
    let due_on = "/facts/prior_complaints/0/due_on";
    let accepted_on = "/facts/prior_complaints/0/accepted_on";
    let cap = |request: &Value| {
        server.evaluate("admissibility", request)["parameters"]
            .get("extension_cap_working_days")
            .cloned()
    };
    // A due date that is given is held against the 45th working day after acceptance, where that is known.
    assert_eq!(cap(&request), Some(json!(45)));
    assert_eq!(cap(&with(&request, due_on, Value::Null)), None);
    assert_eq!(cap(&with(&request, accepted_on, Value::Null)), None);
}

fn as_of_is_a_day(server: &Server) {
    for path in [
        "/api/v1/regulations/gd-complaints/parameters",
        "/api/v1/profiles",
    ] {
        let today = server.get(path).good();
        let as_of = today["as_of"].as_str().unwrap().to_owned();
        assert_eq!(server.get(&format!("{path}?as_of={as_of}")).good(), today);
        for bad in [
            "2025-02-29",
            "2025-2-1",
            "20250201",
            "today",
            "",
            "1899-12-31",
            "2025-02-01T00:00:00Z",
        ] {
            let _ = server
                .get(&format!("{path}?as_of={bad}"))
                .problem(400, "malformed_request");
        }
    }
}
