//! 第八条 质量投诉举报一般应当采用书信、电子邮件、传真等书面形式，并载明提出人的姓名（名称）、联系方式、请求、事实、理由等情况。
//! 如通过电话、来访等口头形式反映情况的，第一接访人应书面记录提出人的姓名（名称）、联系方式、请求、事实、理由等情况，
//! 有条件的应进行录音。

use super::art09_10_admissibility::{AdmissibilityFacts, Channel};
use crate::ground::Name;
use crate::provision::provision;
use crate::truth::Truth;

provision!(
    ART8,
    GdComplaints,
    "gd-complaints/art8",
    8,
    None,
    "质量投诉举报一般应当采用书信、电子邮件、传真等书面形式，并载明提出人的姓名（名称）、联系方式、请求、事实、理由等情况。如通过电话、来访等口头形式反映情况的，第一接访人应书面记录提出人的姓名（名称）、联系方式、请求、事实、理由等情况，有条件的应进行录音。",
    "Quality complaints shall generally be in writing (letter, e-mail, fax or the like) and state the complainant's name, contact, request, facts and reasons. Where a matter is raised orally, by telephone or visit, the first receiver shall record these in writing and, where possible, make an audio recording."
);

/// A statement that Art. 8 asks for; its absence is a deficiency of form, never a ground of refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormItem {
    /// 姓名（名称）
    Name,
    /// 联系方式
    Contact,
    /// 请求
    Request,
    /// 事实
    Facts,
    /// 理由
    Reasons,
}

impl FormItem {
    /// The five statements, in the order of the article.
    pub const ALL: [Self; 5] = [
        Self::Name,
        Self::Contact,
        Self::Request,
        Self::Facts,
        Self::Reasons,
    ];

    /// The id used in `form_deficiencies`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Contact => "contact",
            Self::Request => "request",
            Self::Facts => "facts",
            Self::Reasons => "reasons",
        }
    }

    /// The fact that says whether the statement is there.
    #[must_use]
    pub const fn fact(self) -> Name {
        match self {
            Self::Name => Name::ComplainantNameGiven,
            Self::Contact => Name::ContactGiven,
            Self::Request => Name::RequestGiven,
            Self::Facts => Name::FactsGiven,
            Self::Reasons => Name::ReasonsGiven,
        }
    }

    /// Whether the statement is there.
    #[must_use]
    pub const fn given(self, facts: &AdmissibilityFacts) -> Truth {
        match self {
            Self::Name => facts.complainant_name_given,
            Self::Contact => facts.contact_given,
            Self::Request => facts.request_given,
            Self::Facts => facts.facts_given,
            Self::Reasons => facts.reasons_given,
        }
    }
}

/// Whether the first receiver must make the written record: the complaint came orally.
#[must_use]
pub fn needs_written_record(facts: &AdmissibilityFacts) -> bool {
    matches!(facts.channel, Some(Channel::Phone | Channel::Visit))
}
