//! What a case goes through between acceptance and conclusion, for tests that are about something else.

use serde_json::{Value, json};

use crate::actor::Actor;
use crate::client::Answer;
use crate::server::Server;

/// The steps by which a center investigates a case itself: path and body of each, the first given to an accepted case.
/// After the last it may be concluded.
pub fn investigation(center: &str) -> [(&'static str, Value); 2] {
    [
        (
            "assignments",
            json!({"assignments": [{"department": center}]}),
        ),
        (
            "reports",
            json!({"department": center, "finding": "partly", "text": "经查，反映的情况部分属实。"}),
        ),
    ]
}

impl Server {
    /// Gives a command that rests on the latest version of a case.
    pub fn command(&self, who: &Actor, id: &str, step: &str, body: &Value) -> Answer {
        let path = format!("/api/v1/complaints/{id}");
        let case = self.get_as(&who.token, &path).good();
        let version = case["version"].as_i64().expect("a version");
        self.call("POST", &format!("{path}/{step}"))
            .token(&who.token)
            .header("If-Match", &format!("\"{version}\""))
            .json_text(body.to_string())
            .send()
    }

    /// Lets the center that holds an accepted case investigate it itself, up to its report; the case as it is then.
    ///
    /// # Panics
    /// If a step is refused.
    pub fn handled(&self, officer: &Actor, id: &str) -> Value {
        let path = format!("/api/v1/complaints/{id}");
        let mut case = self.get_as(&officer.token, &path).good();
        let center = case["center"].as_str().expect("a center").to_owned();
        for (step, body) in investigation(&center) {
            let answer = self.command(officer, id, step, &body);
            assert_eq!(answer.status, 200, "{step}: {}", answer.text());
            case = answer.json();
        }
        assert_eq!(case["state"], "reported");
        case
    }

    /// Lets an officer guide the complainant of a case on the guidance track; the case as it is then.
    ///
    /// # Panics
    /// If it is refused.
    pub fn guided(&self, officer: &Actor, id: &str) -> Value {
        let path = format!("/api/v1/complaints/{id}");
        let case = self.get_as(&officer.token, &path).good();
        let mut body = json!({"text": "已说明成绩复核的办理途径。"});
        if case["form"]["contact"] == true {
            body["manner"] = "phone".into();
        }
        let answer = self.command(officer, id, "guidance-answers", &body);
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }
}
