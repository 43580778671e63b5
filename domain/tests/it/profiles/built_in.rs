//! The profiles that are always there, and the numbers of the two texts.

use domain::parameter::{Direction, ParameterSource, Profile, of};
use domain::provision::RegulationId;

use super::{gd_on, written};
use crate::support::{date, profile};

#[test]
fn the_built_in_profiles() {
    let found: Vec<_> = Profile::built_in()
        .unwrap()
        .iter()
        .map(|p| {
            (
                p.id.clone(),
                p.regulation.as_str(),
                p.source.as_str(),
                p.base.clone(),
            )
        })
        .collect();
    let expected = [
        ("gd-default", "gd-complaints", "regulation", None),
        ("jz-default", "jz-institutions", "regulation", None),
        ("jz-complaints", "gd-complaints", "local_policy", None),
        (
            "gd-example-15",
            "gd-complaints",
            "local_rule",
            Some("gd-default"),
        ),
    ]
    .map(|(id, regulation, source, base)| {
        (id.to_owned(), regulation, source, base.map(str::to_owned))
    });
    assert_eq!(found, expected);
}

#[test]
fn every_number_of_the_text_has_its_name_value_unit_and_provision() {
    type Row = (&'static str, &'static str, &'static str, &'static str);
    let expected: [(RegulationId, &[Row]); 2] = [
        (
            RegulationId::GdComplaints,
            &[
                ("limitation_years", "1", "years", "gd-complaints/art10/6"),
                ("feedback_working_days", "5", "working_days", "local_policy"),
                ("retention_years", "10", "years", "local_policy"),
                (
                    "handling_working_days",
                    "20",
                    "working_days",
                    "gd-complaints/art18",
                ),
                (
                    "extension_cap_working_days",
                    "45",
                    "working_days",
                    "gd-complaints/art18",
                ),
                ("due_soon_working_days", "3", "working_days", "local_policy"),
                ("attachments_per_case", "50", "files", "local_policy"),
                (
                    "upward_report_working_days",
                    "1",
                    "working_days",
                    "local_policy",
                ),
                (
                    "public_statement_working_days",
                    "5",
                    "working_days",
                    "local_policy",
                ),
                ("similar_threshold", "600", "permille", "local_policy"),
                ("similar_accused_weight", "350", "permille", "local_policy"),
                ("similar_date_weight", "350", "permille", "local_policy"),
                ("similar_text_weight", "250", "permille", "local_policy"),
                ("similar_place_weight", "50", "permille", "local_policy"),
                ("similar_window_days", "30", "days", "local_policy"),
                ("similar_text_floor", "100", "permille", "local_policy"),
                ("similar_text_full", "500", "permille", "local_policy"),
            ],
        ),
        (
            RegulationId::JzInstitutions,
            &[
                (
                    "inspection_least_inspectors",
                    "2",
                    "persons",
                    "local_policy",
                ),
                ("draw_weight_grade_a", "1", "times", "local_policy"),
                ("draw_weight_grade_b", "2", "times", "local_policy"),
                ("draw_weight_grade_c", "3", "times", "local_policy"),
                ("draw_weight_grade_d", "5", "times", "local_policy"),
                (
                    "inspection_proposal_answer_working_days",
                    "15",
                    "working_days",
                    "local_policy",
                ),
                (
                    "unqualified_share_percent",
                    "5",
                    "percent",
                    "jz-institutions/art20/1",
                ),
                (
                    "identical_paper_times",
                    "2",
                    "times",
                    "jz-institutions/art20/4",
                ),
                (
                    "identical_paper_months",
                    "12",
                    "months",
                    "jz-institutions/art20/4",
                ),
                ("inactivity_years", "1", "years", "jz-institutions/art21/2"),
                (
                    "substantiated_complaints_times",
                    "2",
                    "times",
                    "jz-institutions/art21/3",
                ),
                (
                    "substantiated_complaints_months",
                    "6",
                    "months",
                    "jz-institutions/art21/3",
                ),
                ("market_ban_years", "3", "years", "jz-institutions/art22"),
                (
                    "ban_inactivity_years",
                    "2",
                    "years",
                    "jz-institutions/art22/5",
                ),
                (
                    "art22_6_reading",
                    "literal",
                    "choice",
                    "jz-institutions/art22/6",
                ),
                ("filing_years", "3", "years", "local_policy"),
                ("filing_renewal_months", "3", "months", "local_policy"),
                ("credit_base", "100", "points", "local_policy"),
                ("credit_grade_a", "90", "points", "local_policy"),
                ("credit_grade_b", "75", "points", "local_policy"),
                ("credit_grade_c", "60", "points", "local_policy"),
                ("credit_finding_art20", "5", "points", "local_policy"),
                (
                    "credit_finding_art20_months",
                    "12",
                    "months",
                    "local_policy",
                ),
                ("credit_finding_art21", "10", "points", "local_policy"),
                (
                    "credit_finding_art21_months",
                    "24",
                    "months",
                    "local_policy",
                ),
                ("credit_finding_art22", "30", "points", "local_policy"),
                (
                    "credit_finding_art22_months",
                    "36",
                    "months",
                    "local_policy",
                ),
                ("credit_finding_other", "3", "points", "local_policy"),
                (
                    "credit_finding_other_months",
                    "12",
                    "months",
                    "local_policy",
                ),
                ("credit_complaint", "5", "points", "local_policy"),
                ("credit_complaint_months", "12", "months", "local_policy"),
                ("credit_late_report", "5", "points", "local_policy"),
                ("credit_late_report_months", "12", "months", "local_policy"),
                (
                    "credit_overdue_rectification",
                    "10",
                    "points",
                    "local_policy",
                ),
                (
                    "credit_overdue_rectification_months",
                    "12",
                    "months",
                    "local_policy",
                ),
                ("credit_interview", "5", "points", "local_policy"),
                ("credit_interview_months", "12", "months", "local_policy"),
                ("credit_warning", "10", "points", "local_policy"),
                ("credit_warning_months", "24", "months", "local_policy"),
                ("credit_suspension", "20", "points", "local_policy"),
                ("credit_suspension_months", "24", "months", "local_policy"),
                ("credit_abnormal_list", "20", "points", "local_policy"),
                (
                    "credit_abnormal_list_months",
                    "12",
                    "months",
                    "local_policy",
                ),
                ("credit_bad_credit_file", "40", "points", "local_policy"),
                (
                    "credit_bad_credit_file_months",
                    "24",
                    "months",
                    "local_policy",
                ),
                ("published_sanction_months", "12", "months", "local_policy"),
                ("published_ban_months", "12", "months", "local_policy"),
                (
                    "published_evaluation_months",
                    "36",
                    "months",
                    "local_policy",
                ),
                (
                    "retention_paper_years",
                    "3",
                    "years",
                    "jz-institutions/art9",
                ),
                (
                    "retention_electronic_years",
                    "5",
                    "years",
                    "jz-institutions/art9",
                ),
                ("annual_report_month", "3", "month", "local_policy"),
                ("annual_report_day", "31", "day", "local_policy"),
                ("sanction_notice", "1", "switch", "local_policy"),
                ("sanction_hearing", "1", "switch", "local_policy"),
                (
                    "sanction_statement_working_days",
                    "5",
                    "working_days",
                    "local_policy",
                ),
                (
                    "sanction_hearing_working_days",
                    "5",
                    "working_days",
                    "local_policy",
                ),
                ("sanction_old_violation_years", "2", "years", "local_policy"),
                ("reconsideration_days", "60", "days", "local_policy"),
                ("litigation_months", "6", "months", "local_policy"),
            ],
        ),
    ];
    for ((regulation, rows), id) in expected.into_iter().zip(["gd-default", "jz-default"]) {
        let profile = profile(id);
        let values: Vec<(&str, String, &str, &str)> = profile
            .values(date("2026-06-30"))
            .iter()
            .map(|v| {
                (
                    v.parameter.name,
                    written(v.value),
                    v.parameter.unit,
                    v.source,
                )
            })
            .collect();
        let rows: Vec<_> = rows
            .iter()
            .map(|(n, v, u, s)| (*n, (*v).to_owned(), *u, *s))
            .collect();
        assert_eq!(values, rows);
        assert_eq!(of(regulation).len(), rows.len());
        for parameter in of(regulation) {
            assert_eq!(parameter.regulation, regulation);
            assert!(
                parameter.versions.is_sorted_by_key(|v| v.from),
                "{}",
                parameter.name
            );
            let local = parameter.source == ParameterSource::LocalPolicy;
            assert!(
                !local || parameter.direction == Direction::Free,
                "{}",
                parameter.name
            );
        }
    }
}

#[test]
fn a_profile_has_the_values_of_its_own_regulation_only() {
    let day = date("2026-06-30");
    for profile in Profile::built_in().unwrap() {
        let is_gd = profile.regulation == RegulationId::GdComplaints;
        assert_eq!(profile.gd(day).is_some(), is_gd, "{}", profile.id);
        assert_eq!(profile.jz(day).is_some(), !is_gd, "{}", profile.id);
    }
}

#[test]
fn complaints_in_jingzhou_follow_the_guangdong_numbers_as_local_policy() {
    let jingzhou = profile("jz-complaints");
    assert_eq!(
        gd_on(&jingzhou, "2026-06-30"),
        gd_on(&profile("gd-default"), "2026-06-30")
    );
    for value in jingzhou.values(date("2026-06-30")) {
        assert_eq!(value.source, "local_policy", "{}", value.parameter.name);
    }
}
