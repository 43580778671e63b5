//! Counts and durations of requests for Prometheus, by route template and never by path.

use std::{
    fmt,
    sync::{
        OnceLock, RwLock,
        atomic::{AtomicI64, AtomicU64},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use actix_web::{
    HttpResponse,
    http::{Method, StatusCode, header},
    web,
};
use prometheus_client::{
    encoding::text::encode,
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::{Registry, Unit},
};

use super::route::{RouteId, RouteTable};
use crate::problem::Problem;

/// Media type of the OpenMetrics text format.
const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Upper bounds of the duration buckets, in seconds.
const BUCKETS: [f64; 13] = [
    0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0,
];

/// Statuses counted without a look-up; the others are rare.
const COMMON: [u16; 16] = [
    200, 201, 202, 204, 304, 400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500,
];

/// Where no route matches.
const UNMATCHED: &str = "unmatched";

type Labels = [(&'static str, String); 3];

/// A method as a label. Methods a client invents are all one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MethodLabel(usize);

const METHODS: [&str; 8] = [
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER",
];

impl From<&Method> for MethodLabel {
    fn from(method: &Method) -> Self {
        let known = METHODS.iter().position(|name| *name == method.as_str());
        Self(known.unwrap_or(METHODS.len() - 1))
    }
}

impl MethodLabel {
    /// The label's text.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        METHODS.get(self.0).copied().unwrap_or("OTHER")
    }
}

type CountersByStatus = [OnceLock<Counter>; COMMON.len()];

/// What is kept for one route, so that a request looks nothing up.
struct RouteMetrics {
    template: String,
    duration: Histogram,
    counters: [OnceLock<Box<CountersByStatus>>; METHODS.len()],
}

/// All metrics of the process.
pub struct Metrics {
    registry: RwLock<Registry>,
    requests: Family<Labels, Counter>,
    in_flight: Gauge<i64, AtomicI64>,
    routes: Vec<RouteMetrics>,
    unmatched: RouteMetrics,
}

impl Metrics {
    /// Metrics for the routes of a table.
    #[must_use]
    pub fn new(table: &RouteTable) -> Self {
        let requests = Family::<Labels, Counter>::default();
        let durations =
            Family::<[(&'static str, String); 1], Histogram>::new_with_constructor(|| {
                Histogram::new(BUCKETS)
            });
        let in_flight = Gauge::<i64, AtomicI64>::default();
        let started = Gauge::<f64, AtomicU64>::default();
        started.set(
            SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .unwrap_or_default()
                .as_secs_f64(),
        );

        let mut registry = Registry::default();
        registry.register(
            "jiandu_http_requests",
            "Requests answered",
            requests.clone(),
        );
        registry.register_with_unit(
            "jiandu_http_request_duration",
            "Time from a request's arrival to its answer",
            Unit::Seconds,
            durations.clone(),
        );
        registry.register(
            "jiandu_http_requests_in_flight",
            "Requests being handled",
            in_flight.clone(),
        );
        registry.register_with_unit(
            "process_start_time",
            "Start of the process since the Unix epoch",
            Unit::Seconds,
            started,
        );
        registry.register(
            "jiandu_build",
            "The program that runs",
            Info::new([("version", env!("CARGO_PKG_VERSION"))]),
        );

        let route = |template: &str| RouteMetrics {
            template: template.to_owned(),
            duration: durations.get_or_create_owned(&[("route", template.to_owned())]),
            counters: Default::default(),
        };
        Self {
            routes: table.iter().map(|known| route(&known.template)).collect(),
            unmatched: route(UNMATCHED),
            registry: RwLock::new(registry),
            requests,
            in_flight,
        }
    }

    /// Lets other parts of the program add metrics of their own.
    pub fn register(&self, add: impl FnOnce(&mut Registry)) {
        let mut registry = self
            .registry
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        add(&mut registry);
    }

    /// A request begins.
    pub fn begin(&self) {
        self.in_flight.inc();
    }

    /// A request ends.
    pub fn end(
        &self,
        route: Option<RouteId>,
        method: MethodLabel,
        status: StatusCode,
        duration: Duration,
    ) {
        self.in_flight.dec();
        let route = self.route(route);
        route.duration.observe(duration.as_secs_f64());
        let code = status.as_u16();
        let common = COMMON.iter().position(|known| *known == code);
        let kept = route
            .counters
            .get(method.0)
            .zip(common)
            .and_then(|(by_status, place)| by_status.get_or_init(Box::default).get(place));
        match kept {
            Some(counter) => {
                counter
                    .get_or_init(|| self.counter(route, method, code))
                    .inc();
            }
            None => {
                self.counter(route, method, code).inc();
            }
        }
    }

    fn counter(&self, route: &RouteMetrics, method: MethodLabel, code: u16) -> Counter {
        self.requests.get_or_create_owned(&[
            ("method", method.as_str().to_owned()),
            ("route", route.template.clone()),
            ("status", code.to_string()),
        ])
    }

    fn route(&self, id: Option<RouteId>) -> &RouteMetrics {
        id.and_then(|id| self.routes.get(id.index()))
            .unwrap_or(&self.unmatched)
    }

    /// A route's template as it is counted and logged.
    #[must_use]
    pub fn template(&self, id: Option<RouteId>) -> &str {
        &self.route(id).template
    }

    /// Everything in the OpenMetrics text format.
    ///
    /// # Errors
    /// If a metric cannot be written.
    pub fn encode(&self) -> Result<String, fmt::Error> {
        let registry = self
            .registry
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut text = String::with_capacity(16 * 1024);
        encode(&mut text, &registry)?;
        Ok(text)
    }
}

/// Metrics for Prometheus
///
/// Counts and durations of requests by route template, in the OpenMetrics text format.
#[utoipa::path(
    get,
    path = "/metrics",
    operation_id = "get_metrics",
    tag = "operations",
    security(()),
    responses((
        status = 200,
        description = "All metrics",
        content_type = "application/openmetrics-text",
        body = String
    ))
)]
pub async fn get_metrics(metrics: web::Data<Metrics>) -> Result<HttpResponse, Problem> {
    let text = metrics.encode().map_err(Problem::internal)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, OPENMETRICS))
        .body(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::route::Route;

    #[test]
    fn requests_are_counted_by_template() {
        let table = RouteTable::new(vec![Route::new("/cases/{id}", vec![Method::GET])]);
        let metrics = Metrics::new(&table);
        let route = table.find("/cases/7");
        for (route, method, status) in [
            (route, &Method::GET, StatusCode::OK),
            (route, &Method::GET, StatusCode::OK),
            (route, &Method::GET, StatusCode::IM_A_TEAPOT),
            (None, &Method::TRACE, StatusCode::NOT_FOUND),
        ] {
            metrics.begin();
            metrics.end(route, method.into(), status, Duration::from_micros(300));
        }
        metrics.begin();
        let text = metrics.encode().unwrap_or_default();
        for line in [
            "jiandu_http_requests_total{method=\"GET\",route=\"/cases/{id}\",status=\"200\"} 2",
            "jiandu_http_requests_total{method=\"GET\",route=\"/cases/{id}\",status=\"418\"} 1",
            "jiandu_http_requests_total{method=\"OTHER\",route=\"unmatched\",status=\"404\"} 1",
            "jiandu_http_request_duration_seconds_bucket{le=\"0.0005\",route=\"/cases/{id}\"} 3",
            "jiandu_http_requests_in_flight 1",
            "jiandu_build_info{version=",
            "process_start_time_seconds ",
        ] {
            assert!(text.contains(line), "{line} not in\n{text}");
        }
        assert!(!text.contains("/cases/7"));
        assert!(text.ends_with("# EOF\n"));
    }
}
