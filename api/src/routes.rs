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
    post "/api/v1/complaints" v1::complaints::intake::submit_complaint;
    post "/api/v1/complaints/handovers" v1::complaints::hand_over::hand_over_complaints;
    get "/api/v1/complaints" v1::complaints::list::list_complaints;
    get "/api/v1/complaints/work-queue" v1::complaints::work_queue::get_work_queue;
    get "/api/v1/complaints/outstanding" v1::complaints::outstanding::list_outstanding;
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
