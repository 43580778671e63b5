//! What is told of a file, without its content.

use actix_web::{HttpRequest, web};
use chrono::NaiveDate;
use domain::gd::case::event::handling::AttachmentAdded;
use domain::gd::case::handling::AttachmentPurpose;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::problem::{self, Problem};

/// A file of a case.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AttachmentBody {
    /// Its id.
    #[schema(examples("0190b6a0-7c00-7000-8000-000000000002"))]
    pub id: String,
    /// From 1, within the case.
    pub number: u32,
    /// The day it was added (Asia/Shanghai).
    pub on: NaiveDate,
    /// What it is for: `material`, `oral_recording`, `report_annex` or `other`.
    #[schema(examples("material"))]
    pub purpose: String,
    /// Its name, made by the server.
    #[schema(examples("attachment-1.pdf"))]
    pub name: String,
    /// Its media type, as its content shows.
    #[schema(examples("application/pdf"))]
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the file as it is kept, sealed, in hexadecimal digits: what the record holds. The hash of its content is
    /// told with the content.
    #[schema(examples("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"))]
    pub hash: String,
    /// Whether it came through the public door.
    pub by_complainant: bool,
}

impl AttachmentBody {
    /// Of a file of the record.
    #[must_use]
    pub fn of(added: &AttachmentAdded) -> Self {
        Self {
            id: added.id.clone(),
            number: added.number,
            on: added.on,
            purpose: added.purpose.as_str().to_owned(),
            name: added.name.clone(),
            media_type: added.media_type.clone(),
            size: added.size,
            hash: added.hash.clone(),
            by_complainant: added.by_complainant,
        }
    }
}

/// What a file is for.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentPurposeName {
    /// 投诉举报材料
    Material,
    /// 口头反映的录音 (Art. 8): a recording.
    OralRecording,
    /// 调查报告附件: by those who handle the case.
    ReportAnnex,
    /// 其他
    Other,
}

impl From<AttachmentPurposeName> for AttachmentPurpose {
    fn from(name: AttachmentPurposeName) -> Self {
        match name {
            AttachmentPurposeName::Material => Self::Material,
            AttachmentPurposeName::OralRecording => Self::OralRecording,
            AttachmentPurposeName::ReportAnnex => Self::ReportAnnex,
            AttachmentPurposeName::Other => Self::Other,
        }
    }
}

/// What a file that is added is for. It has no name: the server makes one.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct AdditionQuery {
    /// What it is for.
    #[param(inline, example = "material")]
    pub purpose: AttachmentPurposeName,
}

/// What a download is for.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DownloadQuery {
    /// The purpose, in words; it stays on record.
    #[param(
        min_length = 1,
        max_length = 200,
        pattern = r"\S",
        example = "核对准考证照片"
    )]
    pub purpose: String,
}

/// Which part of a file is wanted.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
pub struct RangeHeaders {
    /// One range of bytes (RFC 9110, 14); several at once, or what cannot be read, ask for the whole file.
    #[param(
        rename = "Range",
        required = false,
        nullable = false,
        max_length = 200,
        pattern = "^bytes=[0-9]*-[0-9]*$",
        example = "bytes=0-65535"
    )]
    pub range: Option<String>,
    /// The `ETag` of the file that `Range` goes with: of another file, the whole is sent.
    #[param(
        rename = "If-Range",
        required = false,
        nullable = false,
        max_length = 200,
        pattern = "^\"[0-9a-f]+\"$"
    )]
    pub if_range: Option<String>,
}

/// Path of a file.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct AttachmentId {
    /// Id of the file.
    #[param(
        format = "uuid",
        min_length = 36,
        max_length = 36,
        example = "0190b6a0-7c00-7000-8000-000000000002"
    )]
    pub attachment_id: String,
}

/// The query of a request whose caller is known to be admitted: nobody else is told what it must be.
///
/// # Errors
/// `malformed_request`.
pub fn query<T: DeserializeOwned>(request: &HttpRequest) -> Result<T, Problem> {
    web::Query::<T>::from_query(request.query_string())
        .map(web::Query::into_inner)
        .map_err(|error| problem::from_error(&error.into()).into_owned())
}
