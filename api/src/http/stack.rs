//! The application inside its layers.

use std::sync::Arc;

use actix_web::{
    App, Error, HttpResponse,
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::{Compress, Condition},
    web::{self, Data, ServiceConfig},
};

use super::{
    body::BodyTimeout,
    client_address::TrustedProxies,
    cors::CorsOrigins,
    edge::Edge,
    gate::Gate,
    health::{self, Readiness, ReadinessCheck},
    metrics::{self, Metrics},
    rate_limit::Limiter,
    route::{Route, RouteTable},
    server::HttpSettings,
};
use crate::problem::pages;

/// What the layers of all workers share.
pub struct Shared {
    pub(super) table: RouteTable,
    pub(super) metrics: Arc<Metrics>,
    pub(super) limiter: Option<Limiter>,
    pub(super) proxies: TrustedProxies,
    pub(super) sandbox: bool,
}

/// Everything around the API's own handlers; cheap to clone, one for the process.
#[derive(Clone)]
pub struct Stack {
    shared: Arc<Shared>,
    readiness: Data<ReadinessCheck>,
    body_timeout: Data<BodyTimeout>,
    cors: CorsOrigins,
}

impl Stack {
    /// The stack for these routes. Those of this module (health, metrics, problem pages) need not
    /// be among them.
    #[must_use]
    pub fn new(settings: &HttpSettings, readiness: Readiness, mut routes: Vec<Route>) -> Self {
        routes.extend(
            [
                "/health/live",
                "/health/ready",
                "/metrics",
                "/problems",
                "/problems/",
                "/problems/{code}",
            ]
            .map(|template| Route::new(template, vec![Method::GET])),
        );
        let table = RouteTable::new(routes);
        Self {
            shared: Arc::new(Shared {
                metrics: Arc::new(Metrics::new(&table)),
                table,
                limiter: Limiter::new(settings.rate_limit),
                proxies: settings.trusted_proxies.clone(),
                sandbox: settings.sandbox,
            }),
            readiness: Data::new(ReadinessCheck::new(readiness)),
            body_timeout: Data::new(BodyTimeout(settings.body_timeout)),
            cors: settings.cors_origins.clone(),
        }
    }

    /// The metrics, for other parts of the program to add theirs.
    #[must_use]
    pub fn metrics(&self) -> &Metrics {
        &self.shared.metrics
    }

    /// The rate limiter, if one is set.
    pub(super) fn limiter(&self) -> Option<&Limiter> {
        self.shared.limiter.as_ref()
    }
}

/// The application with the whole stack around the services `configure` adds. From the outside in:
/// [`Edge`], cross-origin headers, compression, [`Gate`], routes.
pub fn app(
    stack: Stack,
    configure: impl FnOnce(&mut ServiceConfig),
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    App::new()
        .app_data(stack.readiness)
        .app_data(stack.body_timeout)
        .app_data(Data::from(Arc::clone(&stack.shared.metrics)))
        .configure(own_routes)
        .configure(configure)
        .wrap(Gate::new(Arc::clone(&stack.shared)))
        .wrap(Compress::default())
        .wrap(Condition::new(
            stack.cors.enabled(),
            stack.cors.middleware(),
        ))
        .wrap(Edge::new(stack.shared))
}

fn own_routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/health/live").route(web::get().to(health::live)))
        .service(web::resource("/health/ready").route(web::get().to(health::ready)))
        .service(web::resource("/metrics").route(web::get().to(metrics::get_metrics)))
        .service(web::resource("/problems").route(web::get().to(to_problem_list)))
        .service(web::resource("/problems/").route(web::get().to(pages::list_problems)))
        .service(web::resource("/problems/{code}").route(web::get().to(pages::get_problem)));
}

async fn to_problem_list() -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header((header::LOCATION, "/problems/"))
        .finish()
}
