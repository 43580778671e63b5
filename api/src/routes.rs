//! The one table of operations: it feeds the server, the 405 answers and the OpenAPI document.

use std::sync::Arc;

use actix_web::http::Method;
use actix_web::http::header::{self, Header, IfNoneMatch};
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use utoipa::OpenApi;
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::http::Route;
use crate::openapi;

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
            $(config.route($path, web::$method().to(crate::$($segment)::+));)+
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
    get "/api/v1/calendars/cn" v1::calendars::get_calendar;
    get "/api/v1/calendars/cn/{year}" v1::calendars::get_calendar_year;
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

/// The OpenAPI document as the server hands it out; made once.
#[derive(Clone)]
pub struct Document {
    json: Arc<str>,
    yaml: Arc<str>,
    tag: Arc<header::EntityTag>,
}

impl Document {
    /// Generates it.
    #[must_use]
    pub fn new() -> Self {
        let json = openapi::json();
        let tag = format!("openapi-{}-{:x}", env!("CARGO_PKG_VERSION"), json.len());
        Self {
            json: json.into(),
            yaml: openapi::yaml().into(),
            tag: Arc::new(header::EntityTag::new_weak(tag)),
        }
    }
}

impl Default for Document {
    fn default() -> Self {
        Self::new()
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

async fn openapi_json(request: HttpRequest, document: web::Data<Document>) -> HttpResponse {
    hand_out(&request, &document, &document.json, "application/json")
}

async fn openapi_yaml(request: HttpRequest, document: web::Data<Document>) -> HttpResponse {
    hand_out(&request, &document, &document.yaml, "application/yaml")
}

fn hand_out(
    request: &HttpRequest,
    document: &Document,
    text: &Arc<str>,
    media_type: &'static str,
) -> HttpResponse {
    let tag = document.tag.as_ref();
    let known = match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(tag)),
        Ok(IfNoneMatch::Any) | Err(_) => false,
    };
    let mut response = if known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header(header::ETag(tag.clone()))
        .insert_header((header::CACHE_CONTROL, "public, no-cache"));
    if known {
        return response.finish();
    }
    response
        .insert_header((header::CONTENT_TYPE, media_type))
        .body(text.to_string())
}
