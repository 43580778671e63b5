//! What a case's record is made of. Nothing in it is sealed: what Art. 15 protects is named by reference only.

use serde::{Deserialize, Serialize};

use super::words::record_words;
use crate::division::DivisionCode;

record_words! {
    /// 投诉 or 举报 (Art. 2); both are a complaint case.
    CaseKind {
        /// 投诉: the complainant asks for something
        Complaint = "complaint",
        /// 举报: the complainant denounces a violation
        Report = "report",
    }
}

record_words! {
    /// What the accused party is (Art. 2, and jz Art. 2).
    AccusedKind {
        /// 社会培训评价组织
        SocialTraining = "social_training",
        /// 用人单位
        Employer = "employer",
        /// 职业技能鉴定所（站）
        AppraisalStation = "appraisal_station",
        /// 高新技术考试站
        HighTechExamStation = "high_tech_exam_station",
        /// 定点考场
        ExamSite = "exam_site",
        /// 行业协会
        IndustryAssociation = "industry_association",
        /// 鉴定指导部门
        GuidanceCenter = "guidance_center",
        /// 其他
        Other = "other",
        /// 不明
        Unknown = "unknown",
    }
}

record_words! {
    /// How a case ended on its merits.
    ConclusionOutcome {
        /// 属实
        Substantiated = "substantiated",
        /// 部分属实
        Partly = "partly",
        /// 不属实
        Unsubstantiated = "unsubstantiated",
        /// 无法查实
        Unverifiable = "unverifiable",
        /// 已引导解释 (Art. 12): only on the guidance track
        Guided = "guided",
    }
}

record_words! {
    /// What a review of a rejection came to.
    ReviewOutcome {
        /// 维持: the rejection stands
        Upheld = "upheld",
        /// 撤销，重新审查: the case is back where it was received
        Reopened = "reopened",
    }
}

record_words! {
    /// Who withdrew.
    WithdrawnBy {
        /// 提出人本人
        Complainant = "complainant",
        /// 其代理人
        Representative = "representative",
    }
}

record_words! {
    /// How a notice reached the complainant.
    DeliveryManner {
        /// 当面送达
        InPerson = "in_person",
        /// 邮寄
        Post = "post",
        /// 电子邮件
        Email = "email",
        /// 传真
        Fax = "fax",
        /// 短信
        Sms = "sms",
        /// 电话告知
        Phone = "phone",
        /// 经由转来的平台
        Platform = "platform",
        /// 凭回执码查询
        ReceiptCode = "receipt_code",
        /// 其他
        Other = "other",
    }
}

impl ConclusionOutcome {
    /// The name in Chinese.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Substantiated => "属实",
            Self::Partly => "部分属实",
            Self::Unsubstantiated => "不属实",
            Self::Unverifiable => "无法查实",
            Self::Guided => "已引导解释",
        }
    }
}

/// Sealed content, by reference: which item, and the hash of its ciphertext. What it says is never in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedRef {
    /// Id of the sealed item.
    pub item: String,
    /// Hash of its ciphertext, in hexadecimal digits.
    pub hash: String,
}

/// The accused party (Art. 9(1)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccusedParty {
    /// Its name as the complainant gives it; none: not named.
    pub name: Option<String>,
    /// What it is.
    pub kind: AccusedKind,
    /// Its unified social credit code (GB 32100).
    pub uscc: Option<String>,
    /// The division it belongs to.
    pub division: Option<DivisionCode>,
    /// Its id where it is on a register of this system: an organisation's or an institution's.
    pub party_id: Option<String>,
}

/// Which of the statements of Art. 8 were given. Their absence is a deficiency of form, never a ground of refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormGiven {
    /// 姓名（名称）
    pub name: bool,
    /// 联系方式
    pub contact: bool,
    /// 请求
    pub request: bool,
    /// 事实
    pub facts: bool,
    /// 理由
    pub reasons: bool,
    /// The written record of an oral complaint.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub oral_record: bool,
}

impl FormGiven {
    /// Whether there is anything in writing of what was said.
    #[must_use]
    pub const fn is_written(&self) -> bool {
        self.oral_record || self.request || self.facts || self.reasons
    }
}

/// The number a case is registered under on acceptance (Art. 11): gapless per center and year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// The center's organisation id.
    pub center: String,
    /// The year in Asia/Shanghai.
    pub year: i32,
    /// From 1, without a gap.
    pub number: u32,
    /// As it is written, see [`super::registration`].
    pub text: String,
}

/// Where a case is referred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferredTo {
    /// Its organisation id; none: an authority that this system does not know, of which the complainant is told.
    pub organisation_id: Option<String>,
    /// Its name.
    pub name: String,
    /// Why it is the one in charge.
    pub reason: String,
}
