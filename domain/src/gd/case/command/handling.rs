//! What the commands between acceptance and archive carry. Texts are sealed before a command is made; what they say was
//! looked at by whoever sealed them.

use chrono::{DateTime, NaiveDate, Utc};

use super::super::file_type::FileType;
use super::super::handling::{
    AttachmentPurpose, Conduct, DelayCause, ExtensionReason, Part, SupplementVia,
};
use super::super::record::{ConclusionOutcome, DeliveryManner, SealedRef};
use crate::access::{OrganisationKind, Regime};

/// What of an organisation decides whether a case may be assigned to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentFacts {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name_zh: String,
    /// Its unified social credit code.
    pub uscc: Option<String>,
    /// What it is.
    pub kind: OrganisationKind,
    /// The regulation it works under.
    pub regime: Regime,
    /// The organisation above it.
    pub parent: Option<String>,
    /// Whether it is still at work.
    pub active: bool,
}

/// A department that gets the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAssignment {
    /// The department.
    pub department: DepartmentFacts,
    /// Whether it leads; none: the only department of a case leads, any other does not.
    pub part: Option<Part>,
    /// What it is to do.
    pub task: Option<SealedRef>,
    /// The materials it may see.
    pub materials: Vec<String>,
    /// When its report is expected.
    pub due_on: Option<NaiveDate>,
}

/// Pass to undertaking departments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignToDepartments {
    /// Departments that do not have the case yet.
    pub assignments: Vec<NewAssignment>,
}

/// Let a department see further materials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareMaterials {
    /// The department.
    pub department: String,
    /// The materials.
    pub materials: Vec<String>,
}

/// Guide the complainant and explain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerComplainant {
    /// How; none only where no contact was left.
    pub manner: Option<DeliveryManner>,
    /// What was explained.
    pub text: SealedRef,
}

/// Say when an answer will be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseReply {
    /// The promised day.
    pub promised_on: NaiveDate,
    /// How the complainant was told.
    pub manner: DeliveryManner,
}

/// Hand in an investigation report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandInReport {
    /// The department; whoever belongs to one hands in that one's only.
    pub department: String,
    /// What it found.
    pub finding: ConclusionOutcome,
    /// The report.
    pub text: SealedRef,
}

/// Put the reports together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsolidateReports {
    /// What was found on the whole.
    pub finding: ConclusionOutcome,
    /// The consolidated report.
    pub text: SealedRef,
}

/// Demand progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderSupervision {
    /// The department; none: the officer.
    pub department: Option<String>,
    /// When it must be answered.
    pub due_on: NaiveDate,
    /// What is demanded.
    pub text: SealedRef,
}

/// Answer a supervision order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerSupervision {
    /// The order.
    pub number: u32,
    /// The answer.
    pub text: SealedRef,
}

/// Extend the time limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtendLimit {
    /// On which ground.
    pub reason: ExtensionReason,
    /// Working days from acceptance, the first 20 included.
    pub to_working_days: u32,
    /// Why.
    pub text: SealedRef,
}

/// Explain a delay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainDelay {
    /// The cause.
    pub cause: DelayCause,
    /// How the complainant was told.
    pub manner: DeliveryManner,
    /// What they were told.
    pub text: SealedRef,
}

/// Record that a measure was carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExecuteMeasure {
    /// The measure, by its place from 1.
    pub measure: u32,
    /// The day.
    pub on: NaiveDate,
    /// How.
    pub text: SealedRef,
}

/// Record how the complainant was told the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedBack {
    /// How.
    pub manner: DeliveryManner,
    /// The day.
    pub on: NaiveDate,
}

/// Archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveCase {
    /// Where paper is kept.
    pub place: Option<String>,
}

/// What of an organisation decides whether Art. 19 binds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountableFacts {
    /// Its id.
    pub id: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// The regulation it works under.
    pub regime: Regime,
}

/// Order somebody to correct a breach of Art. 9 or 15.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldAccountable {
    /// `gd-complaints/art9` or `gd-complaints/art15`.
    pub provision: String,
    /// The organisation.
    pub organisation: AccountableFacts,
    /// The officer, by client id.
    pub officer: Option<String>,
    /// What is to be corrected.
    pub text: SealedRef,
    /// Until when.
    pub correct_by: NaiveDate,
    /// Whether the consequences were serious.
    pub serious: bool,
    /// To whom the responsible person is referred.
    pub referred_to: Option<String>,
}

/// Refer the complainant to the competent authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferComplainant {
    /// What they did.
    pub conduct: Conduct,
    /// The day they were admonished in vain.
    pub admonished_on: Option<NaiveDate>,
    /// The authority.
    pub authority: String,
    /// What happened.
    pub text: SealedRef,
}

/// The organisation above the one that holds a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Above {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name_zh: String,
}

/// Report to the province center.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportUpward {
    /// To whom: the province center; of a Jingzhou case the authority above the one that holds it, if there is one.
    pub above: Option<Above>,
    /// What was reported.
    pub text: SealedRef,
}

/// Record a measure against the effect of an exposure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeMediaMeasure {
    /// What was done, for the public to read.
    pub measure: String,
    /// The day.
    pub on: NaiveDate,
}

/// Inform the public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishStatement {
    /// Its own id, by which the public finds it; it says nothing of the case.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it says.
    pub text: String,
    /// Where else it was published.
    pub medium: Option<String>,
}

/// Add a file that is kept already, sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachFile {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub purpose: AttachmentPurpose,
    /// What it is, as its content shows.
    pub file_type: FileType,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the sealed file, in hexadecimal digits.
    pub hash: String,
    /// Whether it came through the public door.
    pub by_complainant: bool,
}

/// Take down what the complainant adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddSupplement {
    /// The instant it came.
    pub at: DateTime<Utc>,
    /// How.
    pub via: SupplementVia,
    /// What it says.
    pub text: SealedRef,
}

/// Another case that may be about the same matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherCase {
    /// Its id.
    pub id: String,
    /// The organisation that holds it.
    pub center: String,
    /// The regulation it is handled under.
    pub regime: Regime,
    /// Whether whoever decides belongs to its accused party.
    pub accuses_actor: bool,
}

/// Decide whether another case is about the same matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecideSimilarity {
    /// The other case.
    pub other: OtherCase,
    /// Whether it is the same matter.
    pub same_matter: bool,
    /// How similar it was found, from 0 to 1,000.
    pub score: Option<u32>,
}

/// Propose to destroy what is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposeErasure {
    /// Why.
    pub reason: String,
}
