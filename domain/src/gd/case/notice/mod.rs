//! Notices to the complainant: 受理通知书, 不予受理通知书, 转送告知书, 办理结果告知书. The same structure is rendered as JSON and as HTML.
//!
//! Nothing sealed is in a notice: it names neither the complainant nor what they wrote.

mod acceptance;
mod referral;
mod rejection;
mod result;
mod wording;

pub(super) use acceptance::acceptance;
pub(super) use referral::referral;
pub(super) use rejection::rejection;
pub(super) use result::result;
pub use wording::chinese_date;

use serde::{Deserialize, Serialize};

use super::words::record_words;

record_words! {
    /// What a notice says.
    NoticeKind {
        /// 受理通知书
        Acceptance = "acceptance",
        /// 不予受理通知书
        Rejection = "rejection",
        /// 转送告知书, or 告知书 where the complainant is told where to go
        Referral = "referral",
        /// 办理结果告知书: what came of the case (Art. 16)
        Result = "result",
    }
}

/// A ground on which a notice rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeGround {
    /// Id of the provision.
    pub provision: String,
    /// Where it stands, as a document cites it: 第十条第（6）项.
    pub place_zh: String,
    /// The regulation's own sentence.
    pub text_zh: String,
    /// Why it applies.
    pub reason_zh: String,
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// What it says.
    pub kind: NoticeKind,
    /// 质量投诉举报受理通知书, …
    pub title: String,
    /// The document's number.
    pub number: String,
    /// 提出人: never a name.
    pub addressee: String,
    /// What it says, paragraph by paragraph, before the grounds.
    pub paragraphs: Vec<String>,
    /// The grounds it rests on.
    pub grounds: Vec<NoticeGround>,
    /// What it says after the grounds: remedies, confidentiality, how to reach the center.
    pub closing: Vec<String>,
    /// Who signs it.
    pub center_name: String,
    /// 2026年11月22日
    pub date: String,
}
