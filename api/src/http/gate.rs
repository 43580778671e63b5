//! The innermost layer: who may come in (rate limit, media types), and which answers are too small
//! to compress. It lies within the cross-origin layer, so that a browser can read its refusals.

use std::{
    future::{Ready, ready},
    sync::Arc,
};

use actix_web::{
    Error, HttpMessage as _,
    body::{BodySize, EitherBody, MessageBody},
    dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready},
    http::header::{self, HeaderValue},
};
use futures_util::future::LocalBoxFuture;

use super::{accept, client_address::ClientKey, context::RequestContext, stack::Shared};
use crate::problem::{Problem, ProblemCode};

/// Below this size compressing costs more than it saves.
const WORTH_COMPRESSING: u64 = 1024;

/// Wraps the application in the innermost layer.
pub struct Gate {
    shared: Arc<Shared>,
}

impl Gate {
    /// The layer over this state.
    #[must_use]
    pub const fn new(shared: Arc<Shared>) -> Self {
        Self { shared }
    }
}

impl<S, B> Transform<S, ServiceRequest> for Gate
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    S::Future: 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = GateService<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        ready(Ok(GateService {
            service,
            shared: Arc::clone(&self.shared),
        }))
    }
}

/// The layer in one worker.
pub struct GateService<S> {
    service: S,
    shared: Arc<Shared>,
}

impl<S, B> Service<ServiceRequest> for GateService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    S::Future: 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self::Response, Error>>;

    forward_ready!(service);

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let limiter = self
            .shared
            .limiter
            .as_ref()
            .filter(|_| !exempt(request.path()));
        let verdict = limiter.map(|limiter| {
            let client = self
                .shared
                .proxies
                .client(request.peer_addr(), request.headers());
            limiter.check(ClientKey::from(client))
        });
        let refusal = match verdict.and_then(|verdict| verdict.retry_after) {
            Some(seconds) => Some(Problem::new(ProblemCode::RateLimited).with_retry_after(seconds)),
            None => self.unacceptable(&request),
        };
        let small_stays = request.headers().contains_key(header::ACCEPT_ENCODING);
        let inner = match refusal {
            Some(problem) => Err(request.error_response(problem)),
            None => Ok(self.service.call(request)),
        };
        let shared = Arc::clone(&self.shared);
        Box::pin(async move {
            let mut response = match inner {
                Ok(inner) => inner.await?.map_into_left_body(),
                Err(refused) => refused.map_into_right_body(),
            };
            if let (Some(limiter), Some(verdict)) = (&shared.limiter, verdict) {
                limiter.write_headers(verdict, response.headers_mut());
            }
            if small_stays && is_small(&response) {
                response.headers_mut().insert(
                    header::CONTENT_ENCODING,
                    HeaderValue::from_static("identity"),
                );
            }
            Ok(response)
        })
    }
}

impl<S> GateService<S> {
    /// A refusal if the route can produce nothing the client takes.
    fn unacceptable(&self, request: &ServiceRequest) -> Option<Problem> {
        if !request.path().starts_with("/api/") {
            return None;
        }
        let id = request.extensions().get::<RequestContext>()?.route?;
        let route = self.shared.table.get(id)?;
        let admitted = accept::admits(request.headers(), &route.produces);
        (!admitted).then(|| Problem::new(ProblemCode::NotAcceptable))
    }
}

/// Probes come often and from few addresses.
fn exempt(path: &str) -> bool {
    path.starts_with("/health/") || path == "/metrics"
}

fn is_small<B: MessageBody>(response: &ServiceResponse<B>) -> bool {
    let small = match response.response().body().size() {
        BodySize::None => true,
        BodySize::Sized(bytes) => bytes < WORTH_COMPRESSING,
        BodySize::Stream => false,
    };
    small && !response.headers().contains_key(header::CONTENT_ENCODING)
}
