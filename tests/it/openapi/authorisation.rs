//! Who may call what: a row for every operation, tried with a token of every role.

use std::collections::BTreeMap;

use domain::access::{Action, Role, scope};
use serde_json::json;
use tests::client::Request;
use tests::openapi::Operation;
use tests::server::Server;

use super::spec;
use crate::support::on_both;

on_both!(
    every_public_operation_answers_without_a_token,
    every_other_operation_refuses_whoever_has_none,
    every_role_is_let_in_where_it_may_and_refused_where_not,
);

/// Who may call an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    /// Anybody, without a token.
    Public,
    /// Anybody who hands a complaint in, or has the receipt code of one.
    Code,
    /// A client that proves itself by its secret.
    Secret,
    /// Every client with a token.
    Token,
    /// The roles to which the matrix grants this.
    May(Action),
}

/// The operations and who may call them. A new operation needs a row.
const ACCESS: &[(&str, Access)] = &[
    (
        "get_complaint_institution_link",
        Access::May(Action::ReadEvaluation),
    ),
    (
        "get_institution_credit",
        Access::May(Action::ReadInstitutions),
    ),
    (
        "get_institution_credit_history",
        Access::May(Action::ReadInstitutions),
    ),
    ("get_credit_formula", Access::Public),
    ("get_credit_ranking", Access::May(Action::ReadInstitutions)),
    ("list_public_sanctions", Access::Public),
    ("list_public_abnormal_list", Access::Public),
    ("list_public_bad_credit_list", Access::Public),
    ("list_public_bans", Access::Public),
    ("list_public_institution_fees", Access::Public),
    ("list_public_institution_evaluations", Access::Public),
    ("list_public_evaluations", Access::Public),
    ("list_public_credit_grades", Access::Public),
    // The register of institutions.
    ("apply_for_filing", Access::May(Action::ApplyForFiling)),
    ("apply_again", Access::May(Action::ApplyForFiling)),
    (
        "withdraw_filing_application",
        Access::May(Action::ApplyForFiling),
    ),
    ("decide_filing", Access::May(Action::DecideFiling)),
    ("get_institution", Access::May(Action::ReadInstitutions)),
    ("announce_draw", Access::May(Action::ConductDraws)),
    (
        "answer_inspection_proposal",
        Access::May(Action::AnswerProposals),
    ),
    ("change_inspector", Access::May(Action::ManageInspectors)),
    ("correct_inspection", Access::May(Action::RecordInspections)),
    (
        "declare_conflict_of_interest",
        Access::May(Action::ManageInspectors),
    ),
    ("get_draw", Access::May(Action::ReadInspections)),
    ("get_inspection", Access::May(Action::ReadInspections)),
    (
        "get_inspection_proposal",
        Access::May(Action::ProposeInspections),
    ),
    ("get_inspector", Access::May(Action::ManageInspectors)),
    ("hold_draw", Access::May(Action::ConductDraws)),
    ("list_draws", Access::May(Action::ReadInspections)),
    (
        "list_inspection_proposals",
        Access::May(Action::ProposeInspections),
    ),
    ("list_inspections", Access::May(Action::ReadInspections)),
    ("list_inspectors", Access::May(Action::ManageInspectors)),
    (
        "propose_inspection",
        Access::May(Action::ProposeInspections),
    ),
    ("publish_inspection", Access::May(Action::ConductDraws)),
    ("record_inspection", Access::May(Action::RecordInspections)),
    ("redraw_place", Access::May(Action::ConductDraws)),
    ("register_inspector", Access::May(Action::ManageInspectors)),
    (
        "withdraw_conflict_of_interest",
        Access::May(Action::ManageInspectors),
    ),
    ("get_public_draw", Access::Public),
    ("get_public_inspection", Access::Public),
    ("list_public_draws", Access::Public),
    ("list_public_inspections", Access::Public),
    ("verify_draw", Access::Public),
    ("list_institutions", Access::May(Action::ReadInstitutions)),
    (
        "get_institution_timeline",
        Access::May(Action::ReadInstitutions),
    ),
    ("report_deregistration", Access::May(Action::ApplyForFiling)),
    ("complete_deregistration", Access::May(Action::DecideFiling)),
    ("list_public_institutions", Access::Public),
    ("get_public_institution", Access::Public),
    // The register of institutions.
    ("accept_complaint", Access::May(Action::Accept)),
    ("add_complaint_supplement", Access::May(Action::Supplement)),
    ("add_public_complaint_supplement", Access::Code),
    ("archive_complaint", Access::May(Action::Archive)),
    ("answer_complainant", Access::May(Action::Answer)),
    ("promise_reply", Access::May(Action::Answer)),
    ("report_investigation", Access::May(Action::Report)),
    ("consolidate_reports", Access::May(Action::Consolidate)),
    ("order_supervision", Access::May(Action::Supervise)),
    (
        "answer_supervision_order",
        Access::May(Action::AnswerSupervision),
    ),
    ("assign_complaint", Access::May(Action::Assign)),
    ("share_complaint_materials", Access::May(Action::Assign)),
    (
        "list_complaint_materials",
        Access::May(Action::DiscloseMaterial),
    ),
    (
        "disclose_complaint_material",
        Access::May(Action::DiscloseMaterial),
    ),
    ("add_complaint_attachment", Access::May(Action::Attach)),
    ("change_client", Access::May(Action::ManageClients)),
    (
        "change_organisation",
        Access::May(Action::ManageOrganisations),
    ),
    ("conclude_complaint", Access::May(Action::Conclude)),
    ("correct_complaint", Access::May(Action::Correct)),
    ("create_client", Access::May(Action::ManageClients)),
    (
        "create_organisation",
        Access::May(Action::ManageOrganisations),
    ),
    ("decide_similarity", Access::May(Action::DecideSimilarity)),
    ("deliver_notice", Access::May(Action::DeliverNotice)),
    ("describe_complaint", Access::May(Action::EvaluateComplaint)),
    ("disable_client", Access::May(Action::ManageClients)),
    (
        "disclose_complaint_identity",
        Access::May(Action::DiscloseIdentity),
    ),
    (
        "disclose_complaint_statement",
        Access::May(Action::DiscloseStatement),
    ),
    ("erase_complaint", Access::May(Action::Erase)),
    (
        "download_complaint_attachment",
        Access::May(Action::DiscloseMaterial),
    ),
    ("evaluate_admissibility", Access::Public),
    ("evaluate_admissibility_batch", Access::Public),
    ("evaluate_clock", Access::Public),
    ("evaluate_clock_batch", Access::Public),
    ("evaluate_complaint", Access::May(Action::EvaluateComplaint)),
    ("evaluate_sanctions", Access::Public),
    ("evaluate_sanctions_batch", Access::Public),
    ("evaluate_working_days", Access::Public),
    ("evaluate_working_days_batch", Access::Public),
    ("execute_measure", Access::May(Action::Execute)),
    ("explain_delay", Access::May(Action::ExplainDelay)),
    ("extend_complaint", Access::May(Action::Extend)),
    ("feed_back_complaint", Access::May(Action::FeedBack)),
    ("get_article", Access::Public),
    ("get_calendar", Access::Public),
    ("get_calendar_year", Access::Public),
    ("get_client", Access::May(Action::ManageClients)),
    ("get_complaint", Access::May(Action::ReadComplaint)),
    ("get_complaint_clock", Access::May(Action::ReadClock)),
    ("get_complaint_counts", Access::May(Action::ListComplaints)),
    (
        "get_complaint_evaluation",
        Access::May(Action::ReadEvaluation),
    ),
    ("get_complaint_notice", Access::May(Action::ReadNotice)),
    ("get_complaint_state_machine", Access::Public),
    ("get_complaint_timeline", Access::May(Action::ReadTimeline)),
    ("get_interpretation", Access::Public),
    ("get_job", Access::May(Action::ReadJobs)),
    ("get_key_set", Access::Public),
    ("get_liveness", Access::Public),
    ("get_me", Access::Token),
    ("get_metrics", Access::Public),
    ("get_organisation", Access::May(Action::ReadOrganisations)),
    ("get_problem", Access::Public),
    ("get_public_complaint_notice", Access::Code),
    ("get_public_complaint_status", Access::Code),
    ("get_readiness", Access::Public),
    ("get_regulation", Access::Public),
    ("get_sandbox_clock", Access::Token),
    ("get_server_metadata", Access::Public),
    ("get_token", Access::Secret),
    ("get_work_queue", Access::May(Action::WorkQueue)),
    ("hand_over_complaints", Access::May(Action::HandOver)),
    ("join_complaint", Access::May(Action::Join)),
    (
        "list_calendar_effects",
        Access::May(Action::ReadCalendarEffects),
    ),
    ("list_clients", Access::May(Action::ManageClients)),
    (
        "list_complaint_attachments",
        Access::May(Action::DiscloseMaterial),
    ),
    (
        "list_complaint_clock_events",
        Access::May(Action::ReadClock),
    ),
    (
        "list_complaint_departures",
        Access::May(Action::ListDepartures),
    ),
    (
        "list_complaint_disclosures",
        Access::May(Action::ReadTimeline),
    ),
    (
        "list_complaint_evaluations",
        Access::May(Action::ReadEvaluation),
    ),
    ("list_complaint_notices", Access::May(Action::ReadNotice)),
    ("list_complaints", Access::May(Action::ListComplaints)),
    ("list_contact_channels", Access::Public),
    ("list_interpretations", Access::Public),
    ("list_jobs", Access::May(Action::ReadJobs)),
    ("list_organisations", Access::May(Action::ReadOrganisations)),
    ("list_parameters", Access::Public),
    ("list_problems", Access::Public),
    ("list_profiles", Access::Public),
    ("list_regulations", Access::Public),
    ("propose_erasure", Access::May(Action::Erase)),
    ("put_calendar_year", Access::May(Action::ImportCalendar)),
    ("list_similar_cases", Access::May(Action::ListSimilar)),
    ("put_sandbox_clock", Access::Token),
    ("refer_complaint", Access::May(Action::Refer)),
    ("reject_complaint", Access::May(Action::Reject)),
    ("renew_client_secret", Access::May(Action::ManageClients)),
    (
        "replay_complaint_evaluation",
        Access::May(Action::ReadEvaluation),
    ),
    ("review_rejection", Access::May(Action::ReviewRejection)),
    ("revoke_token", Access::Secret),
    ("rotate_signing_key", Access::May(Action::ManageSigningKeys)),
    ("submit_complaint", Access::May(Action::SubmitComplaint)),
    ("submit_public_complaint", Access::Code),
    ("withdraw_complaint", Access::May(Action::Withdraw)),
    ("withdraw_public_complaint", Access::Code),
    ("report_complaint_upward", Access::May(Action::ReportUpward)),
    ("take_media_measure", Access::May(Action::RespondToMedia)),
    ("publish_statement", Access::May(Action::RespondToMedia)),
    ("hold_accountable", Access::May(Action::HoldAccountable)),
    ("refer_complainant", Access::May(Action::ReferComplainant)),
    ("list_outstanding", Access::May(Action::ListOutstanding)),
    ("list_public_statements", Access::Public),
    ("get_public_statement", Access::Public),
    ("list_public_circulars", Access::Public),
    ("get_public_circular", Access::Public),
    (
        "list_complaint_steps",
        Access::May(Action::ReadPeriodicReports),
    ),
    (
        "list_periodic_reports",
        Access::May(Action::ReadPeriodicReports),
    ),
    (
        "get_periodic_report",
        Access::May(Action::ReadPeriodicReports),
    ),
    (
        "preview_periodic_report",
        Access::May(Action::ReadPeriodicReports),
    ),
    (
        "submit_periodic_report",
        Access::May(Action::SubmitPeriodicReport),
    ),
    ("list_circulars", Access::May(Action::ReadCirculars)),
    ("get_circular", Access::May(Action::ReadCirculars)),
    ("draft_circular", Access::May(Action::DraftCircular)),
    ("revise_circular", Access::May(Action::DraftCircular)),
    ("approve_circular", Access::May(Action::ApproveCircular)),
    ("publish_circular", Access::May(Action::ApproveCircular)),
    ("withdraw_circular", Access::May(Action::ApproveCircular)),
    ("list_duties", Access::May(Action::ReadInstitutions)),
    ("list_ledger", Access::May(Action::ReadInstitutions)),
    (
        "list_candidate_findings",
        Access::May(Action::ReadInstitutions),
    ),
    (
        "get_institution_evaluation",
        Access::May(Action::ReadAssessments),
    ),
    ("list_batches", Access::May(Action::ReadInstitutions)),
    ("get_batch", Access::May(Action::ReadInstitutions)),
    ("record_batch", Access::May(Action::RecordLedger)),
    ("correct_batch", Access::May(Action::RecordLedger)),
    ("record_fee", Access::May(Action::RecordLedger)),
    ("correct_fee", Access::May(Action::RecordLedger)),
    ("record_annual_report", Access::May(Action::RecordLedger)),
    ("correct_annual_report", Access::May(Action::RecordLedger)),
    ("record_staff", Access::May(Action::RecordLedger)),
    ("correct_staff", Access::May(Action::RecordLedger)),
    ("record_retention", Access::May(Action::RecordLedger)),
    ("correct_retention", Access::May(Action::RecordLedger)),
    (
        "record_institution_evaluation",
        Access::May(Action::EvaluateInstitutions),
    ),
    (
        "correct_institution_evaluation",
        Access::May(Action::EvaluateInstitutions),
    ),
    ("record_declaration", Access::May(Action::RecordLedger)),
    ("order_rectification", Access::May(Action::DecideLedger)),
    (
        "put_forward_justification",
        Access::May(Action::RecordLedger),
    ),
    ("allege_finding", Access::May(Action::AllegeFinding)),
    ("record_batch_results", Access::May(Action::RecordLedger)),
    ("cancel_batch", Access::May(Action::RecordLedger)),
    ("report_rectification", Access::May(Action::RecordLedger)),
    ("accept_rectification", Access::May(Action::DecideLedger)),
    ("decide_justification", Access::May(Action::DecideLedger)),
    ("verify_finding", Access::May(Action::DecideLedger)),
    ("dismiss_finding", Access::May(Action::DecideLedger)),
    ("strike_ledger_entry", Access::May(Action::DecideLedger)),
    (
        "import_institutions",
        Access::May(Action::ImportInstitutions),
    ),
    ("import_batches", Access::May(Action::ImportInstitutions)),
    ("get_proceeding_state_machine", Access::Public),
    ("list_proceedings", Access::May(Action::ReadProceedings)),
    ("get_proceeding", Access::May(Action::ReadProceedings)),
    (
        "get_proceeding_timeline",
        Access::May(Action::ReadProceedings),
    ),
    (
        "get_proceeding_evaluation",
        Access::May(Action::ReadProceedings),
    ),
    (
        "replay_proceeding_evaluation",
        Access::May(Action::ReadProceedings),
    ),
    (
        "get_proceeding_document",
        Access::May(Action::ReadProceedings),
    ),
    ("notify_proceeding", Access::May(Action::ConductProceedings)),
    (
        "hold_proceeding_hearing",
        Access::May(Action::ConductProceedings),
    ),
    (
        "lapse_proceeding_hearing",
        Access::May(Action::ConductProceedings),
    ),
    ("decide_proceeding", Access::May(Action::ConductProceedings)),
    (
        "serve_proceeding_decision",
        Access::May(Action::ConductProceedings),
    ),
    (
        "hold_proceeding_interview",
        Access::May(Action::ConductProceedings),
    ),
    (
        "accept_proceeding_rectification",
        Access::May(Action::ConductProceedings),
    ),
    (
        "lift_proceeding_measure",
        Access::May(Action::ConductProceedings),
    ),
    (
        "complete_proceeding",
        Access::May(Action::ConductProceedings),
    ),
    ("drop_proceeding", Access::May(Action::ConductProceedings)),
    ("propose_sanction", Access::May(Action::ConductProceedings)),
    (
        "approve_proceeding_decision",
        Access::May(Action::ApproveSanctions),
    ),
    (
        "return_proceeding_decision",
        Access::May(Action::ApproveSanctions),
    ),
    (
        "make_proceeding_statement",
        Access::May(Action::MakeStatements),
    ),
    (
        "request_proceeding_hearing",
        Access::May(Action::MakeStatements),
    ),
];

/// What everybody reads by an id, once it is published.
pub(super) const PUBLISHED: [&str; 7] = [
    "get_public_circular",
    "get_public_draw",
    "get_public_inspection",
    "get_public_institution",
    "get_public_statement",
    "list_public_institution_evaluations",
    "list_public_institution_fees",
];

fn access(operation: &Operation) -> Access {
    let row = ACCESS.iter().find(|(id, _)| *id == operation.id());
    row.unwrap_or_else(|| panic!("{} has no row", operation.id()))
        .1
}

/// What an operation on a case needs to be granted.
pub(super) fn action(operation: &Operation) -> Action {
    match access(operation) {
        Access::May(action) => action,
        other => panic!("{} is {other:?}", operation.id()),
    }
}

impl Access {
    fn admits(self, role: Role) -> bool {
        match self {
            Self::Public | Self::Code | Self::Secret | Self::Token => true,
            Self::May(action) => scope(role, action).is_some(),
        }
    }
}

/// A call of an operation by somebody who may, if it needs anybody.
pub(super) fn permitted<'s>(server: &'s Server, operation: &Operation, path: &str) -> Request<'s> {
    let call = server.call(&operation.method, path);
    if !operation.needs_token() {
        return call;
    }
    let access = access(operation);
    let role = Role::ALL.iter().find(|role| access.admits(**role));
    call.token(&server.any(*role.expect("somebody who may")).token)
}

#[test]
fn every_operation_has_a_row_and_every_row_an_operation() {
    let rows: BTreeMap<&str, Access> = ACCESS.iter().copied().collect();
    assert_eq!(rows.len(), ACCESS.len(), "a row twice");
    let operations = spec().operations();
    let mut ids: Vec<&str> = operations.iter().map(|operation| operation.id()).collect();
    ids.sort_unstable();
    assert_eq!(ids, rows.into_keys().collect::<Vec<_>>());
}

#[test]
fn the_document_says_which_operations_need_a_token() {
    for operation in spec().operations() {
        let needs = match access(&operation) {
            Access::Public | Access::Code | Access::Secret => false,
            Access::Token | Access::May(_) => true,
        };
        assert_eq!(operation.needs_token(), needs, "{}", operation.id());
        let responses = &operation.object["responses"];
        for status in ["401", "403"] {
            let documented = responses.get(status).is_some();
            assert!(documented || !needs, "{} {status}", operation.id());
        }
        let own = operation.object["security"].as_array().unwrap();
        assert!(own.iter().any(|choice| choice.get("oauth2").is_some()));
    }
}

fn every_public_operation_answers_without_a_token(server: &Server) {
    let mut operations = spec().operations();
    operations.retain(|operation| matches!(access(operation), Access::Public | Access::Code));
    for operation in operations {
        let path = operation.example_path();
        for authorization in [None, Some("Bearer nonsense"), Some("Basic eDp5")] {
            let mut call = server.call(&operation.method, &path);
            if let Some(authorization) = authorization {
                call = call.header("Authorization", authorization);
            }
            let body = &operation.object["requestBody"]["content"]["application/json"]["examples"];
            if let Some(example) = body
                .as_object()
                .and_then(|examples| examples.values().next())
            {
                call = call.json_text(example["value"].to_string());
            }
            let answer = call.send();
            // The code of an example is nobody's, and what somebody published has an id that nobody knows beforehand.
            let published = PUBLISHED.contains(&operation.id());
            let expected = match (access(&operation), operation.id()) {
                (Access::Code, "submit_public_complaint") => 201,
                (Access::Code, _) => 404,
                _ if published => 404,
                _ => 200,
            };
            let told = answer.text();
            assert_eq!(answer.status, expected, "{}: {told}", operation.id());
        }
    }
}

/// A call that is as good as a call without a body can be.
fn call<'s>(server: &'s Server, operation: &Operation) -> Request<'s> {
    let path = unused(operation);
    let call = server.call(&operation.method, &path);
    match operation.method.as_str() {
        "GET" => call,
        _ => call
            .header("If-Match", "\"1\"")
            .json_text(json!({}).to_string()),
    }
}

/// The operation's path with ids that nothing has, so that nothing is changed by those who may.
pub(super) fn unused(operation: &Operation) -> String {
    let mut path = String::new();
    for segment in operation.path.split('/').skip(1) {
        path.push('/');
        path.push_str(if segment.starts_with('{') {
            "00000000-0000-7000-8000-000000000000"
        } else {
            segment
        });
    }
    path
}

fn every_other_operation_refuses_whoever_has_none(server: &Server) {
    let mut operations = spec().operations();
    operations.retain(Operation::needs_token);
    assert!(operations.len() >= 12);
    for operation in operations {
        let answer = call(server, &operation).send();
        let _ = answer.problem(401, "unauthorized");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
        for authorization in ["Bearer nonsense", "Bearer", "Basic eDp5", "Digest x", ""] {
            let answer = call(server, &operation)
                .header("Authorization", authorization)
                .send();
            let _ = answer.problem(401, "unauthorized");
            let told = answer.header("www-authenticate");
            assert!(told.contains("invalid_token"), "{authorization}: {told}");
        }
        // Nor does a token in the query count (RFC 6750 §5.3).
        let path = format!(
            "{}?access_token={}",
            unused(&operation),
            server.admin().token
        );
        let answer = server
            .call(&operation.method, &path)
            .header("If-Match", "\"1\"")
            .json_text("{}");
        let status = answer.send().status;
        assert!(matches!(status, 400 | 401), "{} {status}", operation.id());
    }
}

fn every_role_is_let_in_where_it_may_and_refused_where_not(server: &Server) {
    let mut operations = spec().operations();
    operations.retain(Operation::needs_token);
    for operation in &operations {
        // Changes keys for all tests; who may is tried with its own server.
        let tried = |admitted: bool| !admitted || operation.id() != "rotate_signing_key";
        for role in Role::ALL {
            let admitted = access(operation).admits(*role);
            if !tried(admitted) {
                continue;
            }
            let token = server.any(*role).token;
            let answer = call(server, operation).token(&token).send();
            if admitted {
                let refused = matches!(answer.status, 401 | 403);
                assert!(!refused, "{role} {}: {}", operation.id(), answer.text());
            } else {
                let _ = answer.problem(403, "forbidden");
            }
        }
    }
}
