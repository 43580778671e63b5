//! The ledger of institutions: files taken in, what is recorded and corrected, what the record shows (jz Art. 5-12, 20-22).

mod imports;
mod recording;
mod shown;

use std::collections::BTreeMap;

use domain::access::Role;
use serde_json::Value;
use tests::actor::Actor;
use tests::client::Answer;
use tests::database::Kind;

use crate::complaints::desk::Desk;

pub const INSTITUTIONS: &str = include_str!("../../data/institutions.csv");
pub const BATCHES: &str = include_str!("../../data/batches.csv");
pub const EXPECTED: &str = include_str!("../../data/batches.expected.json");
/// Filed for 6-31-01-03 (5/4/3) and 6-18-02-04 (5/4) at 荆州市沙市区锦渚路18号, until 2028-05-15; 360 yuan.
pub const SCHOOL: &str = "52421002MJXHQ9PY9C";

/// The bureau of Jingzhou with the example files.
pub struct Bureau {
    pub desk: Desk,
    pub officer: Actor,
    /// Ids by credit code.
    pub ids: BTreeMap<String, String>,
}

impl Bureau {
    /// With the example institutions, and no batches.
    pub fn of(kind: Kind) -> Self {
        let desk = Desk::at(kind, "2026-11-23T09:00:00+08:00");
        let officer = desk.server.actor(Role::Regulator, "jz-421000");
        let mut bureau = Self {
            desk,
            officer,
            ids: BTreeMap::new(),
        };
        let report = bureau.import("institutions", "", INSTITUTIONS).good();
        assert_eq!(report["created"], 30, "{report}");
        let known = report["institutions"].as_array().unwrap().iter();
        bureau.ids = known
            .map(|one| (text(&one["uscc"]), text(&one["id"])))
            .collect();
        bureau
    }

    /// With the example batches too.
    pub fn with_batches(kind: Kind) -> Self {
        let bureau = Self::of(kind);
        let report = bureau.import("batches", "", BATCHES).good();
        assert_eq!(
            (&report["rows"], &report["created"]),
            (&203.into(), &203.into()),
            "{report}"
        );
        bureau
    }

    pub fn import(&self, what: &str, query: &str, file: &str) -> Answer {
        let path = format!("/api/v1/imports/{what}{query}");
        self.desk
            .server
            .call("POST", &path)
            .token(&self.officer.token)
            .header("Content-Type", "text/csv; charset=utf-8")
            .body(file)
            .send()
    }

    pub fn path(&self, uscc: &str, rest: &str) -> String {
        format!("/api/v1/institutions/{}/{rest}", self.ids[uscc])
    }

    pub fn get(&self, uscc: &str, rest: &str) -> Answer {
        self.desk
            .server
            .get_as(&self.officer.token, &self.path(uscc, rest))
    }

    pub fn post(&self, uscc: &str, rest: &str, body: &Value) -> Answer {
        self.desk
            .server
            .post_as(&self.officer.token, &self.path(uscc, rest), body)
    }

    /// A change that rests on a version.
    pub fn change(
        &self,
        method: &str,
        uscc: &str,
        rest: &str,
        version: i64,
        body: &Value,
    ) -> Answer {
        self.desk
            .server
            .call(method, &self.path(uscc, rest))
            .token(&self.officer.token)
            .header("If-Match", &format!("\"{version}\""))
            .json_text(body.to_string())
            .send()
    }
}

pub fn text(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value}"))
        .to_owned()
}
