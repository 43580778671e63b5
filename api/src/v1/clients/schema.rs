//! Clients as requests and answers have them.

use chrono::{DateTime, Utc};
use persistence::clients::Client;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::v1::evaluation::schema::ShortText;

/// A client, without its secret.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Client)]
pub struct ClientBody {
    /// Id, a UUID; the `client_id` at the token endpoint.
    #[schema(format = Uuid)]
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its role.
    #[schema(examples("center_lead"))]
    pub role: &'static str,
    /// The organisation it acts for.
    #[schema(examples("gd-440100"))]
    pub organisation_id: String,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// Since when it cannot act any more; null while it can.
    #[schema(required = true)]
    pub disabled_at: Option<DateTime<Utc>>,
    /// How often it was changed; the ETag, and what `If-Match` names.
    #[schema(minimum = 1)]
    pub version: i64,
}

impl From<Client> for ClientBody {
    fn from(client: Client) -> Self {
        Self {
            id: client.id,
            name: client.name,
            role: client.role.as_str(),
            organisation_id: client.organisation_id,
            created_at: client.created_at,
            disabled_at: client.disabled_at,
            version: client.version,
        }
    }
}

/// A client with its new secret, which is shown this once and kept nowhere.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClientWithSecret {
    /// The client.
    pub client: ClientBody,
    /// The `client_id` at the token endpoint. Kept in a file, this answer is one that `jiandu token --client` takes.
    pub client_id: String,
    /// The `client_secret` at the token endpoint.
    #[schema(format = Password)]
    pub client_secret: String,
}

/// A page of clients.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClientList {
    /// The clients, in the order of their creation.
    pub items: Vec<ClientBody>,
    /// Cursor of the next page; null on the last one.
    #[schema(required = true)]
    pub next: Option<String>,
}

/// The roles.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoleName {
    /// Keeps organisations, clients, keys and the calendar.
    Admin,
    /// A system that hands in complaints.
    Platform,
    /// 接待、登记人员
    Intake,
    /// 质量投诉举报工作人员
    ComplaintOfficer,
    /// 承办人员
    Handler,
    /// 鉴定指导部门负责人
    CenterLead,
    /// 省职业技能鉴定指导中心负责人
    ProvinceLead,
    /// 人力资源和社会保障部门监管人员
    Regulator,
    /// 质量督导员
    Inspector,
    /// 认定机构
    Institution,
    /// Looks into how the work was done.
    Auditor,
}

/// A client that is to be created.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewClientBody {
    /// What people call it.
    #[schema(value_type = ShortText)]
    pub name: String,
    /// Its role; it must fit the organisation.
    pub role: RoleName,
    /// The organisation it acts for.
    #[schema(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", min_length = 3, max_length = 64)]
    pub organisation_id: String,
}

/// What of a client is to be changed; what is absent stays.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClientPatch {
    /// What people call it.
    #[schema(value_type = ShortText, required = false)]
    pub name: Option<String>,
    /// Its role; it must fit the organisation.
    #[schema(value_type = RoleName, required = false)]
    pub role: Option<RoleName>,
    /// The organisation it acts for.
    #[schema(value_type = String, required = false, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", min_length = 3, max_length = 64)]
    pub organisation_id: Option<String>,
}
