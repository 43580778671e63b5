//! A few handlers inside the whole stack, for the tests.

use std::{sync::Arc, time::Duration};

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    body::{MessageBody, to_bytes},
    http::{Method, StatusCode, header::HeaderMap},
    test::{TestRequest, init_service, try_call_service},
    web::{self, Bytes, Payload, ServiceConfig},
};
use serde_json::Value;

use super::*;
use crate::problem::{Fault, Problem, ProblemCode};

pub(super) fn settings() -> HttpSettings {
    HttpSettings {
        listen: ([127, 0, 0, 1], 0).into(),
        workers: 1,
        blocking_threads: 2,
        max_connections: 64,
        keep_alive: Duration::from_secs(5),
        header_timeout: Duration::from_millis(1200),
        body_timeout: Duration::from_millis(300),
        shutdown_timeout: Duration::from_secs(2),
        rate_limit: rate_limit::RateLimit::Off,
        trusted_proxies: client_address::TrustedProxies::default(),
        cors_origins: cors::CorsOrigins::None,
        sandbox: false,
    }
}

pub(super) fn readiness() -> Readiness {
    Arc::new(|| {
        Ok(ReadyReport {
            backend: "sqlite",
            schema_version: "1".to_owned(),
        })
    })
}

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::new("/api/v1/things/{id}", vec![Method::GET]),
        Route::new("/api/v1/things", vec![Method::POST]),
        Route::new("/api/v1/list", vec![Method::GET]).with_produces(vec!["text/csv"]),
        Route::new("/api/v1/panic", vec![Method::GET]),
        Route::new("/api/v1/fault", vec![Method::GET]),
        Route::new("/api/v1/sql", vec![Method::GET]),
        Route::new("/api/v1/slow", vec![Method::GET]),
    ]
}

pub(super) fn configure(config: &mut ServiceConfig) {
    async fn thing(id: web::Path<u32>, lang: Lang) -> impl Responder {
        HttpResponse::Ok().json(serde_json::json!({"id": *id, "lang": lang.tag()}))
    }
    async fn create(request: HttpRequest, payload: Payload) -> Result<HttpResponse, Problem> {
        let body = read_json_body(&request, payload, 64 * 1024).await?;
        Ok(HttpResponse::Created().body(body))
    }
    async fn fault() -> Result<HttpResponse, Problem> {
        let problem = Problem::new(ProblemCode::InvalidFacts);
        Err(problem.with_fault(Fault::new("/a", "必填", "is required")))
    }
    async fn panics() -> HttpResponse {
        std::panic::resume_unwind(Box::new("hunter2"))
    }
    async fn slow() -> HttpResponse {
        actix_web::rt::time::sleep(Duration::from_millis(400)).await;
        HttpResponse::Ok().finish()
    }
    config
        .route("/api/v1/things/{id}", web::get().to(thing))
        .service(web::resource("/api/v1/things").route(web::post().to(create)))
        .route(
            "/api/v1/list",
            web::get().to(async || HttpResponse::Ok().body("x".repeat(5000))),
        )
        .route("/api/v1/panic", web::get().to(panics))
        .route("/api/v1/fault", web::get().to(fault))
        .route("/api/v1/slow", web::get().to(slow))
        .route(
            "/api/v1/sql",
            web::get().to(async || {
                Err::<HttpResponse, _>(actix_web::error::ErrorInternalServerError(
                    "SELECT secret FROM /etc/passwd",
                ))
            }),
        );
}

pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    pub(super) fn code(&self) -> String {
        let json = self.json();
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(json.get("status"), Some(&self.status.as_u16().into()));
        assert_eq!(
            json.get("trace_id").and_then(Value::as_str),
            Some(self.header("x-request-id"))
        );
        let code = json.get("code").and_then(Value::as_str);
        code.unwrap_or_default().to_owned()
    }
}

async fn collected<B: MessageBody>(response: HttpResponse<B>) -> Answer {
    let (status, headers) = (response.status(), response.headers().clone());
    let body = to_bytes(response.into_body()).await.unwrap_or_default();
    Answer {
        status,
        headers,
        body,
    }
}

pub(super) async fn send_all(settings: &HttpSettings, requests: Vec<TestRequest>) -> Vec<Answer> {
    let stack = Stack::new(settings, readiness(), routes());
    let app = init_service(app(stack, configure)).await;
    let mut answers = Vec::new();
    for request in requests {
        answers.push(match try_call_service(&app, request.to_request()).await {
            Ok(response) => collected(response.into_parts().1).await,
            Err(error) => collected(error.error_response()).await,
        });
    }
    answers
}

pub(super) async fn send(request: TestRequest) -> Answer {
    send_with(&settings(), request).await
}

pub(super) async fn send_with(settings: &HttpSettings, request: TestRequest) -> Answer {
    let answers = send_all(settings, vec![request]).await;
    answers.into_iter().next().unwrap_or(Answer {
        status: StatusCode::IM_A_TEAPOT,
        headers: HeaderMap::new(),
        body: Bytes::new(),
    })
}

pub(super) fn get(path: &str) -> TestRequest {
    TestRequest::get().uri(path)
}
