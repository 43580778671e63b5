//! The shapes of what is sent about proceedings. They are read by [`crate::decode`].

use chrono::NaiveDate;
use domain::jz::proceeding::TimedMeasure;
use domain::jz::proceeding::event::{ServiceManner, StatementKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::decode::Choice;
use crate::v1::complaints::schema::{LineText, ProseText};

/// The id of a proceeding.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ProceedingId {
    /// The proceeding.
    #[param(
        max_length = 36,
        pattern = "^[0-9a-f-]+$",
        example = "0190b6a0-7c00-7000-8000-0000000000f1"
    )]
    pub id: String,
}

/// Words of the record as choices of a request.
macro_rules! choices {
    ($($name:ty),+) => {
        $(
            impl Choice for $name {
                fn choices() -> impl Iterator<Item = (&'static str, Self)> {
                    Self::ALL.iter().map(|member| (member.as_str(), *member))
                }

                fn of(word: &str) -> Option<Self> {
                    Self::parse(word)
                }
            }
        )+
    };
}

choices!(StatementKind, ServiceManner, TimedMeasure);

/// Declares requests: all have a day, today unless given.
macro_rules! inputs {
    ($( $(#[$doc:meta])+ $name:ident { $( $(#[$field_doc:meta])+ $field:ident: $type:ty, )* } )+) => {
        $(
            $(#[$doc])+
            #[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
            #[serde(deny_unknown_fields)]
            pub struct $name {
                /// The day in Asia/Shanghai, not before the last step and not after today; today unless given.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                #[schema(examples("2026-11-23"))]
                pub on: Option<NaiveDate>,
                $( $(#[$field_doc])+ pub $field: $type, )*
            }
        )+
    };
}

inputs! {
    /// A step that needs its day only.
    DayInput {}
    /// A step with a reason.
    ReasonInput {
        /// Why.
        #[schema(value_type = ProseText)]
        reason: String,
    }
    /// A step with a note.
    NoteInput {
        /// What there is to say about it.
        #[schema(value_type = ProseText)]
        note: String,
    }
    /// A notice.
    NoticeInput {
        /// The facts as they are told; grounds, basis and rights follow by themselves.
        #[schema(value_type = ProseText)]
        facts: String,
    }
    /// A statement or a commitment.
    StatementInput {
        /// Which.
        kind: StatementWord,
        /// What was said.
        #[schema(value_type = ProseText)]
        text: String,
    }
    /// A request for a hearing.
    HearingRequestInput {
        /// Why.
        #[schema(value_type = ProseText)]
        reason: String,
    }
    /// A hearing.
    HearingInput {
        /// Who presided.
        #[schema(value_type = LineText)]
        presider: String,
        /// What was said.
        #[schema(value_type = ProseText)]
        record: String,
    }
    /// A service.
    ServiceInput {
        /// How.
        manner: MannerWord,
        /// Who took it.
        #[schema(value_type = LineText)]
        recipient: String,
    }
    /// An interview.
    InterviewInput {
        /// Who was interviewed.
        #[schema(value_type = LineText)]
        principal: String,
        /// What was stated or promised.
        #[schema(value_type = ProseText)]
        record: String,
    }
    /// A measure to be lifted.
    LiftingInput {
        /// Which.
        measure: MeasureWord,
        /// Why.
        #[schema(value_type = ProseText)]
        reason: String,
    }
    /// A decision.
    DecisionInput {
        /// The grounds it rests on, by provision: of those that were told and still hold.
        #[schema(value_type = Vec<LineText>, min_items = 1, max_items = 22)]
        grounds: Vec<String>,
        /// Why it rests on the purposive reading of Art. 22(6), where it does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<ProseText>)]
        reading_reason: Option<String>,
        /// Reasons, also on what the institution said.
        #[schema(value_type = ProseText)]
        reasons: String,
        /// What it orders.
        sanctioning: SanctioningInput,
    }
}

/// What a decision orders. The tier is that of the gravest ground; what another tier has is not named.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SanctioningInput {
    /// `interview` (Art. 20), `warning` (Art. 21) or `market_ban` (Art. 22).
    pub tier: TierWord,
    /// Interview: batches whose results or certificates are declared invalid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 1000)]
    pub voided: Option<Vec<VoidedInput>>,
    /// Warning, required there: how long work is suspended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspension: Option<SpanInput>,
    /// Warning, required there: what is to be put right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rectification: Option<OrderedInput>,
    /// Warning, required there: the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing: Option<ListedInput>,
}

/// A batch whose results are declared invalid.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VoidedInput {
    /// The batch, by id.
    #[schema(value_type = LineText)]
    pub batch: String,
    /// Why.
    #[schema(value_type = LineText)]
    pub reason: String,
}

/// Days from and to.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpanInput {
    /// First day; the day of service unless it is later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(examples("2026-12-01"))]
    pub from: Option<NaiveDate>,
    /// Last day; null or absent: until it is lifted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(examples("2027-05-31"))]
    pub to: Option<NaiveDate>,
}

/// What is to be put right.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderedInput {
    /// What.
    #[schema(value_type = ProseText)]
    pub subject: String,
    /// Last day for it, after the decision.
    #[schema(examples("2027-02-28"))]
    pub due_on: NaiveDate,
}

/// A list and how long.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListedInput {
    /// `abnormal` (活动异常名录) or `bad_credit` (诚信不良档案).
    pub list: ListWord,
    /// First day; the day of service unless it is later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(examples("2026-12-01"))]
    pub from: Option<NaiveDate>,
    /// Last day; null or absent: until it is lifted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(examples("2027-11-30"))]
    pub to: Option<NaiveDate>,
    /// Why, for the public.
    #[schema(value_type = LineText)]
    pub reason: String,
}

/// Which tier is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TierWord {
    /// Art. 20.
    Interview,
    /// Art. 21.
    Warning,
    /// Art. 22.
    MarketBan,
}

impl Choice for TierWord {
    fn choices() -> impl Iterator<Item = (&'static str, Self)> {
        [
            ("interview", Self::Interview),
            ("warning", Self::Warning),
            ("market_ban", Self::MarketBan),
        ]
        .into_iter()
    }

    fn of(word: &str) -> Option<Self> {
        Self::choices()
            .find(|(known, _)| *known == word)
            .map(|(_, choice)| choice)
    }
}

/// Which list of Art. 21.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListWord {
    /// 活动异常名录
    Abnormal,
    /// 诚信不良档案
    BadCredit,
}

impl Choice for ListWord {
    fn choices() -> impl Iterator<Item = (&'static str, Self)> {
        [
            ("abnormal", Self::Abnormal),
            ("bad_credit", Self::BadCredit),
        ]
        .into_iter()
    }

    fn of(word: &str) -> Option<Self> {
        Self::choices()
            .find(|(known, _)| *known == word)
            .map(|(_, choice)| choice)
    }
}

/// What the institution says.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatementWord {
    /// 陈述事实、申辩
    Statement,
    /// 承诺
    Commitment,
}

/// How a decision is served.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MannerWord {
    /// 直接送达
    InPerson,
    /// 留置送达
    LeftAtPremises,
    /// 邮寄送达
    Post,
    /// 电子送达
    Electronic,
    /// 公告送达
    Announcement,
}

/// A measure that lasts.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeasureWord {
    /// 暂停工作
    Suspension,
    /// 列入名录、档案
    Listing,
    /// 市场禁入
    Ban,
}
