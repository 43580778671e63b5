//! The shapes of circulars.

use chrono::NaiveDate;
use domain::gd::circular::Circular;
use persistence::circulars::StoredCircular;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::v1::complaints::schema::{LineText, ProseText};

/// The id of a circular.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct CircularId {
    /// The circular.
    #[param(
        max_length = 36,
        pattern = "^[0-9a-f-]+$",
        example = "0190b6a0-7c00-7000-8000-00000000000c"
    )]
    pub id: String,
}

/// What a circular says, and on which cases it rests.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CircularInput {
    /// Its title.
    #[schema(value_type = LineText, examples("关于三起职业技能鉴定违规问题的通报"))]
    pub title: String,
    /// What it says. It is written for the public: nothing of who a complainant is or what they wrote.
    #[schema(value_type = ProseText)]
    pub text: String,
    /// The cases it rests on, by id: closed ones within the caller's reach. They are never published.
    #[schema(value_type = Vec<LineText>, min_items = 1, max_items = 50)]
    pub cases: Vec<String>,
}

/// Why a circular is withdrawn.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CircularWithdrawalInput {
    /// Why. It stays on record.
    #[schema(value_type = ProseText)]
    pub reason: String,
}

/// A circular.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Circular)]
pub struct CircularBody {
    /// Its id.
    pub id: String,
    /// Version; the ETag.
    pub version: i64,
    /// `draft`, `approved`, `published` or `withdrawn`.
    #[schema(examples("draft"))]
    pub status: &'static str,
    /// The center that drafted it.
    #[schema(examples("gd-440100"))]
    pub center: String,
    /// `gd` or `jz`.
    pub regime: &'static str,
    /// Its title.
    pub title: String,
    /// What it says.
    pub text: String,
    /// The cases it rests on.
    pub cases: Vec<String>,
    /// The day it was drafted.
    pub drafted_on: NaiveDate,
    /// Everybody who wrote it: client ids.
    pub authors: Vec<String>,
    /// The day it was approved.
    pub approved_on: Option<NaiveDate>,
    /// Who approved it: a client id.
    pub approved_by: Option<String>,
    /// The day it was published.
    pub published_on: Option<NaiveDate>,
    /// Who published it: a client id.
    pub published_by: Option<String>,
    /// The number it was published under.
    #[schema(examples("粤鉴通报〔2026〕440100-0001号"))]
    pub number: Option<String>,
    /// The day it was withdrawn.
    pub withdrawn_on: Option<NaiveDate>,
    /// Who withdrew it: a client id.
    pub withdrawn_by: Option<String>,
    /// Why.
    pub withdrawal_reason: Option<String>,
}

impl From<StoredCircular> for CircularBody {
    fn from(stored: StoredCircular) -> Self {
        let Circular {
            status,
            drafted,
            content,
            authors,
            approval,
            publication,
            withdrawal,
            latest_on: _,
        } = stored.circular;
        let (approved_on, approved_by) = approval.map(|one| (one.on, one.approved_by)).unzip();
        let (published, number) = publication
            .map(|one| ((one.on, one.published_by), one.number.text))
            .unzip();
        let (published_on, published_by) = published.unzip();
        let (withdrawn, withdrawal_reason) = withdrawal
            .map(|one| ((one.on, one.withdrawn_by), one.reason))
            .unzip();
        let (withdrawn_on, withdrawn_by) = withdrawn.unzip();
        Self {
            id: stored.id,
            version: stored.version,
            status: status.as_str(),
            center: drafted.center,
            regime: drafted.regime.as_str(),
            title: content.title,
            text: content.text,
            cases: content.cases,
            drafted_on: drafted.on,
            authors,
            approved_on,
            approved_by,
            published_on,
            published_by,
            number,
            withdrawn_on,
            withdrawn_by,
            withdrawal_reason,
        }
    }
}

/// A page of circulars.
#[derive(Debug, Serialize, ToSchema)]
pub struct CircularList {
    /// The circulars, the latest draft first.
    pub items: Vec<CircularBody>,
    /// Cursor of the next page.
    pub next: Option<String>,
}
