//! The rows of the map.

use domain::provision::RegulationId::{self, GdComplaints, JzInstitutions};

/// What carries an article out.
pub struct Row {
    /// The regulation.
    pub regulation: RegulationId,
    /// Its article.
    pub article: u8,
    /// Files of the code.
    pub code: &'static [&'static str],
    /// Tests, `file#name`.
    pub tests: &'static [&'static str],
    /// Operations, by their ids.
    pub operations: &'static [&'static str],
}

/// Every row, in the order of the articles.
pub static ROWS: &[Row] = &[
    Row {
        regulation: GdComplaints,
        article: 2,
        code: &[
            "domain/src/access/organisation.rs",
            "domain/src/gd/art09_10_admissibility",
        ],
        tests: &[
            "tests/it/access/organisations.rs#an_organisation_is_created_and_changed",
            "tests/it/access/clients.rs#roles_exist_only_where_they_fit",
        ],
        operations: &["create_organisation", "list_organisations", "create_client"],
    },
    Row {
        regulation: GdComplaints,
        article: 3,
        code: &[
            "domain/src/gd/art03_04_jurisdiction.rs",
            "domain/src/gd/case/responsible.rs",
            "domain/src/gd/case/accused.rs",
        ],
        tests: &[
            "tests/it/complaints/examples.rs#every_example_complaint_goes_its_way",
            "tests/it/complaints/decisions.rs#a_case_is_referred_to_whoever_must_answer",
            "tests/it/openapi/jurisdiction.rs#every_role_reaches_its_own_cases_and_no_others",
        ],
        operations: &["submit_complaint", "refer_complaint"],
    },
    Row {
        regulation: GdComplaints,
        article: 4,
        code: &[
            "domain/src/gd/art04_upward_report.rs",
            "domain/src/gd/art04_periodic_report.rs",
            "domain/src/gd/case/duties.rs",
            "domain/src/gd/circular",
        ],
        tests: &[
            "tests/it/complaints/outward.rs#what_draws_attention_is_outstanding_until_it_is_reported",
            "tests/it/complaints/periodic.rs#every_figure_is_the_count_of_its_list",
            "tests/it/complaints/circulars.rs#a_circular_goes_from_draft_to_everybody",
        ],
        operations: &[
            "report_complaint_upward",
            "list_outstanding",
            "submit_periodic_report",
            "publish_circular",
        ],
    },
    Row {
        regulation: GdComplaints,
        article: 5,
        code: &[
            "domain/src/gd/art05_complaint_office.rs",
            "domain/src/gd/case/decide/investigation.rs",
            "domain/src/gd/circular",
        ],
        tests: &[
            "tests/it/complaints/investigation.rs#two_departments_investigate_up_to_the_conclusion",
            "tests/it/complaints/circulars.rs#a_circular_goes_from_draft_to_everybody",
        ],
        operations: &[
            "accept_complaint",
            "order_supervision",
            "answer_supervision_order",
            "consolidate_reports",
        ],
    },
    Row {
        regulation: GdComplaints,
        article: 6,
        code: &[
            "domain/src/gd/art06_undertaking_department.rs",
            "domain/src/gd/case/decide/investigation.rs",
            "domain/src/gd/case/materials.rs",
        ],
        tests: &[
            "tests/it/complaints/investigation.rs#a_department_sees_what_was_passed_to_it_and_nothing_else",
            "tests/it/term/ending.rs#the_result_is_told_carried_out_and_archived",
        ],
        operations: &["report_investigation", "execute_measure"],
    },
    Row {
        regulation: GdComplaints,
        article: 7,
        code: &["api/src/v1/organisations/contact_channels.rs"],
        tests: &["tests/it/access/organisations.rs#channels_are_public"],
        operations: &["list_contact_channels", "change_organisation"],
    },
    Row {
        regulation: GdComplaints,
        article: 8,
        code: &[
            "domain/src/gd/art08_form.rs",
            "domain/src/gd/case/intake.rs",
            "domain/src/gd/case/change.rs",
            "domain/src/gd/case/decide/dossier.rs",
        ],
        tests: &[
            "tests/it/complaints/corrections.rs#a_correction_keeps_the_old_value",
            "domain/tests/it/case/corrections.rs#an_oral_complaint_needs_the_name_of_the_one_who_took_it_down",
            "tests/it/attachments/adding.rs#every_type_is_added_and_comes_back",
            "tests/it/public/door.rs#who_says_no_name_is_served",
        ],
        operations: &[
            "submit_complaint",
            "submit_public_complaint",
            "correct_complaint",
            "add_complaint_attachment",
            "add_complaint_supplement",
        ],
    },
    Row {
        regulation: GdComplaints,
        article: 9,
        code: &[
            "domain/src/gd/art09_10_admissibility",
            "domain/src/gd/case/decide/admission.rs",
        ],
        tests: &[
            "domain/tests/it/case/admission.rs#what_the_rules_leave_open_is_decided_only_for_a_written_reason",
            "tests/it/complaints/examples.rs#every_example_complaint_goes_its_way",
        ],
        operations: &[
            "evaluate_admissibility",
            "evaluate_complaint",
            "accept_complaint",
        ],
    },
    Row {
        regulation: GdComplaints,
        article: 10,
        code: &[
            "domain/src/gd/art09_10_admissibility",
            "domain/src/gd/case/decide/admission.rs",
            "domain/src/gd/case/prior.rs",
            "domain/src/gd/matter",
        ],
        tests: &[
            "tests/it/complaints/decisions.rs#a_rejection_rests_on_grounds_of_article_10",
            "tests/it/complaints/decisions.rs#a_rejection_is_reviewed_once",
            "tests/it/complaints/decisions.rs#a_repeat_is_joined_to_the_open_case",
            "tests/it/complaints/similar.rs#a_link_stands_in_both_cases_and_bars_nobody",
        ],
        operations: &[
            "reject_complaint",
            "join_complaint",
            "review_rejection",
            "list_similar_cases",
        ],
    },
    Row {
        regulation: GdComplaints,
        article: 11,
        code: &[
            "domain/src/gd/art11_registration.rs",
            "domain/src/gd/case/decide/assignment.rs",
        ],
        tests: &[
            "tests/it/complaints/races.rs#numbers_have_no_gaps",
            "tests/it/complaints/investigation.rs#two_departments_investigate_up_to_the_conclusion",
        ],
        operations: &[
            "accept_complaint",
            "assign_complaint",
            "share_complaint_materials",
        ],
    },
    Row {
        regulation: GdComplaints,
        article: 12,
        code: &[
            "domain/src/gd/art12_guidance.rs",
            "domain/src/gd/case/decide/investigation.rs",
        ],
        tests: &[
            "tests/it/complaints/guidance.rs#a_case_is_guided_to_its_end",
            "tests/it/complaints/guidance.rs#a_promise_is_kept_or_overdue",
        ],
        operations: &["answer_complainant", "promise_reply"],
    },
    Row {
        regulation: GdComplaints,
        article: 13,
        code: &[
            "domain/src/gd/art13_media.rs",
            "domain/src/gd/case/decide/outward.rs",
            "domain/src/gd/case/reveal.rs",
        ],
        tests: &[
            "tests/it/complaints/outward.rs#the_public_is_informed_of_what_media_exposed",
            "tests/it/complaints/outward.rs#a_text_for_the_public_gives_nothing_away",
        ],
        operations: &[
            "take_media_measure",
            "publish_statement",
            "list_public_statements",
        ],
    },
    Row {
        regulation: GdComplaints,
        article: 14,
        code: &[
            "domain/src/gd/art14_several_departments.rs",
            "domain/src/gd/case/decide/assignment.rs",
        ],
        tests: &[
            "tests/it/complaints/investigation.rs#two_departments_investigate_up_to_the_conclusion",
            "tests/it/complaints/investigation.rs#of_two_reports_at_once_both_count_and_the_case_moves_on_once",
        ],
        operations: &["assign_complaint", "report_investigation"],
    },
    Row {
        regulation: GdComplaints,
        article: 15,
        code: &[
            "domain/src/gd/art15_confidentiality.rs",
            "domain/src/gd/case/materials.rs",
            "domain/src/gd/case/accused.rs",
            "persistence/src/keys",
            "api/src/v1/complaints/seal.rs",
        ],
        tests: &[
            "tests/it/reading/disclosures.rs#a_look_needs_a_purpose_and_is_on_record",
            "tests/it/complaints/investigation.rs#the_accused_party_gets_no_case_and_keeps_none",
            "tests/it/complaints/investigation.rs#a_department_sees_what_was_passed_to_it_and_nothing_else",
            "tests/it/attachments/downloads.rs#a_department_has_what_was_passed_to_it_and_what_it_added",
        ],
        operations: &[
            "disclose_complaint_identity",
            "disclose_complaint_statement",
            "disclose_complaint_material",
            "download_complaint_attachment",
            "list_complaint_disclosures",
        ],
    },
    Row {
        regulation: GdComplaints,
        article: 16,
        code: &[
            "domain/src/gd/art16_feedback.rs",
            "domain/src/gd/case/term.rs",
            "domain/src/gd/case/decide/term.rs",
        ],
        tests: &[
            "tests/it/term/ending.rs#feedback_is_listed_while_it_is_owed_and_when_it_is_late",
            "tests/it/term/ending.rs#feedback_is_not_owed_where_nobody_can_be_reached",
            "tests/it/public/door.rs#a_complaint_is_followed_to_its_conclusion",
        ],
        operations: &["feed_back_complaint", "get_complaint_notice"],
    },
    Row {
        regulation: GdComplaints,
        article: 17,
        code: &[
            "domain/src/gd/art17_archive.rs",
            "domain/src/gd/case/decide/term.rs",
            "domain/src/gd/circular",
        ],
        tests: &[
            "tests/it/term/ending.rs#the_result_is_told_carried_out_and_archived",
            "tests/it/term/erasure.rs#two_persons_destroy_what_is_sealed_after_the_retention",
            "tests/it/complaints/circulars.rs#a_circular_gives_nothing_away",
        ],
        operations: &[
            "archive_complaint",
            "draft_circular",
            "approve_circular",
            "publish_circular",
            "erase_complaint",
        ],
    },
    Row {
        regulation: GdComplaints,
        article: 18,
        code: &[
            "domain/src/gd/art18_clock.rs",
            "domain/src/gd/art18_days.rs",
            "domain/src/gd/case/decide/term.rs",
            "persistence/src/clock",
        ],
        tests: &[
            "tests/it/term/clock_story.rs#every_story_of_the_clock",
            "tests/it/ticking/story.rs#each_thing_is_said_once_on_its_day",
            "tests/it/ticking/calendar.rs#an_import_moves_due_dates_and_lists_them",
            "tests/it/reading/clock.rs#the_clock_is_that_of_the_engine_and_explains_every_day",
        ],
        operations: &[
            "evaluate_clock",
            "get_complaint_clock",
            "extend_complaint",
            "explain_delay",
            "conclude_complaint",
            "list_complaint_clock_events",
        ],
    },
    Row {
        regulation: GdComplaints,
        article: 19,
        code: &[
            "domain/src/gd/art19_accountability.rs",
            "domain/src/gd/case/decide/outward.rs",
        ],
        tests: &["tests/it/complaints/outward.rs#breaches_are_corrected_and_complainants_referred"],
        operations: &["hold_accountable"],
    },
    Row {
        regulation: GdComplaints,
        article: 20,
        code: &[
            "domain/src/gd/art20_complainant.rs",
            "domain/src/gd/case/decide/outward.rs",
        ],
        tests: &["tests/it/complaints/outward.rs#breaches_are_corrected_and_complainants_referred"],
        operations: &["refer_complainant"],
    },
    Row {
        regulation: GdComplaints,
        article: 21,
        code: &[
            "domain/src/gd/art21_local_rules.rs",
            "domain/src/parameter/profile/mod.rs",
        ],
        tests: &[
            "domain/tests/it/profiles/local.rs#a_local_rule_may_differ_in_one_direction_only",
            "tests/it/reading/local_rules.rs#a_centers_own_rules_govern_its_cases",
        ],
        operations: &["list_profiles", "list_parameters"],
    },
    Row {
        regulation: JzInstitutions,
        article: 2,
        code: &[
            "domain/src/jz/institution/decide/register",
            "domain/src/jz/occupation.rs",
            "domain/src/identifier/credit_code.rs",
        ],
        tests: &[
            "domain/tests/it/institution/filing.rs#what_is_filed_must_be_known",
            "domain/tests/it/institution/filing.rs#filings_do_not_overlap",
            "tests/it/institutions/filing.rs#an_institution_is_filed_changed_and_renewed",
            "tests/it/institutions/finding.rs#what_was_answered_on_a_day_is_answered_again",
        ],
        operations: &[
            "apply_for_filing",
            "apply_again",
            "get_institution",
            "list_public_institutions",
        ],
    },
    Row {
        regulation: JzInstitutions,
        article: 3,
        code: &[
            "domain/src/jz/institution/decide/register/checks.rs",
            "domain/src/jz/institution/decide/register/decision.rs",
        ],
        tests: &[
            "domain/tests/it/institution/filing.rs#a_county_files_its_own_and_the_city_everything_within_it",
            "tests/it/institutions/filing.rs#whoever_is_not_in_charge_cannot_decide",
        ],
        operations: &["decide_filing"],
    },
    Row {
        regulation: JzInstitutions,
        article: 5,
        code: &["domain/src/jz/institution/decide/ledger_conduct.rs"],
        tests: &["tests/it/ledger/recording.rs#fees_reports_staff_and_retention_are_kept"],
        operations: &["record_institution_evaluation"],
    },
    Row {
        regulation: JzInstitutions,
        article: 6,
        code: &["domain/src/jz/institution/duties.rs"],
        tests: &["domain/tests/it/ledger/kept.rs#a_self_declaration_answers_every_duty_once"],
        operations: &["list_duties", "record_declaration"],
    },
    Row {
        regulation: JzInstitutions,
        article: 7,
        code: &[
            "domain/src/jz/institution/duties.rs",
            "domain/src/jz/institution/decide/ledger_work.rs",
        ],
        tests: &[
            "domain/tests/it/ledger/kept.rs#a_self_declaration_answers_every_duty_once",
            "tests/it/ledger/recording.rs#fees_reports_staff_and_retention_are_kept",
        ],
        operations: &["record_staff", "record_declaration"],
    },
    Row {
        regulation: JzInstitutions,
        article: 8,
        code: &[
            "domain/src/jz/institution/candidates.rs",
            "domain/src/jz/institution/decide/ledger_work.rs",
        ],
        tests: &[
            "domain/tests/it/ledger/suggested.rs#a_later_fee_ends_the_earlier_and_no_two_overlap",
            "domain/tests/it/ledger/suggested.rs#the_most_specific_fee_in_force_decides_what_is_too_much",
            "tests/it/ledger/shown.rs#a_candidate_counts_once_it_is_verified",
        ],
        operations: &["record_fee", "list_candidate_findings"],
    },
    Row {
        regulation: JzInstitutions,
        article: 9,
        code: &[
            "domain/src/jz/institution/duties.rs",
            "domain/src/jz/institution/decide/ledger_work.rs",
        ],
        tests: &[
            "domain/tests/it/ledger/kept.rs#records_are_kept_for_three_years_on_paper_and_five_otherwise",
            "tests/it/ledger/recording.rs#fees_reports_staff_and_retention_are_kept",
        ],
        operations: &["record_retention", "record_declaration"],
    },
    Row {
        regulation: JzInstitutions,
        article: 10,
        code: &["domain/src/jz/institution/duties.rs"],
        tests: &["domain/tests/it/ledger/kept.rs#a_self_declaration_answers_every_duty_once"],
        operations: &["list_duties", "record_declaration"],
    },
    Row {
        regulation: JzInstitutions,
        article: 11,
        code: &["domain/src/jz/institution/duties.rs"],
        tests: &["domain/tests/it/ledger/kept.rs#a_self_declaration_answers_every_duty_once"],
        operations: &["list_duties", "record_declaration"],
    },
    Row {
        regulation: JzInstitutions,
        article: 12,
        code: &["domain/src/jz/institution/duties.rs"],
        tests: &["domain/tests/it/ledger/kept.rs#a_self_declaration_answers_every_duty_once"],
        operations: &["list_duties", "record_declaration"],
    },
    Row {
        regulation: JzInstitutions,
        article: 14,
        code: &[
            "domain/src/jz/art14_supervision.rs",
            "domain/src/jz/inspection",
        ],
        tests: &[
            "tests/it/inspection/drawing.rs#a_draw_goes_from_its_announcement_to_its_inspections",
            "tests/it/inspection/recording.rs#an_inspection_is_recorded_by_whoever_inspected",
        ],
        operations: &["register_inspector", "list_inspections"],
    },
    Row {
        regulation: JzInstitutions,
        article: 15,
        code: &[
            "domain/src/jz/art15_random_inspection",
            "domain/src/jz/inspection/drawing.rs",
            "docs/DRAW.md",
            "docs/draw_verify.py",
        ],
        tests: &[
            "domain/tests/it/draw/golden.rs#an_ordinary_draw_is_what_the_other_program_computes",
            "domain/tests/it/draw/fairness.rs#an_institution_is_as_likely_as_its_weight_says",
            "domain/tests/it/draw/properties.rs#every_place_has_an_institution_of_its_own_and_inspectors_who_may",
            "tests/it/inspection/drawing.rs#nobody_reads_the_seed_before_the_draw",
            "tests/it/inspection/proofs.rs#whoever_computes_a_draw_again_finds_the_same_and_every_change",
        ],
        operations: &[
            "announce_draw",
            "hold_draw",
            "redraw_place",
            "verify_draw",
            "get_public_draw",
            "list_public_inspections",
        ],
    },
    Row {
        regulation: JzInstitutions,
        article: 16,
        code: &[
            "domain/src/jz/art16_inspection.rs",
            "domain/src/jz/inspection/record.rs",
        ],
        tests: &[
            "tests/it/inspection/recording.rs#an_inspection_is_recorded_once_and_published_once",
        ],
        operations: &[
            "record_inspection",
            "correct_inspection",
            "publish_inspection",
        ],
    },
    Row {
        regulation: JzInstitutions,
        article: 17,
        code: &[
            "api/src/v1/complaints/bridge.rs",
            "persistence/src/institutions/publicity",
        ],
        tests: &[
            "tests/it/bridge/mod.rs#what_is_substantiated_enters_the_ledger_and_nothing_else_does",
            "tests/it/bridge/mod.rs#two_concluded_at_once_both_stand_in_the_ledger",
            "tests/it/bridge/mod.rs#nothing_of_the_complainant_crosses",
        ],
        operations: &["conclude_complaint", "get_complaint_institution_link"],
    },
    Row {
        regulation: JzInstitutions,
        article: 18,
        code: &[
            "domain/src/jz/art18_proposal.rs",
            "domain/src/jz/inspection/proposal.rs",
        ],
        tests: &[
            "tests/it/inspection/proposals.rs#a_proposal_is_answered_once_with_an_inspection_or_a_reason",
        ],
        operations: &[
            "propose_inspection",
            "list_inspection_proposals",
            "answer_inspection_proposal",
        ],
    },
    Row {
        regulation: JzInstitutions,
        article: 19,
        code: &[
            "domain/src/jz/art19_credit",
            "persistence/src/institutions/publicity",
        ],
        tests: &[
            "domain/tests/it/credit/table.rs#each_deduction_has_its_first_and_its_last_day",
            "domain/tests/it/credit/properties.rs#more_against_it_never_raises_the_score",
            "tests/it/publicity/credit.rs#the_credit_of_any_day_with_its_sources",
        ],
        operations: &[
            "get_institution_credit",
            "get_institution_credit_history",
            "get_credit_formula",
            "get_credit_ranking",
            "list_public_credit_grades",
        ],
    },
    Row {
        regulation: JzInstitutions,
        article: 20,
        code: &[
            "domain/src/jz/sanctions/mod.rs",
            "domain/src/jz/proceeding/mod.rs",
        ],
        tests: &[
            "domain/tests/it/grounds_sanctions/tiers.rs#each_tier_brings_the_measures_its_article_names",
            "tests/it/proceedings/lives.rs#an_interview_is_held_and_completed",
        ],
        operations: &[
            "evaluate_sanctions",
            "propose_sanction",
            "notify_proceeding",
            "decide_proceeding",
            "approve_proceeding_decision",
            "serve_proceeding_decision",
            "hold_proceeding_interview",
        ],
    },
    Row {
        regulation: JzInstitutions,
        article: 21,
        code: &[
            "domain/src/jz/sanctions/mod.rs",
            "domain/src/jz/proceeding/mod.rs",
        ],
        tests: &[
            "domain/tests/it/grounds_sanctions/tiers.rs#each_tier_brings_the_measures_its_article_names",
            "tests/it/proceedings/lives.rs#a_warning_suspends_lists_and_ends_by_its_dates",
        ],
        operations: &[
            "evaluate_sanctions",
            "propose_sanction",
            "notify_proceeding",
            "decide_proceeding",
            "approve_proceeding_decision",
            "serve_proceeding_decision",
            "accept_proceeding_rectification",
            "lift_proceeding_measure",
        ],
    },
    Row {
        regulation: JzInstitutions,
        article: 22,
        code: &[
            "domain/src/jz/sanctions/mod.rs",
            "domain/src/jz/institution/decide/register/checks.rs",
            "domain/src/jz/proceeding/mod.rs",
        ],
        tests: &[
            "domain/tests/it/grounds_sanctions/tiers.rs#each_tier_brings_the_measures_its_article_names",
            "domain/tests/it/institution/filing.rs#a_bar_ends_with_its_last_day",
            "tests/it/institutions/ending.rs#whoever_is_banned_files_anew_the_day_after_the_bar",
            "tests/it/proceedings/lives.rs#a_ban_bars_for_three_years_and_is_lifted",
        ],
        operations: &[
            "evaluate_sanctions",
            "apply_for_filing",
            "propose_sanction",
            "notify_proceeding",
            "decide_proceeding",
            "approve_proceeding_decision",
            "serve_proceeding_decision",
            "request_proceeding_hearing",
            "hold_proceeding_hearing",
            "lift_proceeding_measure",
        ],
    },
    Row {
        regulation: JzInstitutions,
        article: 23,
        code: &["domain/src/jz/institution/decide/register/ending.rs"],
        tests: &[
            "domain/tests/it/institution/ending.rs#open_matters_are_settled_first_and_the_ledger_stays",
            "tests/it/institutions/ending.rs#an_institution_ends_its_work_once_all_is_settled",
        ],
        operations: &["report_deregistration", "complete_deregistration"],
    },
];
