//! The whole stack as a client sees it.

use std::sync::Arc;

use actix_web::{
    App,
    dev::Service as _,
    http::{Method, StatusCode, header},
    test::{TestRequest, init_service, try_call_service},
    web::ServiceConfig,
};
use futures_util::FutureExt as _;

use super::{
    test_app::{Answer, configure, get, readiness, routes, send, send_all, send_with, settings},
    *,
};

const TRACEPARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const TRACE_ID: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

#[actix_web::test]
async fn every_answer_has_the_common_headers() {
    for path in [
        "/api/v1/things/1",
        "/nowhere",
        "/api/v1/panic",
        "/health/live",
    ] {
        let answer = send(get(path)).await;
        assert_eq!(answer.header("x-request-id").len(), 32, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("access-control-allow-origin"), "");
    }
    let request = get("/api/v1/things/1").insert_header(("traceparent", TRACEPARENT));
    assert_eq!(send(request).await.header("x-request-id"), TRACE_ID);
}

#[actix_web::test]
async fn failures_come_in_the_language_of_the_request() {
    let zh = send(get("/api/v1/fault")).await;
    assert_eq!(
        (zh.status.as_u16(), zh.code().as_str()),
        (422, "invalid_facts")
    );
    assert_eq!(zh.header("content-language"), "zh-CN");
    assert_eq!(zh.header("vary"), "Accept-Language");
    assert_eq!(zh.json().pointer("/errors/0/reason"), Some(&"必填".into()));
    let en = send(get("/api/v1/fault").insert_header(("accept-language", "en-GB"))).await;
    assert_eq!(en.header("content-language"), "en");
    assert_eq!(
        en.json().pointer("/errors/0/reason"),
        Some(&"is required".into())
    );
    let thing = send(get("/api/v1/things/1").insert_header(("accept-language", "en"))).await;
    assert_eq!(thing.json().get("lang"), Some(&"en".into()));
}

#[actix_web::test]
async fn the_framework_s_failures_are_problems() {
    let json = |body: &'static str| {
        TestRequest::post()
            .uri("/api/v1/things")
            .insert_header((header::CONTENT_TYPE, "application/json"))
            .set_payload(body)
    };
    let cases = [
        (get("/nowhere"), 404, "not_found"),
        (get("/api/v1/things/xyz"), 400, "malformed_request"),
        (get("/api/v1/things"), 405, "method_not_allowed"),
        (
            TestRequest::delete().uri("/api/v1/things/1"),
            405,
            "method_not_allowed",
        ),
        (get("/api/v1/sql"), 500, "internal"),
        (get("/api/v1/panic"), 500, "internal"),
        (json(""), 400, "malformed_json"),
        (
            TestRequest::post().uri("/api/v1/things").set_payload("{}"),
            415,
            "unsupported_media_type",
        ),
        (get("/problems/nonsense"), 404, "not_found"),
        (
            get("/api/v1/things/1").insert_header((header::ACCEPT_ENCODING, "identity;q=0")),
            406,
            "not_acceptable",
        ),
    ];
    for (request, status, code) in cases {
        let answer = send(request).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (status, code)
        );
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        for leak in ["SELECT", "passwd", "hunter2", "xyz", "actix", ".rs", "u32"] {
            assert!(!text.contains(leak), "{leak} in {text}");
        }
    }
}

#[actix_web::test]
async fn a_wrong_method_is_told_the_right_ones() {
    let answer = send(TestRequest::put().uri("/api/v1/things/1")).await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("allow")),
        (405, "GET, HEAD")
    );
    let answer = send(get("/api/v1/things")).await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("allow")),
        (405, "POST")
    );
    let options = TestRequest::default()
        .method(Method::OPTIONS)
        .uri("/api/v1/things");
    let answer = send(options).await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("allow")),
        (204, "POST")
    );
    let head = TestRequest::default()
        .method(Method::HEAD)
        .uri("/api/v1/things/1");
    assert_eq!(send(head).await.status, StatusCode::OK);
    let head = TestRequest::default()
        .method(Method::HEAD)
        .uri("/api/v1/things");
    assert_eq!(send(head).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[actix_web::test]
async fn what_cannot_be_accepted_is_refused() {
    let accepting =
        |path: &str, accept: &'static str| get(path).insert_header((header::ACCEPT, accept));
    let refused = send(accepting("/api/v1/things/1", "text/csv")).await;
    assert_eq!(refused.code(), "not_acceptable");
    for (path, accept) in [
        ("/api/v1/things/1", "application/json"),
        ("/api/v1/things/1", "text/csv, */*;q=0.1"),
        ("/api/v1/list", "text/csv"),
        ("/health/live", "text/plain"),
    ] {
        assert_eq!(send(accepting(path, accept)).await.status, StatusCode::OK);
    }
    assert_eq!(
        send(accepting("/api/v1/none", "text/csv")).await.code(),
        "not_found"
    );
}

#[actix_web::test]
async fn posts_are_not_stored_by_caches() {
    let post = TestRequest::post()
        .uri("/api/v1/things")
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .set_payload("{}");
    let answer = send(post).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(
        send(get("/api/v1/things/1")).await.header("cache-control"),
        ""
    );
    assert_eq!(
        send(get("/nowhere")).await.header("cache-control"),
        "no-store"
    );
}

#[actix_web::test]
async fn only_large_answers_are_compressed() {
    let zipped = |path: &str| get(path).insert_header((header::ACCEPT_ENCODING, "gzip"));
    let large = send(zipped("/api/v1/list")).await;
    assert_eq!(large.header("content-encoding"), "gzip");
    assert!(large.body.len() < 500);
    for path in ["/api/v1/things/1", "/api/v1/fault", "/nowhere"] {
        assert_eq!(
            send(zipped(path)).await.header("content-encoding"),
            "",
            "{path}"
        );
    }
    assert_eq!(send(get("/api/v1/list")).await.body.len(), 5000);
}

#[actix_web::test]
async fn a_client_that_asks_too_often_has_to_wait() {
    let mut settings = settings();
    settings.rate_limit = "1/2".parse().unwrap_or(settings.rate_limit);
    settings.cors_origins = cors::CorsOrigins::Any;
    let from = |address: &str| {
        let request = get("/api/v1/things/1").insert_header((header::ORIGIN, "https://a.cn"));
        request.peer_addr(std::net::SocketAddr::new(
            address
                .parse()
                .unwrap_or(std::net::Ipv4Addr::LOCALHOST.into()),
            1,
        ))
    };
    let requests = vec![
        from("1.1.1.1"),
        from("1.1.1.1").insert_header(("x-forwarded-for", "9.9.9.9")),
        from("1.1.1.1"),
        from("2.2.2.2"),
        get("/health/live"),
        get("/metrics"),
    ];
    let answers = send_all(&settings, requests).await;
    let statuses: Vec<u16> = answers
        .iter()
        .map(|answer| answer.status.as_u16())
        .collect();
    assert_eq!(statuses, [200, 200, 429, 200, 200, 200]);
    let seen = |index: usize, name: &str| {
        let answer = answers.get(index);
        answer.map_or("", |answer| answer.header(name)).to_owned()
    };
    assert_eq!(seen(0, "ratelimit"), "\"per-address\";r=1;t=1");
    assert_eq!(seen(0, "ratelimit-policy"), "\"per-address\";q=2;w=2");
    assert_eq!(seen(2, "ratelimit"), "\"per-address\";r=0;t=2");
    assert_eq!(seen(2, "retry-after"), "1");
    assert_eq!(seen(2, "access-control-allow-origin"), "*");
    assert_eq!(seen(4, "ratelimit"), "");
    assert_eq!(
        answers.get(2).map(Answer::code).as_deref(),
        Some("rate_limited")
    );
}

#[actix_web::test]
async fn pages_of_allowed_origins_may_call() {
    let mut settings = settings();
    settings.cors_origins = "https://a.gov.cn".parse().unwrap_or_default();
    let preflight = |origin: &'static str| {
        TestRequest::default()
            .method(Method::OPTIONS)
            .uri("/api/v1/things")
            .insert_header((header::ORIGIN, origin))
            .insert_header((header::ACCESS_CONTROL_REQUEST_METHOD, "POST"))
            .insert_header((header::ACCESS_CONTROL_REQUEST_HEADERS, "authorization"))
    };
    let allowed = send_with(&settings, preflight("https://a.gov.cn")).await;
    assert_eq!(allowed.status, StatusCode::OK);
    assert_eq!(
        allowed.header("access-control-allow-origin"),
        "https://a.gov.cn"
    );
    assert_eq!(allowed.header("x-request-id").len(), 32);
    let refused = send_with(&settings, preflight("https://b.cn")).await;
    assert_eq!(refused.code(), "malformed_request");
    let failed = get("/nowhere").insert_header((header::ORIGIN, "https://a.gov.cn"));
    let failed = send_with(&settings, failed).await;
    assert_eq!(
        failed.header("access-control-allow-origin"),
        "https://a.gov.cn"
    );
    assert_eq!(failed.code(), "not_found");
}

#[actix_web::test]
async fn health_and_metrics() {
    let answers = send_all(
        &settings(),
        vec![
            get("/health/live"),
            get("/health/ready"),
            get("/api/v1/things/7?name=zhang"),
            get("/problems"),
            get("/metrics"),
        ],
    )
    .await;
    let bodies: Vec<String> = answers
        .iter()
        .map(|answer| String::from_utf8_lossy(&answer.body).into_owned())
        .collect();
    let [live, ready, _, _, metrics] = bodies.as_slice() else {
        return assert_eq!(bodies.len(), 5);
    };
    assert_eq!(live, "{\"status\":\"ok\"}");
    assert_eq!(
        ready,
        "{\"status\":\"ok\",\"backend\":\"sqlite\",\"schema_version\":\"1\"}"
    );
    assert!(metrics.contains("route=\"/api/v1/things/{id}\",status=\"200\"} 1"));
    assert!(metrics.contains("route=\"/problems\",status=\"308\"} 1"));
    assert!(metrics.contains("jiandu_http_requests_in_flight 1"));
    assert!(!metrics.contains("zhang"));

    let down: Readiness = Arc::new(|| Err(NotReady));
    let stack = Stack::new(&settings(), down, Vec::new());
    let app = init_service(app(stack, |_: &mut ServiceConfig| ())).await;
    let response = try_call_service(&app, get("/health/ready").to_request()).await;
    assert_eq!(
        response.ok().map(|response| response.status()),
        Some(StatusCode::SERVICE_UNAVAILABLE)
    );
}

#[actix_web::test]
async fn without_the_stack_a_problem_still_has_its_status() {
    let app = init_service(App::new().configure(configure)).await;
    let response = try_call_service(&app, get("/api/v1/fault").to_request()).await;
    let status = response.ok().map(|response| response.status());
    assert_eq!(status, Some(StatusCode::UNPROCESSABLE_ENTITY));
}

#[actix_web::test]
async fn a_client_that_leaves_is_counted() {
    let stack = Stack::new(&settings(), readiness(), routes());
    let app = init_service(app(stack.clone(), configure)).await;
    let pending = app.call(get("/api/v1/slow").to_request()).now_or_never();
    assert!(pending.is_none());
    let text = stack.metrics().encode().unwrap_or_default();
    assert!(text.contains("route=\"/api/v1/slow\",status=\"499\"} 1"));
    assert!(text.contains("jiandu_http_requests_in_flight 0"));
}
