//! A server with a platform and an officer who have tokens.

use std::fs;
use std::path::Path;

use api::installation::ADMIN_FILE;
use serde_json::{Value, json};

use crate::Failure;
use crate::load::Call;
use crate::server::Server;

/// Clients of the measurements, kept beside the database.
const CLIENTS_FILE: &str = "bench-clients.json";

/// The center whose officer reads.
pub const CENTER: &str = "gd-440100";

/// A running server and who calls it.
pub struct Office {
    pub server: Server,
    clients: Value,
}

impl Office {
    /// Starts a server on the database in a folder, or on a PostgreSQL database, and makes the clients if there are none.
    pub fn open(folder: &Path, database: Option<&str>) -> Result<Self, Failure> {
        let server = match database {
            None => Server::start(folder)?,
            Some(url) => Server::start_on(url, &folder.join("keys.json"))?,
        };
        let file = folder.join(CLIENTS_FILE);
        let mut office = Self {
            server,
            clients: Value::Null,
        };
        if !file.exists() {
            let clients = office.enrol(&folder.join(ADMIN_FILE))?;
            fs::write(&file, clients.to_string())?;
        }
        office.clients = serde_json::from_str(&fs::read_to_string(&file)?)?;
        Ok(office)
    }

    fn enrol(&self, admin: &Path) -> Result<Value, Failure> {
        let admin: Value = serde_json::from_str(&fs::read_to_string(admin)?)?;
        let authorization = self.authorization(&admin)?;
        let create = |role: &str, organisation: &str| -> Result<Value, Failure> {
            let body = json!({"name": role, "role": role, "organisation_id": organisation});
            let answer = self.post("/api/v1/clients", &authorization, &body.to_string())?;
            let id = answer.pointer("/client/id").cloned();
            Ok(json!({"client_id": id, "client_secret": answer.get("client_secret")}))
        };
        let platform = json!({
            "id": "bench-platform", "kind": "platform", "name_zh": "12345政务服务便民热线",
            "name_en": "Hotline 12345", "regime": "gd",
        });
        self.post(
            "/api/v1/organisations",
            &authorization,
            &platform.to_string(),
        )?;
        Ok(json!({
            "platform": create("platform", "bench-platform")?,
            "officer": create("complaint_officer", CENTER)?,
            "province": create("province_lead", "gd-440000")?,
        }))
    }

    /// A header line with a new token.
    pub fn token(&self, client: &str) -> Result<String, Failure> {
        self.authorization(self.clients.get(client).ok_or("no such client")?)
    }

    /// The id of a client.
    pub fn id(&self, client: &str) -> Result<String, Failure> {
        let id = self.clients.get(client).and_then(|c| c.get("client_id"));
        Ok(id.and_then(Value::as_str).ok_or("no client id")?.to_owned())
    }

    fn authorization(&self, client: &Value) -> Result<String, Failure> {
        let text = |name: &str| client.get(name).and_then(Value::as_str).ok_or("no client");
        let form = format!(
            "grant_type=client_credentials&client_id={}&client_secret={}",
            text("client_id")?,
            text("client_secret")?
        );
        let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
        let answer = self.send("/oauth/token", kind, &form)?;
        let token = answer.get("access_token").and_then(Value::as_str);
        Ok(format!(
            "Authorization: Bearer {}\r\n",
            token.ok_or("no token")?
        ))
    }

    /// Posts JSON once.
    pub fn post(&self, path: &str, authorization: &str, body: &str) -> Result<Value, Failure> {
        let headers = format!("{authorization}Content-Type: application/json\r\n");
        self.send(path, &headers, body)
    }

    fn send(&self, path: &str, headers: &str, body: &str) -> Result<Value, Failure> {
        let address = self.server.address;
        let call = Call::new(address, "POST", path, headers, Some(body));
        let (status, _, body) = call.once(address)?;
        if !(200..300).contains(&status) {
            return Err(format!("{path} answers {status}: {body}").into());
        }
        Ok(serde_json::from_str(&body)?)
    }
}
