//! The outermost layer, one for everything that concerns every request: trace id, language, panics,
//! failures as problems, security headers, metrics and the access log.

use std::{
    borrow::Cow,
    future::{Ready, ready},
    panic::AssertUnwindSafe,
    rc::Rc,
    sync::Arc,
    time::Instant,
};

use actix_web::{
    Error, HttpMessage as _, HttpResponse, ResponseError,
    body::{BodySize, BoxBody, EitherBody, MessageBody},
    dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready},
    http::{
        Method, StatusCode,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
};
use futures_util::{FutureExt as _, future::LocalBoxFuture};

use super::{
    access_log,
    context::RequestContext,
    language::Lang,
    metrics::MethodLabel,
    stack::Shared,
    trace::{TraceId, X_REQUEST_ID},
};
use crate::problem::{self, PROBLEM_JSON, Problem, ProblemCode};

/// In every answer of a sandbox: nothing in it is a real case.
const JIANDU_SANDBOX: HeaderName = HeaderName::from_static("jiandu-sandbox");

/// Status under which a request is counted whose client left before the answer.
const CLIENT_LEFT: u16 = 499;

/// Wraps the application in the outermost layer.
pub struct Edge {
    shared: Arc<Shared>,
}

impl Edge {
    /// The layer over this state.
    #[must_use]
    pub const fn new(shared: Arc<Shared>) -> Self {
        Self { shared }
    }
}

impl<S, B> Transform<S, ServiceRequest> for Edge
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = EdgeService<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        ready(Ok(EdgeService {
            service: Rc::new(service),
            shared: Arc::clone(&self.shared),
        }))
    }
}

/// The layer in one worker.
pub struct EdgeService<S> {
    service: Rc<S>,
    shared: Arc<Shared>,
}

impl<S, B> Service<ServiceRequest> for EdgeService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self::Response, Error>>;

    forward_ready!(service);

    fn call(&self, mut request: ServiceRequest) -> Self::Future {
        let flight = Flight::begin(Arc::clone(&self.shared), &request);
        request.extensions_mut().insert(flight.context);
        if flight.method == Method::HEAD && flight.head_is_get() {
            // The connection remembers that it was HEAD and leaves the body out.
            request.head_mut().method = Method::GET;
        }
        let service = Rc::clone(&self.service);
        Box::pin(async move {
            let inner = AssertUnwindSafe(async { service.call(request).await });
            match inner.catch_unwind().await {
                Ok(Ok(response)) => Ok(flight.answer(response)),
                Ok(Err(error)) => {
                    let problem = problem::from_error(&error).into_owned();
                    Err(flight.fail(problem).into())
                }
                // The panic hook has logged it.
                Err(_panic) => Err(flight.fail(Problem::new(ProblemCode::Internal)).into()),
            }
        })
    }
}

/// A request on its way. Dropped unanswered, its client has left.
struct Flight {
    shared: Arc<Shared>,
    started: Instant,
    method: Method,
    context: RequestContext,
    no_store: bool,
    open: bool,
}

impl Flight {
    fn begin(shared: Arc<Shared>, request: &ServiceRequest) -> Self {
        let headers = request.headers();
        let method = request.method().clone();
        let path = request.path();
        let context = RequestContext {
            trace_id: TraceId::of(headers),
            lang: Lang::negotiate(headers),
            route: shared.table.find(path),
        };
        shared.metrics.begin();
        Self {
            started: Instant::now(),
            no_store: method == Method::POST && path.starts_with("/api/"),
            method,
            context,
            open: true,
            shared,
        }
    }

    /// Whether the route has `GET` but no `HEAD` of its own.
    fn head_is_get(&self) -> bool {
        let route = self.context.route.and_then(|id| self.shared.table.get(id));
        route.is_none_or(|route| !route.methods.contains(&Method::HEAD))
    }

    /// The answer as it goes out.
    fn answer<B: MessageBody + 'static>(
        mut self,
        response: ServiceResponse<B>,
    ) -> ServiceResponse<EitherBody<B>> {
        let mut response = match self.replacement(response.response()) {
            None => response.map_into_left_body(),
            Some(Replacement::Options(allow)) => {
                let mut response = response.map_body(|head, _| {
                    head.status = StatusCode::NO_CONTENT;
                    EitherBody::right(BoxBody::new(()))
                });
                response.headers_mut().insert(header::ALLOW, allow);
                response
            }
            Some(Replacement::Problem(problem)) => {
                self.log_cause(&problem);
                let body = problem.to_json(self.context.lang, Some(self.context.trace_id.as_str()));
                // The borrowed problem lives in the response that is about to be changed.
                let problem = problem.into_owned();
                let mut response = response.map_body(|head, _| {
                    head.status = problem.status_code();
                    EitherBody::right(BoxBody::new(body))
                });
                problem.write_headers(self.context.lang, response.headers_mut());
                response
            }
        };
        self.write_headers(response.headers_mut());
        let bytes = match response.response().body().size() {
            BodySize::None => Some(0),
            BodySize::Sized(bytes) => Some(bytes),
            BodySize::Stream => None,
        };
        self.land(response.status(), bytes);
        response
    }

    /// The answer where there is no response to change.
    fn fail(mut self, problem: Problem) -> Failure {
        self.log_cause(&problem);
        self.land(problem.status_code(), None);
        let mut headers = HeaderMap::with_capacity(8);
        problem.write_headers(self.context.lang, &mut headers);
        self.write_headers(&mut headers);
        Failure {
            status: problem.status_code(),
            headers,
            body: problem.to_json(self.context.lang, Some(self.context.trace_id.as_str())),
        }
    }

    /// What to answer instead, where the response is a failure that is not yet a problem.
    fn replacement<'r, B>(&self, response: &'r HttpResponse<B>) -> Option<Replacement<'r>> {
        let status = response.status();
        if status.as_u16() < 400 {
            return None;
        }
        if let Some(error) = response.error() {
            return Some(Replacement::Problem(problem::from_error(error)));
        }
        if response.extensions().contains::<OwnForm>() {
            return None;
        }
        let kind = response.headers().get(header::CONTENT_TYPE);
        if kind.is_some_and(|kind| kind.as_bytes().starts_with(PROBLEM_JSON.as_bytes())) {
            return None;
        }
        // The framework has no route for this path, or none with this method; it says 404 to both
        // unless the path was declared as a resource.
        if matches!(
            status,
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED
        ) && let Some((route, allow)) = self.context.route.and_then(|id| {
            let table = &self.shared.table;
            table.get(id).zip(table.allow(id))
        }) && !route.answers(&self.method)
        {
            return Some(if self.method == Method::OPTIONS {
                Replacement::Options(allow.clone())
            } else {
                let problem = Problem::new(ProblemCode::MethodNotAllowed);
                Replacement::Problem(Cow::Owned(problem.with_allow(allow.clone())))
            });
        }
        Some(Replacement::Problem(Cow::Owned(problem::from_status(
            status,
        ))))
    }

    fn log_cause(&self, problem: &Problem) {
        if let Some(cause) = problem.cause() {
            let trace_id = self.context.trace_id.as_str();
            let code = problem.code.entry().code;
            log::error!(trace_id = trace_id, code = code; "{cause}");
        }
    }

    /// Headers of every answer.
    fn write_headers(&self, headers: &mut HeaderMap) {
        headers.insert(X_REQUEST_ID, self.context.trace_id.header_value());
        headers.insert(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        );
        // No page of another site may show ours inside its own.
        headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
        headers.insert(
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        );
        if self.shared.sandbox {
            headers.insert(JIANDU_SANDBOX, HeaderValue::from_static("true"));
        }
        if self.no_store && !headers.contains_key(header::CACHE_CONTROL) {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        // Set behind the compressor to keep it from small bodies; of no use to the client.
        if headers
            .get(header::CONTENT_ENCODING)
            .is_some_and(|coding| coding == "identity")
        {
            headers.remove(header::CONTENT_ENCODING);
        }
    }

    /// Counts and logs the request.
    fn land(&mut self, status: StatusCode, bytes: Option<u64>) {
        self.open = false;
        let duration = self.started.elapsed();
        let label = MethodLabel::from(&self.method);
        let metrics = &self.shared.metrics;
        metrics.end(self.context.route, label, status, duration);
        if access_log::Entry::wanted() {
            access_log::Entry {
                method: label.as_str(),
                route: metrics.template(self.context.route),
                status,
                duration,
                bytes,
                trace_id: &self.context.trace_id,
            }
            .write();
        }
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        if self.open {
            let status = StatusCode::from_u16(CLIENT_LEFT).unwrap_or(StatusCode::BAD_REQUEST);
            self.land(status, None);
        }
    }
}

/// Put into a response's extensions: a failure whose form another standard lays down, to be left as it is.
#[derive(Debug, Clone, Copy)]
pub struct OwnForm;

/// What stands in for a response.
enum Replacement<'r> {
    Problem(Cow<'r, Problem>),
    Options(HeaderValue),
}

/// A failure in its final form.
#[derive(Debug)]
struct Failure {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.status.fmt(f)
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::with_body(self.status, BoxBody::new(self.body.clone()));
        *response.headers_mut() = self.headers.clone();
        response
    }
}
