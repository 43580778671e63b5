//! Organisations as requests and answers have them.

use persistence::organisations::{Channels, Organisation};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::v1::evaluation::schema::ShortText;

/// How an organisation can be reached (gd Art. 7). What is null has not been entered.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
#[schema(as = Channels)]
pub struct ChannelsBody {
    /// 电子邮箱
    #[schema(required = true)]
    pub email: Option<String>,
    /// 通信地址
    #[schema(required = true)]
    pub address: Option<String>,
    /// 电话
    #[schema(required = true)]
    pub telephone: Option<String>,
    /// 传真
    #[schema(required = true)]
    pub fax: Option<String>,
    /// Hours of reception.
    #[schema(required = true)]
    pub hours: Option<String>,
    /// Page where complaints are taken.
    #[schema(required = true)]
    pub web: Option<String>,
}

impl From<Channels> for ChannelsBody {
    fn from(channels: Channels) -> Self {
        Self {
            email: channels.email,
            address: channels.address,
            telephone: channels.telephone,
            fax: channels.fax,
            hours: channels.hours,
            web: channels.web,
        }
    }
}

/// An organisation.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Organisation)]
pub struct OrganisationBody {
    /// Id: a readable word, or a UUID.
    #[schema(examples("gd-440100"))]
    pub id: String,
    /// What it is: `guidance_center`, `complaint_office`, `undertaking_department`, `hrss_authority`, `institution` or
    /// `platform`.
    #[schema(examples("guidance_center"))]
    pub kind: &'static str,
    /// Level of a guidance center or an authority: `province`, `prefecture`, `county` or `industry`; else null.
    #[schema(required = true, examples("prefecture"))]
    pub level: Option<&'static str>,
    /// Kind of an undertaking department (gd Art. 2); else null.
    #[schema(required = true)]
    pub department_kind: Option<&'static str>,
    /// The regulation it works under: `gd` or `jz`.
    #[schema(examples("gd"))]
    pub regime: &'static str,
    /// Name.
    pub name_zh: String,
    /// The same in English.
    pub name_en: String,
    /// Code of the division it is responsible for, or lies in; null where there is none.
    #[schema(required = true, examples("440100"))]
    pub division_code: Option<String>,
    /// Industry of an industry center; else null.
    #[schema(required = true)]
    pub industry: Option<String>,
    /// The organisation above it; null where there is none.
    #[schema(required = true, examples("gd-440000"))]
    pub parent_id: Option<String>,
    /// How it can be reached.
    pub channels: ChannelsBody,
    /// Whether it works; the clients of one that does not cannot act.
    pub active: bool,
    /// How often it was changed; the ETag, and what `If-Match` names.
    #[schema(minimum = 1)]
    pub version: i64,
}

impl From<Organisation> for OrganisationBody {
    fn from(organisation: Organisation) -> Self {
        Self {
            id: organisation.id,
            kind: organisation.kind.as_str(),
            level: organisation.level.map(|level| level.as_str()),
            department_kind: organisation.department_kind.map(|kind| kind.as_str()),
            regime: organisation.regime.as_str(),
            name_zh: organisation.name_zh,
            name_en: organisation.name_en,
            division_code: organisation.division_code,
            industry: organisation.industry,
            parent_id: organisation.parent_id,
            channels: organisation.channels.into(),
            active: organisation.active,
            version: organisation.version,
        }
    }
}

/// A page of organisations.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganisationList {
    /// The organisations, in the order of their ids.
    pub items: Vec<OrganisationBody>,
    /// Cursor of the next page; null on the last one.
    #[schema(required = true)]
    pub next: Option<String>,
}

/// What an organisation can be.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKindName {
    /// 鉴定指导部门
    GuidanceCenter,
    /// 质量投诉举报部门
    ComplaintOffice,
    /// 承办部门
    UndertakingDepartment,
    /// 人力资源和社会保障部门
    HrssAuthority,
    /// 职业技能等级认定机构
    Institution,
    /// A system that hands in complaints.
    Platform,
}

/// Level of a guidance center or an authority.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationLevelName {
    /// 省
    Province,
    /// 地级以上市
    Prefecture,
    /// 县、区
    County,
    /// 省直行业
    Industry,
}

/// Kinds of undertaking department (gd Art. 2).
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DepartmentKindName {
    /// 鉴定指导部门内设业务部门
    InternalDepartment,
    /// 职业技能鉴定所（站）
    AppraisalStation,
    /// 高新技术考试站
    HighTechExamStation,
    /// 行业协会
    IndustryAssociation,
    /// 定点考场
    ExamSite,
}

/// The regulation an organisation works under.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RegimeName {
    /// Guangdong.
    Gd,
    /// Jingzhou.
    Jz,
}

/// Channels as they are to be (gd Art. 7); what is absent or null is unknown.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChannelsInput)]
pub struct ChannelsRequest {
    /// 电子邮箱
    #[schema(value_type = Option<ShortText>)]
    pub email: Option<String>,
    /// 通信地址
    #[schema(value_type = Option<ShortText>)]
    pub address: Option<String>,
    /// 电话
    #[schema(value_type = Option<ShortText>)]
    pub telephone: Option<String>,
    /// 传真
    #[schema(value_type = Option<ShortText>)]
    pub fax: Option<String>,
    /// Hours of reception.
    #[schema(value_type = Option<ShortText>)]
    pub hours: Option<String>,
    /// Page where complaints are taken.
    #[schema(value_type = Option<ShortText>)]
    pub web: Option<String>,
}

/// An organisation that is to be created.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOrganisation {
    /// A readable id; a UUID is made where there is none.
    #[schema(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", min_length = 3, max_length = 64)]
    pub id: Option<String>,
    /// What it is.
    pub kind: OrganisationKindName,
    /// Its level: required of guidance centers and authorities, of others refused.
    pub level: Option<OrganisationLevelName>,
    /// Required of undertaking departments, of others refused.
    pub department_kind: Option<DepartmentKindName>,
    /// The regulation it works under: that of the organisation above it unless given, and never another.
    pub regime: Option<RegimeName>,
    /// Name.
    #[schema(value_type = ShortText)]
    pub name_zh: String,
    /// The same in English.
    #[schema(value_type = ShortText)]
    pub name_en: String,
    /// Code of the division it is responsible for, or lies in.
    #[schema(pattern = "^[0-9]{6}$", min_length = 6, max_length = 6)]
    pub division_code: Option<String>,
    /// Required of industry centers, of others refused.
    #[schema(value_type = Option<ShortText>)]
    pub industry: Option<String>,
    /// The organisation above it: required of complaint offices and undertaking departments (a guidance center), and
    /// possible for centers, authorities and institutions.
    #[schema(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", min_length = 3, max_length = 64)]
    pub parent_id: Option<String>,
    /// How it can be reached.
    pub channels: Option<ChannelsRequest>,
}

/// What of an organisation is to be changed; what is absent stays.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganisationPatch {
    /// Name.
    #[schema(value_type = ShortText, required = false)]
    pub name_zh: Option<String>,
    /// The same in English.
    #[schema(value_type = ShortText, required = false)]
    pub name_en: Option<String>,
    /// How it can be reached, as a whole.
    #[schema(value_type = ChannelsRequest, required = false)]
    pub channels: Option<ChannelsRequest>,
    /// Whether it works.
    #[schema(value_type = bool, required = false)]
    pub active: Option<bool>,
}
