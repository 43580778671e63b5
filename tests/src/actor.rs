//! Whoever acts in a test: clients of a role in an organisation, each with a token.

use std::collections::HashMap;
use std::sync::Mutex;

use domain::access::{OrganisationKind, Role};
use serde_json::{Value, json};

use crate::client::Answer;
use crate::server::Server;

/// A client with a token.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Its id.
    pub client_id: String,
    /// Its secret.
    pub client_secret: String,
    /// A token.
    pub token: String,
    /// Its organisation.
    pub organisation: String,
}

/// The actors a server has seen; a second call for the same role and organisation gives the same client.
#[derive(Default)]
pub(crate) struct Actors {
    admin: Mutex<Option<Actor>>,
    others: Mutex<HashMap<(Role, String), Actor>>,
}

impl Server {
    /// The administrator whose secret the first start wrote down.
    ///
    /// # Panics
    /// If there is no such file, or it is not good.
    pub fn admin(&self) -> Actor {
        let mut admin = self.actors.admin.lock().unwrap();
        admin
            .get_or_insert_with(|| {
                let file = self.database.folder().join("admin-client.json");
                let text = std::fs::read_to_string(file).unwrap();
                let file: Value = serde_json::from_str(&text).unwrap();
                let (id, secret) = (words(&file["client_id"]), words(&file["client_secret"]));
                Actor {
                    token: self.token(&id, &secret),
                    client_id: id,
                    client_secret: secret,
                    organisation: "gd-440000".to_owned(),
                }
            })
            .clone()
    }

    /// A client of this role in this organisation.
    ///
    /// # Panics
    /// If it cannot be created, say because the role does not fit the organisation.
    pub fn actor(&self, role: Role, organisation: &str) -> Actor {
        let admin = self.admin();
        let mut others = self.actors.others.lock().unwrap();
        others
            .entry((role, organisation.to_owned()))
            .or_insert_with(|| self.new_actor(&admin, role, organisation))
            .clone()
    }

    /// A new client of this role in this organisation, another one at each call.
    ///
    /// # Panics
    /// As [`Self::actor`].
    pub fn another(&self, role: Role, organisation: &str) -> Actor {
        self.new_actor(&self.admin(), role, organisation)
    }

    fn new_actor(&self, admin: &Actor, role: Role, organisation: &str) -> Actor {
        let request = json!({
            "name": format!("{role} of {organisation}"),
            "role": role.as_str(),
            "organisation_id": organisation,
        });
        let created = self.post_as(&admin.token, "/api/v1/clients", &request);
        assert_eq!(created.status, 201, "{}", created.text());
        let created = created.json();
        let (id, secret) = (
            words(&created["client"]["id"]),
            words(&created["client_secret"]),
        );
        Actor {
            token: self.token(&id, &secret),
            client_id: id,
            client_secret: secret,
            organisation: organisation.to_owned(),
        }
    }

    /// A client of this role, in an organisation where there can be one: of Guangzhou or the province, and of Jingzhou
    /// for a regulator.
    ///
    /// # Panics
    /// As [`Self::actor`].
    pub fn any(&self, role: Role) -> Actor {
        let organisation = match role {
            Role::Admin => return self.admin(),
            Role::ProvinceLead | Role::Auditor => "gd-440000".to_owned(),
            Role::Intake | Role::ComplaintOfficer | Role::CenterLead => "gd-440100".to_owned(),
            Role::Regulator | Role::Inspector => "jz-421000".to_owned(),
            Role::Platform => self.organisation(OrganisationKind::Platform),
            Role::Handler => self.organisation(OrganisationKind::UndertakingDepartment),
            Role::Institution => self.organisation(OrganisationKind::Institution),
        };
        self.actor(role, &organisation)
    }

    /// An organisation of a kind that is not there from the start; the same for every call.
    ///
    /// # Panics
    /// If it cannot be created.
    pub fn organisation(&self, kind: OrganisationKind) -> String {
        let id = format!("test-{}", kind.as_str().replace('_', "-"));
        let mut request = json!({
            "id": id,
            "kind": kind.as_str(),
            "name_zh": "测试机构",
            "name_en": "Test organisation",
        });
        match kind {
            OrganisationKind::UndertakingDepartment => {
                request["parent_id"] = "gd-440100".into();
                request["department_kind"] = "internal_department".into();
            }
            OrganisationKind::ComplaintOffice => request["parent_id"] = "gd-440100".into(),
            OrganisationKind::Institution => request["parent_id"] = "jz-421000".into(),
            OrganisationKind::Platform => request["regime"] = "gd".into(),
            OrganisationKind::GuidanceCenter | OrganisationKind::HrssAuthority => {
                panic!("{kind} is there from the start")
            }
        }
        let created = self.post_as(&self.admin().token, "/api/v1/organisations", &request);
        // 409: another test was first.
        assert!(matches!(created.status, 201 | 409), "{}", created.text());
        id
    }

    /// A token for a client.
    ///
    /// # Panics
    /// If it gets none.
    pub fn token(&self, client_id: &str, client_secret: &str) -> String {
        let answer = self.ask_token(client_id, client_secret);
        assert_eq!(answer.status, 200, "{}", answer.text());
        words(&answer.json()["access_token"])
    }

    /// The answer of the token endpoint to an id and secret in the form.
    pub fn ask_token(&self, client_id: &str, client_secret: &str) -> Answer {
        let fields = [
            ("grant_type", "client_credentials"),
            ("client_id", client_id),
            ("client_secret", client_secret),
        ];
        self.call("POST", "/oauth/token").form(&fields).send()
    }

    /// Reads with a token.
    pub fn get_as(&self, token: &str, path: &str) -> Answer {
        self.call("GET", path).token(token).send()
    }

    /// Posts JSON with a token.
    pub fn post_as(&self, token: &str, path: &str, body: &Value) -> Answer {
        let call = self.call("POST", path).token(token);
        call.json_text(body.to_string()).send()
    }
}

fn words(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
