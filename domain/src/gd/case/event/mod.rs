//! What happened to a case. An event is never changed, holds nothing sealed, and is stored under its [`CaseEvent::kind`].

pub mod handling;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use handling::{
    AccountabilityRecorded, Answered, Archived, Assigned, AttachmentAdded, ComplainantReferred,
    Consolidated, DelayExplained, Erased, ErasureProposed, Extended, FedBack, MaterialsShared,
    Measure, MeasureExecuted, MediaMeasureTaken, ReplyPromised, Reported, SimilarityDecided,
    StatementPublished, SupervisionAnswered, SupervisionOrdered, SupplementReceived,
    UpwardReported,
};

use super::accused::AccusedOrganisations;
use super::change::FieldChange;
use super::evaluation::{Evaluation, MetGround};
use super::notice::Notice;
use super::record::{
    AccusedParty, CaseKind, ConclusionOutcome, DeliveryManner, FormGiven, ReferredTo, Registration,
    ReviewOutcome, SealedRef, WithdrawnBy,
};
use super::responsible::ResponsibleCenter;
use crate::access::Regime;
use crate::division::DivisionCode;
use crate::gd::art09_10_admissibility::{Channel, Event, Track};
use crate::truth::Truth;

/// Art. 8: a complaint or report came in and was taken down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Received {
    /// The regulation under which the case is handled.
    pub regime: Regime,
    /// The organisation that holds the case.
    pub center: String,
    /// Who must answer it (Art. 3, 4).
    pub responsible: ResponsibleCenter,
    /// Complaint or report.
    pub kind: CaseKind,
    /// How it came in.
    pub channel: Channel,
    /// The instant it came in.
    pub received_at: DateTime<Utc>,
    /// The day it was put forward, in Asia/Shanghai.
    pub submitted_on: NaiveDate,
    /// The accused party.
    pub accused: AccusedParty,
    /// Where the event happened; empty: not known.
    pub places: Vec<DivisionCode>,
    /// The industry.
    pub industry: Option<String>,
    /// When the event happened.
    pub event: Option<Event>,
    /// Which statements of Art. 8 were given.
    pub form: FormGiven,
    /// The complainant asks for confidentiality (Art. 15).
    pub wants_confidentiality: bool,
    /// Exposed by media (Art. 13).
    pub media_exposed: Truth,
    /// Of considerable impact (Art. 4(2)).
    pub high_impact: Truth,
    /// Urgent (Art. 15).
    pub urgent: Truth,
    /// The member of staff who took it down first; required of oral channels (Art. 8).
    pub first_receiver: Option<String>,
    /// Who the complainant is, sealed; none: anonymous.
    pub identity: Option<SealedRef>,
    /// Request, facts and reasons in the complainant's words, sealed.
    pub statement: Option<SealedRef>,
    /// The submitting system's own number.
    pub external_ref: Option<String>,
    /// The client that handed it in.
    pub submitted_by: String,
    /// On whose behalf, where a platform passes it on.
    pub submitted_for: Option<String>,
    /// The earlier case that it adds to, where that one was closed already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<String>,
}

impl Received {
    /// The organisations of this system that are, or may be, the accused party.
    #[must_use]
    pub fn accused_organisations(&self) -> AccusedOrganisations {
        AccusedOrganisations::of(&self.accused, &self.places)
    }
}

/// Art. 8: what was taken down was corrected; the old values are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrected {
    /// The day; none in corrections from before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// The changed members.
    pub changes: Vec<FieldChange>,
    /// The identity, sealed anew.
    pub identity: Option<SealedRef>,
    /// The statement, sealed anew.
    pub statement: Option<SealedRef>,
    /// Who must answer now, where place, industry or accused party changed.
    pub responsible: Option<ResponsibleCenter>,
}

/// The officer's subject line: what the case is about, without anything sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Described {
    /// The subject line.
    pub subject: String,
}

/// Art. 9, 10: the rules were applied to the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluated {
    /// From 1, within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// What the engine was asked and answered.
    pub evaluation: Evaluation,
    /// The officer who assessed.
    pub officer: String,
}

/// Art. 9, 11: accepted and registered; the clock starts. Due dates follow from it and are not stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// The day of formal acceptance.
    pub on: NaiveDate,
    /// The evaluation it rests on.
    pub evaluation: u32,
    /// How it is handled.
    pub track: Track,
    /// The number it is registered under.
    pub registration: Registration,
    /// Why the officer departs from what the rules say, where they do.
    pub departure: Option<String>,
    /// The officer who handles it.
    pub officer: String,
    /// Who decided.
    pub decided_by: String,
}

/// Art. 10: not accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rejected {
    /// The day.
    pub on: NaiveDate,
    /// The evaluation it rests on.
    pub evaluation: u32,
    /// The grounds.
    pub grounds: Vec<MetGround>,
    /// Why the officer departs from what the rules say, where they do.
    pub departure: Option<String>,
    /// Who decided.
    pub decided_by: String,
}

/// Art. 3, 4: referred to the authority in charge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Referred {
    /// The day.
    pub on: NaiveDate,
    /// The evaluation it rests on.
    pub evaluation: u32,
    /// To whom and why.
    pub to: ReferredTo,
    /// Why the officer departs from what the rules say, where they do.
    pub departure: Option<String>,
    /// Who decided.
    pub decided_by: String,
}

/// Joined to the complainant's earlier case on the same matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Joined {
    /// The day.
    pub on: NaiveDate,
    /// The earlier case.
    pub target: String,
    /// The evaluation it rests on.
    pub evaluation: u32,
    /// Why the officer departs from what the rules say, where they do.
    pub departure: Option<String>,
    /// Who decided.
    pub decided_by: String,
}

/// A rejection was reviewed by the center's lead: once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RejectionReviewed {
    /// The day.
    pub on: NaiveDate,
    /// Upheld or reopened.
    pub outcome: ReviewOutcome,
    /// Why.
    pub reason: String,
    /// Who reviewed.
    pub reviewed_by: String,
}

/// The case passed from one officer to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficerChanged {
    /// The officer until now; none: nobody had it yet.
    pub from: Option<String>,
    /// The officer from now on.
    pub to: String,
    /// Why.
    pub reason: String,
}

/// A notice to the complainant was drawn up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeIssued {
    /// From 1, within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// What it says.
    pub notice: Notice,
}

/// A notice reached the complainant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeDelivered {
    /// The notice, by its number within the case.
    pub notice: u32,
    /// How.
    pub manner: DeliveryManner,
    /// The day.
    pub on: NaiveDate,
}

/// The complainant withdrew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawn {
    /// The day.
    pub on: NaiveDate,
    /// Why, as far as they said.
    pub reason: String,
    /// Who withdrew.
    pub by: WithdrawnBy,
}

/// Art. 18: concluded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concluded {
    /// The day.
    pub on: NaiveDate,
    /// What came out.
    pub outcome: ConclusionOutcome,
    /// What is done about it.
    pub measures: Vec<Measure>,
    /// Why, where the reports found otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub departure: Option<String>,
    /// Who concluded.
    pub decided_by: String,
}

macro_rules! events {
    ($( $(#[$doc:meta])+ $name:ident = $kind:literal; )+) => {
        /// What happened to a case. Stored as `{"kind": "complaint_received", "data": {…}}`.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "data", deny_unknown_fields)]
        pub enum CaseEvent {
            $(
                $(#[$doc])+
                #[serde(rename = $kind)]
                $name(Box<$name>),
            )+
        }

        impl CaseEvent {
            /// Every kind, in order.
            pub const KINDS: &'static [&'static str] = &[$( $kind, )+];

            /// The stable name under which the ledger keeps it.
            #[must_use]
            pub const fn kind(&self) -> &'static str {
                match self {
                    $( Self::$name(_) => $kind, )+
                }
            }
        }

        $(
            impl From<$name> for CaseEvent {
                fn from(event: $name) -> Self {
                    Self::$name(Box::new(event))
                }
            }
        )+
    };
}

events! {
    /// Came in and was taken down.
    Received = "complaint_received";
    /// What was taken down was corrected.
    Corrected = "complaint_corrected";
    /// Got its subject line.
    Described = "complaint_described";
    /// The rules were applied.
    Evaluated = "complaint_evaluated";
    /// Accepted and registered.
    Accepted = "complaint_accepted";
    /// Not accepted.
    Rejected = "complaint_rejected";
    /// Referred to the authority in charge.
    Referred = "complaint_referred";
    /// Joined to an earlier case.
    Joined = "complaint_joined";
    /// The rejection was reviewed.
    RejectionReviewed = "rejection_reviewed";
    /// Passed to another officer.
    OfficerChanged = "officer_changed";
    /// A notice was drawn up.
    NoticeIssued = "notice_issued";
    /// A notice was delivered.
    NoticeDelivered = "notice_delivered";
    /// Withdrawn.
    Withdrawn = "complaint_withdrawn";
    /// Concluded.
    Concluded = "complaint_concluded";
    /// Passed to undertaking departments.
    Assigned = "complaint_assigned";
    /// A department may see further materials.
    MaterialsShared = "materials_shared";
    /// The complainant was guided.
    Answered = "complainant_answered";
    /// An answer was promised.
    ReplyPromised = "reply_promised";
    /// A department reported.
    Reported = "investigation_reported";
    /// The reports were put together.
    Consolidated = "reports_consolidated";
    /// Progress was demanded.
    SupervisionOrdered = "supervision_ordered";
    /// A supervision order was answered.
    SupervisionAnswered = "supervision_answered";
    /// The time limit was extended.
    Extended = "complaint_extended";
    /// The complainant was told why it takes longer.
    DelayExplained = "delay_explained";
    /// A measure was carried out.
    MeasureExecuted = "measure_executed";
    /// The complainant was told the result.
    FedBack = "complaint_fed_back";
    /// Archived.
    Archived = "complaint_archived";
    /// Somebody was ordered to correct what they did.
    AccountabilityRecorded = "accountability_recorded";
    /// The complainant was referred to an authority.
    ComplainantReferred = "complainant_referred";
    /// Reported to the province center.
    UpwardReported = "reported_upward";
    /// A measure against the effect of an exposure by media.
    MediaMeasureTaken = "media_measure_taken";
    /// The public was informed.
    StatementPublished = "statement_published";
    /// A file was added.
    AttachmentAdded = "attachment_added";
    /// The complainant added something.
    SupplementReceived = "supplement_received";
    /// It was decided whether another case is about the same matter.
    SimilarityDecided = "similarity_decided";
    /// Destroying what is sealed was proposed.
    ErasureProposed = "erasure_proposed";
    /// What is sealed was destroyed.
    Erased = "complaint_erased";
}

impl CaseEvent {
    /// What the event refers to of sealed texts, each with what it is.
    #[must_use]
    pub fn sealed_texts(self) -> Vec<(&'static str, SealedRef)> {
        let optional = |what, text: Option<SealedRef>| text.map(|text| (what, text));
        match self {
            Self::Received(event) => optional("identity", event.identity)
                .into_iter()
                .chain(optional("statement", event.statement))
                .collect(),
            Self::Corrected(event) => optional("identity", event.identity)
                .into_iter()
                .chain(optional("statement", event.statement))
                .collect(),
            Self::Assigned(event) => event
                .assignments
                .into_iter()
                .filter_map(|assignment| optional("task", assignment.task))
                .collect(),
            Self::Answered(event) => vec![("answer", event.text)],
            Self::Reported(event) => vec![("report", event.text)],
            Self::Consolidated(event) => vec![("consolidated report", event.text)],
            Self::SupervisionOrdered(event) => vec![("supervision order", event.text)],
            Self::SupervisionAnswered(event) => vec![("answer to a supervision order", event.text)],
            Self::Extended(event) => vec![("reason for the extension", event.text)],
            Self::DelayExplained(event) => vec![("explanation of the delay", event.text)],
            Self::MeasureExecuted(event) => vec![("execution of a measure", event.text)],
            Self::AccountabilityRecorded(event) => vec![("order to correct", event.text)],
            Self::ComplainantReferred(event) => vec![("conduct of the complainant", event.text)],
            Self::UpwardReported(event) => vec![("report upward", event.text)],
            Self::SupplementReceived(event) => vec![("supplement", event.text)],
            Self::Described(_)
            | Self::Evaluated(_)
            | Self::Accepted(_)
            | Self::Rejected(_)
            | Self::Referred(_)
            | Self::Joined(_)
            | Self::RejectionReviewed(_)
            | Self::OfficerChanged(_)
            | Self::NoticeIssued(_)
            | Self::NoticeDelivered(_)
            | Self::Withdrawn(_)
            | Self::Concluded(_)
            | Self::MaterialsShared(_)
            | Self::ReplyPromised(_)
            | Self::FedBack(_)
            | Self::Archived(_)
            | Self::MediaMeasureTaken(_)
            | Self::StatementPublished(_)
            | Self::AttachmentAdded(_)
            | Self::SimilarityDecided(_)
            | Self::ErasureProposed(_)
            | Self::Erased(_) => Vec::new(),
        }
    }
}
