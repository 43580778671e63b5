//! The one table of operations: it feeds the server, the 405 answers and the OpenAPI document.

use std::sync::{Arc, OnceLock};

use actix_web::http::Method;
use actix_web::http::header;
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use domain::gd::case::FileType;
use utoipa::OpenApi;
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::http::Route;
use crate::openapi;
use crate::problem::{Problem, ProblemCode};
use crate::v1::reading::{self, Freshness};

/// `method "path" handler`, one line an operation.
macro_rules! operations {
    ($($method:ident $path:literal $($segment:ident)::+;)+) => {
        /// The operations for the OpenAPI document.
        #[derive(OpenApi)]
        #[openapi(paths(
            crate::http::health::live,
            crate::http::health::ready,
            crate::http::metrics::get_metrics,
            crate::problem::pages::list_problems,
            crate::problem::pages::get_problem,
            $(crate::$($segment)::+),+
        ))]
        pub(crate) struct Operations;

        fn add_operations(config: &mut ServiceConfig) {
            let mut all = vec![$(($path, web::$method().to(crate::$($segment)::+))),+];
            all.sort_by_key(|(path, _)| rank(path));
            for (path, route) in all {
                config.route(path, route);
            }
        }

        /// Paths and methods, in the order of the table.
        fn operation_routes() -> Vec<Route> {
            vec![$(Route::new($path, vec![method(stringify!($method))])),+]
        }
    };
}

operations! {
    post "/api/v1/evaluations/admissibility" v1::evaluation::admissibility::handler::evaluate_admissibility;
    post "/api/v1/evaluations/admissibility/batch" v1::evaluation::admissibility::handler::evaluate_admissibility_batch;
    post "/api/v1/evaluations/clock" v1::evaluation::clock::handler::evaluate_clock;
    post "/api/v1/evaluations/clock/batch" v1::evaluation::clock::handler::evaluate_clock_batch;
    post "/api/v1/evaluations/sanctions" v1::evaluation::sanctions::handler::evaluate_sanctions;
    post "/api/v1/evaluations/sanctions/batch" v1::evaluation::sanctions::handler::evaluate_sanctions_batch;
    post "/api/v1/evaluations/working-days" v1::evaluation::working_days::handler::evaluate_working_days;
    post "/api/v1/evaluations/working-days/batch" v1::evaluation::working_days::handler::evaluate_working_days_batch;
    get "/api/v1/regulations" v1::regulations::list_regulations;
    get "/api/v1/regulations/{id}" v1::regulations::get_regulation;
    get "/api/v1/regulations/{id}/articles/{number}" v1::regulations::get_article;
    get "/api/v1/regulations/{id}/parameters" v1::regulations::list_parameters;
    get "/api/v1/interpretations" v1::interpretations::list_interpretations;
    get "/api/v1/interpretations/{id}" v1::interpretations::get_interpretation;
    get "/api/v1/profiles" v1::profiles::list_profiles;
    post "/oauth/token" oauth::token::get_token;
    post "/oauth/revoke" oauth::revoke::revoke_token;
    get "/.well-known/jwks.json" oauth::keys::get_key_set;
    get "/.well-known/oauth-authorization-server" oauth::metadata::get_server_metadata;
    get "/api/v1/me" v1::clients::me::get_me;
    get "/api/v1/clients" v1::clients::list::list_clients;
    post "/api/v1/clients" v1::clients::create::create_client;
    get "/api/v1/clients/{id}" v1::clients::get::get_client;
    patch "/api/v1/clients/{id}" v1::clients::change::change_client;
    post "/api/v1/clients/{id}/secret" v1::clients::renew_secret::renew_client_secret;
    post "/api/v1/clients/{id}/disable" v1::clients::disable::disable_client;
    post "/api/v1/signing-keys/rotate" v1::clients::rotate_signing_key::rotate_signing_key;
    get "/api/v1/organisations" v1::organisations::list::list_organisations;
    post "/api/v1/organisations" v1::organisations::create::create_organisation;
    get "/api/v1/organisations/{id}" v1::organisations::get::get_organisation;
    patch "/api/v1/organisations/{id}" v1::organisations::change::change_organisation;
    get "/api/v1/contact-channels" v1::organisations::contact_channels::list_contact_channels;
    get "/api/v1/calendars/cn" v1::calendars::get_calendar;
    get "/api/v1/calendars/cn/{year}" v1::calendars::get_calendar_year;
    put "/api/v1/calendars/cn/{year}" v1::calendars::import::put_calendar_year;
    get "/api/v1/calendars/cn/{year}/effects" v1::calendars::effects::list_calendar_effects;
    get "/api/v1/jobs" v1::jobs::list_jobs;
    get "/api/v1/jobs/{name}" v1::jobs::get_job;
    get "/api/v1/sandbox/clock" v1::sandbox::get_sandbox_clock;
    put "/api/v1/sandbox/clock" v1::sandbox::put_sandbox_clock;
    get "/api/v1/institutions/duties" v1::institutions::ledger::list_duties::list_duties;
    get "/api/v1/institutions/{id}/ledger" v1::institutions::ledger::list_ledger::list_ledger;
    get "/api/v1/institutions/{id}/candidate-findings" v1::institutions::ledger::list_candidates::list_candidate_findings;
    get "/api/v1/institutions/{id}/evaluation" v1::institutions::ledger::evaluate::get_institution_evaluation;
    get "/api/v1/institutions/{id}/batches" v1::institutions::ledger::list_batches::list_batches;
    get "/api/v1/institutions/{id}/batches/{entry}" v1::institutions::ledger::get_batch::get_batch;
    post "/api/v1/institutions/{id}/batches" v1::institutions::ledger::record_batch::record_batch;
    put "/api/v1/institutions/{id}/batches/{entry}" v1::institutions::ledger::correct_batch::correct_batch;
    post "/api/v1/institutions/{id}/fees" v1::institutions::ledger::record_fee::record_fee;
    put "/api/v1/institutions/{id}/fees/{entry}" v1::institutions::ledger::correct_fee::correct_fee;
    post "/api/v1/institutions/{id}/annual-reports" v1::institutions::ledger::record_annual_report::record_annual_report;
    put "/api/v1/institutions/{id}/annual-reports/{entry}" v1::institutions::ledger::correct_annual_report::correct_annual_report;
    post "/api/v1/institutions/{id}/staff" v1::institutions::ledger::record_staff::record_staff;
    put "/api/v1/institutions/{id}/staff/{entry}" v1::institutions::ledger::correct_staff::correct_staff;
    post "/api/v1/institutions/{id}/retention-entries" v1::institutions::ledger::record_retention::record_retention;
    put "/api/v1/institutions/{id}/retention-entries/{entry}" v1::institutions::ledger::correct_retention::correct_retention;
    post "/api/v1/institutions/{id}/evaluations" v1::institutions::ledger::record_evaluation::record_institution_evaluation;
    put "/api/v1/institutions/{id}/evaluations/{entry}" v1::institutions::ledger::correct_evaluation::correct_institution_evaluation;
    post "/api/v1/institutions/{id}/declarations" v1::institutions::ledger::record_declaration::record_declaration;
    post "/api/v1/institutions/{id}/rectifications" v1::institutions::ledger::record_rectification::order_rectification;
    post "/api/v1/institutions/{id}/justifications" v1::institutions::ledger::record_justification::put_forward_justification;
    post "/api/v1/institutions/{id}/findings" v1::institutions::ledger::record_finding::allege_finding;
    post "/api/v1/institutions/{id}/batches/{entry}/results" v1::institutions::ledger::record_results::record_batch_results;
    post "/api/v1/institutions/{id}/batches/{entry}/cancellation" v1::institutions::ledger::cancel_batch::cancel_batch;
    post "/api/v1/institutions/{id}/rectifications/{entry}/completion" v1::institutions::ledger::report_completion::report_rectification;
    post "/api/v1/institutions/{id}/rectifications/{entry}/acceptance" v1::institutions::ledger::accept_rectification::accept_rectification;
    post "/api/v1/institutions/{id}/justifications/{entry}/decision" v1::institutions::ledger::decide_justification::decide_justification;
    post "/api/v1/institutions/{id}/findings/{entry}/verification" v1::institutions::ledger::verify_finding::verify_finding;
    post "/api/v1/institutions/{id}/findings/{entry}/dismissal" v1::institutions::ledger::dismiss_finding::dismiss_finding;
    post "/api/v1/institutions/{id}/entries/{kind}/{entry}/strike" v1::institutions::ledger::strike::strike_ledger_entry;
    post "/api/v1/imports/institutions" v1::imports::institutions::import_institutions;
    post "/api/v1/imports/batches" v1::imports::batches::import_batches;
    post "/api/v1/complaints" v1::complaints::intake::submit_complaint;
    post "/api/v1/complaints/handovers" v1::complaints::hand_over::hand_over_complaints;
    get "/api/v1/complaints" v1::complaints::list::list_complaints;
    get "/api/v1/complaints/work-queue" v1::complaints::work_queue::get_work_queue;
    get "/api/v1/complaints/outstanding" v1::complaints::outstanding::list_outstanding;
    post "/api/v1/institutions" v1::institutions::apply::apply_for_filing;
    get "/api/v1/institutions" v1::institutions::list::list_institutions;
    get "/api/v1/institutions/{id}" v1::institutions::shown::get_institution;
    get "/api/v1/institutions/{id}/timeline" v1::institutions::timeline::get_institution_timeline;
    post "/api/v1/institutions/{id}/deregistration" v1::institutions::deregister::report_end;
    post "/api/v1/institutions/{id}/deregistration/completion" v1::institutions::deregister::complete_end;
    get "/api/v1/public/institutions" v1::institutions::public::list_public_institutions;
    get "/api/v1/public/institutions/{uscc}" v1::institutions::public::get_public_institution;
    post "/api/v1/institutions/{id}/applications" v1::institutions::apply::apply_again;
    post "/api/v1/institutions/{id}/applications/{number}/decision" v1::institutions::decide::decide_filing;
    post "/api/v1/institutions/{id}/applications/{number}/withdrawal" v1::institutions::withdraw::withdraw_filing_application;
    get "/api/v1/public/statements" v1::published::statements::list_public_statements;
    get "/api/v1/public/statements/{id}" v1::published::statements::get_public_statement;
    get "/api/v1/public/circulars" v1::published::circulars::list_public_circulars;
    get "/api/v1/public/circulars/{id}" v1::published::circulars::get_public_circular;
    get "/api/v1/circulars" v1::circulars::read::list_circulars;
    post "/api/v1/circulars" v1::circulars::draft::draft_circular;
    get "/api/v1/circulars/{id}" v1::circulars::read::get_circular;
    put "/api/v1/circulars/{id}" v1::circulars::revise::revise_circular;
    post "/api/v1/circulars/{id}/approval" v1::circulars::approve::approve_circular;
    post "/api/v1/circulars/{id}/publication" v1::circulars::publish::publish_circular;
    post "/api/v1/circulars/{id}/withdrawal" v1::circulars::withdraw::withdraw_circular;
    get "/api/v1/proceedings" v1::proceedings::list::list_proceedings;
    get "/api/v1/proceedings/state-machine" v1::proceedings::state_machine::get_proceeding_state_machine;
    get "/api/v1/proceedings/{id}" v1::proceedings::show::get_proceeding;
    get "/api/v1/proceedings/{id}/timeline" v1::proceedings::timeline::get_proceeding_timeline;
    get "/api/v1/proceedings/{id}/evaluations/{number}" v1::proceedings::evaluations::get_proceeding_evaluation;
    post "/api/v1/proceedings/{id}/evaluations/{number}/replay" v1::proceedings::evaluations::replay_proceeding_evaluation;
    get "/api/v1/proceedings/{id}/documents/{kind}" v1::proceedings::documents::get_proceeding_document;
    post "/api/v1/institutions/{id}/proceedings" v1::proceedings::propose::propose_sanction;
    post "/api/v1/proceedings/{id}/notice" v1::proceedings::notify::notify_proceeding;
    post "/api/v1/proceedings/{id}/statements" v1::proceedings::statements::make_proceeding_statement;
    post "/api/v1/proceedings/{id}/hearing-request" v1::proceedings::request_hearing::request_proceeding_hearing;
    post "/api/v1/proceedings/{id}/hearing" v1::proceedings::hold_hearing::hold_proceeding_hearing;
    post "/api/v1/proceedings/{id}/hearing-lapse" v1::proceedings::lapse_hearing::lapse_proceeding_hearing;
    post "/api/v1/proceedings/{id}/decision" v1::proceedings::decide::decide_proceeding;
    post "/api/v1/proceedings/{id}/approval" v1::proceedings::approve::approve_proceeding_decision;
    post "/api/v1/proceedings/{id}/return" v1::proceedings::return_decision::return_proceeding_decision;
    post "/api/v1/proceedings/{id}/service" v1::proceedings::serve::serve_proceeding_decision;
    post "/api/v1/proceedings/{id}/interview" v1::proceedings::hold_interview::hold_proceeding_interview;
    post "/api/v1/proceedings/{id}/rectification-acceptance" v1::proceedings::accept_rectification::accept_proceeding_rectification;
    post "/api/v1/proceedings/{id}/lifting" v1::proceedings::lift::lift_proceeding_measure;
    post "/api/v1/proceedings/{id}/completion" v1::proceedings::complete::complete_proceeding;
    post "/api/v1/proceedings/{id}/drop" v1::proceedings::drop::drop_proceeding;
    get "/api/v1/complaints/steps" v1::complaints::steps::list_complaint_steps;
    get "/api/v1/periodic-reports" v1::periodic_reports::read::list_periodic_reports;
    post "/api/v1/periodic-reports" v1::periodic_reports::submit::submit_periodic_report;
    get "/api/v1/periodic-reports/preview" v1::periodic_reports::preview::preview_periodic_report;
    get "/api/v1/periodic-reports/{id}" v1::periodic_reports::read::get_periodic_report;
    get "/api/v1/complaints/departures" v1::complaints::departures::list_complaint_departures;
    get "/api/v1/complaints/state-machine" v1::complaints::state_machine::get_complaint_state_machine;
    get "/api/v1/complaints/counts" v1::complaints::counts::get_complaint_counts;
    get "/api/v1/complaints/clock-events" v1::complaints::clock_events::list_complaint_clock_events;
    get "/api/v1/complaints/{id}" v1::complaints::case::get_complaint;
    get "/api/v1/complaints/{id}/timeline" v1::complaints::timeline::get_complaint_timeline;
    get "/api/v1/complaints/{id}/clock" v1::complaints::clock::get_complaint_clock;
    get "/api/v1/complaints/{id}/evaluations" v1::complaints::evaluations::list_complaint_evaluations;
    get "/api/v1/complaints/{id}/evaluations/{number}" v1::complaints::evaluations::get_complaint_evaluation;
    post "/api/v1/complaints/{id}/evaluations/{number}/replay" v1::complaints::replay::replay_complaint_evaluation;
    get "/api/v1/complaints/{id}/notices" v1::complaints::notices::list_complaint_notices;
    get "/api/v1/complaints/{id}/notices/{number}" v1::complaints::notices::get_complaint_notice;
    post "/api/v1/complaints/{id}/identity-disclosures" v1::complaints::disclose::identity::disclose_complaint_identity;
    post "/api/v1/complaints/{id}/statement-disclosures" v1::complaints::disclose::statement::disclose_complaint_statement;
    get "/api/v1/complaints/{id}/disclosures" v1::complaints::disclose::list::list_complaint_disclosures;
    post "/api/v1/complaints/{id}/evaluations" v1::complaints::evaluate::evaluate_complaint;
    post "/api/v1/complaints/{id}/acceptance" v1::complaints::accept::accept_complaint;
    post "/api/v1/complaints/{id}/rejection" v1::complaints::reject::reject_complaint;
    post "/api/v1/complaints/{id}/referral" v1::complaints::refer::refer_complaint;
    post "/api/v1/complaints/{id}/joining" v1::complaints::join::join_complaint;
    post "/api/v1/complaints/{id}/rejection-review" v1::complaints::review::review_rejection;
    post "/api/v1/complaints/{id}/withdrawal" v1::complaints::withdraw::withdraw_complaint;
    post "/api/v1/complaints/{id}/assignments" v1::complaints::investigate::assign::assign_complaint;
    post "/api/v1/complaints/{id}/material-shares" v1::complaints::investigate::share::share_complaint_materials;
    post "/api/v1/complaints/{id}/guidance-answers" v1::complaints::investigate::answer::answer_complainant;
    post "/api/v1/complaints/{id}/reply-promises" v1::complaints::investigate::promise::promise_reply;
    post "/api/v1/complaints/{id}/reports" v1::complaints::investigate::report::report_investigation;
    post "/api/v1/complaints/{id}/consolidated-report" v1::complaints::investigate::consolidate::consolidate_reports;
    post "/api/v1/complaints/{id}/supervision-orders" v1::complaints::investigate::supervise::order_supervision;
    post "/api/v1/complaints/{id}/supervision-orders/{number}/answer" v1::complaints::investigate::answer_order::answer_supervision_order;
    get "/api/v1/complaints/{id}/materials" v1::complaints::materials::list_complaint_materials;
    post "/api/v1/complaints/{id}/material-disclosures" v1::complaints::disclose::material::disclose_complaint_material;
    post "/api/v1/complaints/{id}/conclusion" v1::complaints::conclude::conclude_complaint;
    post "/api/v1/complaints/{id}/extension" v1::complaints::extend::extend_complaint;
    post "/api/v1/complaints/{id}/delay-explanations" v1::complaints::explain_delay::explain_delay;
    post "/api/v1/complaints/{id}/measures/{number}/execution" v1::complaints::execute::execute_measure;
    post "/api/v1/complaints/{id}/feedback" v1::complaints::feed_back::feed_back_complaint;
    post "/api/v1/complaints/{id}/archive" v1::complaints::archive::archive_complaint;
    post "/api/v1/complaints/{id}/erasure-proposal" v1::complaints::propose_erasure::propose_erasure;
    post "/api/v1/complaints/{id}/erasure" v1::complaints::erase::erase_complaint;
    post "/api/v1/complaints/{id}/notice-deliveries" v1::complaints::deliver::deliver_notice;
    post "/api/v1/complaints/{id}/corrections" v1::complaints::correct::correct_complaint;
    post "/api/v1/complaints/{id}/attachments" v1::complaints::attach::add::add_complaint_attachment;
    get "/api/v1/complaints/{id}/attachments" v1::complaints::attach::list::list_complaint_attachments;
    get "/api/v1/complaints/{id}/attachments/{attachment_id}" v1::complaints::attach::download::download_complaint_attachment;
    post "/api/v1/complaints/{id}/upward-reports" v1::complaints::report_upward::report_complaint_upward;
    post "/api/v1/complaints/{id}/media-measures" v1::complaints::take_media_measure::take_media_measure;
    post "/api/v1/complaints/{id}/public-statements" v1::complaints::publish_statement::publish_statement;
    post "/api/v1/complaints/{id}/accountability" v1::complaints::hold_accountable::hold_accountable;
    post "/api/v1/complaints/{id}/complainant-referrals" v1::complaints::refer_complainant::refer_complainant;
    get "/api/v1/complaints/{id}/similar-cases" v1::complaints::similar::list::list_similar_cases;
    post "/api/v1/complaints/{id}/similarity-decisions" v1::complaints::similar::decide::decide_similarity;
    put "/api/v1/complaints/{id}/subject" v1::complaints::describe::describe_complaint;
    post "/api/v1/complaints/{id}/supplements" v1::complaints::supplement::add_complaint_supplement;
    get "/api/v1/inspectors" v1::inspections::inspectors::read::list_inspectors;
    post "/api/v1/inspectors" v1::inspections::inspectors::register::register_inspector;
    get "/api/v1/inspectors/{id}" v1::inspections::inspectors::read::get_inspector;
    patch "/api/v1/inspectors/{id}" v1::inspections::inspectors::change::change_inspector;
    post "/api/v1/inspectors/{id}/conflicts" v1::inspections::inspectors::conflicts::declare_conflict_of_interest;
    post "/api/v1/inspectors/{id}/conflicts/{number}/withdrawal" v1::inspections::inspectors::conflicts::withdraw_conflict_of_interest;
    get "/api/v1/draws" v1::inspections::draws::read::list_draws;
    post "/api/v1/draws" v1::inspections::draws::announce::announce_draw;
    post "/api/v1/draws/verify" v1::inspections::draws::verify::verify_draw;
    get "/api/v1/draws/{id}" v1::inspections::draws::read::get_draw;
    post "/api/v1/draws/{id}/result" v1::inspections::draws::hold::hold_draw;
    post "/api/v1/draws/{id}/redraws" v1::inspections::draws::redraw::redraw_place;
    get "/api/v1/inspections" v1::inspections::held::read::list_inspections;
    get "/api/v1/inspections/{id}" v1::inspections::held::read::get_inspection;
    post "/api/v1/inspections/{id}/record" v1::inspections::held::record::record_inspection;
    post "/api/v1/inspections/{id}/corrections" v1::inspections::held::correct::correct_inspection;
    post "/api/v1/inspections/{id}/publication" v1::inspections::held::publish::publish_inspection;
    get "/api/v1/inspection-proposals" v1::inspections::proposals::read::list_inspection_proposals;
    post "/api/v1/inspection-proposals" v1::inspections::proposals::receive::propose_inspection;
    get "/api/v1/inspection-proposals/{id}" v1::inspections::proposals::read::get_inspection_proposal;
    post "/api/v1/inspection-proposals/{id}/answer" v1::inspections::proposals::answer::answer_inspection_proposal;
    get "/api/v1/public/draws" v1::inspections::draws::public::list_public_draws;
    get "/api/v1/public/draws/{id}" v1::inspections::draws::public::get_public_draw;
    get "/api/v1/public/inspections" v1::inspections::held::public::list_public_inspections;
    get "/api/v1/public/inspections/{id}" v1::inspections::held::public::get_public_inspection;
    get "/api/v1/complaints/{id}/institution-link" v1::complaints::bridge::get_complaint_institution_link;
    get "/api/v1/institutions/{id}/credit" v1::credit::get::get_institution_credit;
    get "/api/v1/institutions/{id}/credit/history" v1::credit::history::get_institution_credit_history;
    get "/api/v1/credit/formula" v1::credit::formula::get_credit_formula;
    get "/api/v1/credit/ranking" v1::credit::ranking::get_credit_ranking;
    get "/api/v1/public/sanctions" v1::published::measures::list_public_sanctions;
    get "/api/v1/public/abnormal-list" v1::published::measures::list_public_abnormal_list;
    get "/api/v1/public/bad-credit-list" v1::published::measures::list_public_bad_credit_list;
    get "/api/v1/public/bans" v1::published::measures::list_public_bans;
    get "/api/v1/public/institutions/{uscc}/fees" v1::published::of_institution::list_public_institution_fees;
    get "/api/v1/public/institutions/{uscc}/evaluations" v1::published::of_institution::list_public_institution_evaluations;
    get "/api/v1/public/evaluations" v1::published::of_institution::list_public_evaluations;
    get "/api/v1/public/credit-grades" v1::published::of_institution::list_public_credit_grades;
    post "/api/v1/public/complaints" v1::public::submit::submit_public_complaint;
    post "/api/v1/public/complaints/status" v1::public::status::get_public_complaint_status;
    post "/api/v1/public/complaints/notices" v1::public::notices::get_public_complaint_notice;
    post "/api/v1/public/complaints/supplements" v1::public::supplements::add_public_complaint_supplement;
    post "/api/v1/public/complaints/withdrawal" v1::public::withdrawal::withdraw_public_complaint;
}

/// Where an operation stands among those that the router tries one after another. A fixed path is compared as text, one
/// with parameters as a pattern, which costs the more the later it comes: first what is asked for most. A fixed path must
/// come before a pattern that it would fit; no path fits two patterns.
fn rank(path: &str) -> (bool, bool) {
    (path.contains('{'), !path.starts_with("/api/v1/complaints/"))
}

fn method(name: &str) -> Method {
    match name {
        "post" => Method::POST,
        "put" => Method::PUT,
        "patch" => Method::PATCH,
        "delete" => Method::DELETE,
        _ => Method::GET,
    }
}

/// Every path the server knows besides the stack's own, with its methods.
pub fn table() -> Vec<Route> {
    let mut routes = operation_routes();
    routes.push(
        Route::new("/api/v1/complaints/{id}/notices/{number}", Vec::new())
            .with_produces(vec!["text/html"]),
    );
    routes.push(
        Route::new("/api/v1/proceedings/{id}/documents/{kind}", Vec::new())
            .with_produces(vec!["text/html"]),
    );
    routes.push(
        Route::new("/api/v1/public/complaints/notices", Vec::new())
            .with_produces(vec!["text/html"]),
    );
    let file = "/api/v1/complaints/{id}/attachments/{attachment_id}";
    let file_types = FileType::ALL.iter().map(|it| it.media_type());
    routes.push(Route::new(file, Vec::new()).with_produces(file_types.collect()));
    routes.extend(
        [
            "/",
            "/swagger-ui",
            "/swagger-ui/{_:.*}",
            "/openapi.json",
            "/openapi.yaml",
        ]
        .map(|template| Route::new(template, vec![Method::GET])),
    );
    routes
}

/// The OpenAPI document as the server hands it out: made when it is first asked for, then kept.
#[derive(Clone, Default)]
pub struct Document {
    texts: Arc<OnceLock<Texts>>,
}

struct Texts {
    json: web::Bytes,
    yaml: web::Bytes,
}

impl Document {
    /// Made later.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    async fn texts<T: Send + 'static>(
        &self,
        choose: impl FnOnce(&Texts) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        if let Some(texts) = self.texts.get() {
            return Ok(choose(texts));
        }
        let shared = Arc::clone(&self.texts);
        web::block(move || {
            choose(shared.get_or_init(|| Texts {
                json: openapi::json().into(),
                yaml: openapi::yaml().into(),
            }))
        })
        .await
        .map_err(|error| Problem::new(ProblemCode::Internal).with_cause(error))
    }
}

/// Adds the operations, the document, and Swagger UI.
pub fn configure(config: &mut ServiceConfig, document: &Document) {
    add_operations(config);
    config
        .app_data(web::Data::new(document.clone()))
        .route("/", web::get().to(to_swagger_ui))
        .route("/swagger-ui", web::get().to(to_swagger_ui))
        .route("/openapi.json", web::get().to(openapi_json))
        .route("/openapi.yaml", web::get().to(openapi_yaml))
        .service(
            SwaggerUi::new("/swagger-ui/{_:.*}").config(
                Config::new(["/openapi.json"])
                    // The online validator would be a call to the outside.
                    .validator_url("none")
                    .display_request_duration(true)
                    .doc_expansion("list")
                    .default_models_expand_depth(0),
            ),
        );
}

async fn to_swagger_ui() -> HttpResponse {
    HttpResponse::TemporaryRedirect()
        .insert_header((header::LOCATION, "/swagger-ui/"))
        .finish()
}

async fn openapi_json(
    request: HttpRequest,
    document: web::Data<Document>,
) -> Result<HttpResponse, Problem> {
    let body = document.texts(|texts| texts.json.clone()).await?;
    Ok(reading::body(
        &request,
        Freshness::Changing,
        "application/json",
        body,
    ))
}

async fn openapi_yaml(
    request: HttpRequest,
    document: web::Data<Document>,
) -> Result<HttpResponse, Problem> {
    let body = document.texts(|texts| texts.yaml.clone()).await?;
    Ok(reading::body(
        &request,
        Freshness::Changing,
        "application/yaml",
        body,
    ))
}
