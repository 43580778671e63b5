//! The pages that document problems, and Swagger UI.

use serde_json::Value;
use tests::client::is_chinese;
use tests::server::Server;

use crate::support::on_both;

on_both!(
    every_problem_has_its_page,
    every_kind_of_page_is_reachable,
    swagger_ui_is_served_from_here
);

fn every_problem_has_its_page(server: &Server) {
    let list = server
        .call("GET", "/problems/")
        .header("Accept", "application/json")
        .send()
        .good();
    let items = list["items"].as_array().unwrap();
    assert!(items.len() >= 12);
    for item in items {
        let path = item["type"].as_str().unwrap();
        let page = server
            .call("GET", path)
            .header("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
            .send();
        assert_eq!(
            (page.status, page.header("content-type")),
            (200, "text/html; charset=utf-8")
        );
        assert!(
            page.header("content-security-policy")
                .contains("default-src 'none'")
        );
        for text in ["title", "meaning", "remedy"] {
            let (chinese, english) = (
                item[text]["zh"].as_str().unwrap(),
                item[text]["en"].as_str().unwrap(),
            );
            assert!(is_chinese(chinese) && !is_chinese(english), "{item}");
            assert!(
                page.text().contains(chinese) && page.text().contains(english),
                "{path}"
            );
        }
        let json = server
            .call("GET", path)
            .header("Accept", "application/json")
            .send();
        assert_eq!(json.good(), *item);
        assert!(json.all("vary").contains("Accept"));
    }
    // The list itself, for people.
    let page = server.get("/problems/");
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(
        items
            .iter()
            .all(|item| page.text().contains(item["type"].as_str().unwrap()))
    );
    let moved = server.get("/problems");
    assert_eq!(
        (moved.status, moved.header("location")),
        (308, "/problems/")
    );
}

fn every_kind_of_page_is_reachable(server: &Server) {
    for (answer, status, code) in [
        (server.get("/api/v1/nothing"), 404, "not_found"),
        (server.get("/api/v1/profiles?x"), 400, "malformed_request"),
        (
            server.post_text("/api/v1/evaluations/clock", "{"),
            400,
            "malformed_json",
        ),
        (
            server.post_text("/api/v1/evaluations/clock", "{}"),
            422,
            "invalid_facts",
        ),
        (
            server
                .call("POST", "/api/v1/evaluations/clock")
                .body("{}")
                .send(),
            415,
            "unsupported_media_type",
        ),
        (
            server.call("PUT", "/api/v1/evaluations/clock").send(),
            405,
            "method_not_allowed",
        ),
        (
            server
                .call("GET", "/api/v1/regulations")
                .header("Accept", "text/csv")
                .send(),
            406,
            "not_acceptable",
        ),
    ] {
        let problem = answer.problem(status, code);
        let page = server
            .call("GET", problem["type"].as_str().unwrap())
            .header("Accept", "application/json")
            .send()
            .good();
        assert_eq!(
            (&page["code"], &page["status"]),
            (&Value::from(code), &Value::from(status))
        );
        assert_eq!(page["title"]["zh"], problem["title"]);
    }
}

fn swagger_ui_is_served_from_here(server: &Server) {
    for path in ["/", "/swagger-ui"] {
        let moved = server.get(path);
        assert_eq!(
            (moved.status, moved.header("location")),
            (307, "/swagger-ui/"),
            "{path}"
        );
    }
    let page = server.get("/swagger-ui/");
    assert_eq!(page.status, 200);
    assert!(page.header("content-type").starts_with("text/html"));
    // Whatever the page loads comes from here.
    let mut loaded = 0;
    for attribute in ["src=\"", "href=\""] {
        for rest in page.text().split(attribute).skip(1) {
            let target = rest.split('"').next().unwrap();
            assert!(!target.contains("//"), "{target}");
            let path = format!("/swagger-ui/{}", target.trim_start_matches("./"));
            assert_eq!(server.get(&path).status, 200, "{path}");
            loaded += 1;
        }
    }
    assert!(loaded >= 4, "{loaded}");
    let script = server.get("/swagger-ui/swagger-initializer.js");
    assert!(script.text().contains("/openapi.json"), "{}", script.text());
    let document = server.get("/openapi.json").good();
    assert_eq!(document["openapi"], "3.1.0");
    let yaml: Value = serde_norway::from_str(server.get("/openapi.yaml").text()).unwrap();
    assert_eq!(yaml, document);
}
