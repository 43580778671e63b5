//! What happens to a case between acceptance and archive, and after (Art. 4-6, 11-20). Free texts are sealed: an event
//! holds a reference only, except for what is written for the public.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::super::handling::{
    AttachmentPurpose, Conduct, DelayCause, ExtensionReason, Part, SupplementVia,
};
use super::super::record::{ConclusionOutcome, DeliveryManner, SealedRef};

/// What one undertaking department is to do about a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// From 1, within the case.
    pub number: u32,
    /// The department's organisation id; the center's own: it investigates itself.
    pub department: String,
    /// The day of the assignment.
    pub on: NaiveDate,
    /// Its name on that day.
    pub name_zh: String,
    /// Its unified social credit code, where it has one: it may turn out to be the accused party (Art. 15).
    pub uscc: Option<String>,
    /// Whether it leads.
    pub part: Part,
    /// What it is to do, sealed.
    pub task: Option<SealedRef>,
    /// The materials it may see, by their ids.
    pub materials: Vec<String>,
    /// When its report is expected.
    pub due_on: Option<NaiveDate>,
}

/// Art. 11, 14: materials were passed to the undertaking departments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assigned {
    /// The day.
    pub on: NaiveDate,
    /// One for each department that is new to the case.
    pub assignments: Vec<Assignment>,
    /// Who assigned.
    pub assigned_by: String,
}

/// Art. 11: a department may see further materials.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaterialsShared {
    /// The day.
    pub on: NaiveDate,
    /// The department.
    pub department: String,
    /// The materials it did not see until now.
    pub materials: Vec<String>,
    /// Who shared them.
    pub shared_by: String,
}

/// Art. 12: the complainant was guided and got an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// The day.
    pub on: NaiveDate,
    /// How; none: no contact was left.
    pub manner: Option<DeliveryManner>,
    /// What was explained, sealed.
    pub text: SealedRef,
    /// The organisation that answered.
    pub organisation: String,
    /// Who answered.
    pub answered_by: String,
}

/// Art. 12: the complainant was told when an answer will be given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyPromised {
    /// The day they were told.
    pub on: NaiveDate,
    /// The day an answer is promised for.
    pub promised_on: NaiveDate,
    /// How they were told.
    pub manner: DeliveryManner,
    /// Who promised.
    pub promised_by: String,
}

/// Art. 6: a department's investigation report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reported {
    /// From 1, within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// The department.
    pub department: String,
    /// What it found.
    pub finding: ConclusionOutcome,
    /// The report, sealed.
    pub text: SealedRef,
    /// Who handed it in.
    pub reported_by: String,
}

/// Art. 5(4): the complaint office put the reports together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consolidated {
    /// The day.
    pub on: NaiveDate,
    /// What was found on the whole.
    pub finding: ConclusionOutcome,
    /// The consolidated report, sealed.
    pub text: SealedRef,
    /// Who put it together.
    pub consolidated_by: String,
}

/// Art. 5(3): progress was demanded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupervisionOrdered {
    /// From 1, within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// The department; none: the officer who handles the case.
    pub department: Option<String>,
    /// When it must be answered.
    pub due_on: NaiveDate,
    /// What is demanded, sealed.
    pub text: SealedRef,
    /// Who ordered it.
    pub ordered_by: String,
}

/// Art. 5(3): a supervision order was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupervisionAnswered {
    /// The order, by its number.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// The answer, sealed.
    pub text: SealedRef,
    /// Who answered.
    pub answered_by: String,
}

/// Art. 18, second sentence: the time limit was extended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extended {
    /// The day.
    pub on: NaiveDate,
    /// On which of the three grounds.
    pub reason: ExtensionReason,
    /// Working days from acceptance that the case may take now, the first 20 included.
    pub to_working_days: u32,
    /// Why, in the lead's words, sealed.
    pub text: SealedRef,
    /// The lead who extended it.
    pub extended_by: String,
}

/// Art. 18, third sentence: the complainant was told why the case takes longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DelayExplained {
    /// The day.
    pub on: NaiveDate,
    /// The cause, none of which lies with the center.
    pub cause: DelayCause,
    /// How the complainant was told.
    pub manner: DeliveryManner,
    /// What they were told, sealed.
    pub text: SealedRef,
    /// Who explained.
    pub explained_by: String,
}

/// Something to be done about what was found (Art. 6: carried out by a department).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// What.
    pub text: String,
    /// The department that carries it out; none: the center.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
}

/// Art. 6: a measure was carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureExecuted {
    /// The measure, by its place from 1.
    pub measure: u32,
    /// The day it was carried out.
    pub on: NaiveDate,
    /// How, sealed.
    pub text: SealedRef,
    /// Who recorded it.
    pub recorded_by: String,
}

/// Art. 16: the complainant was told the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FedBack {
    /// The day.
    pub on: NaiveDate,
    /// How.
    pub manner: DeliveryManner,
    /// Who recorded it.
    pub fed_back_by: String,
}

/// Art. 17: the materials were archived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Archived {
    /// The day.
    pub on: NaiveDate,
    /// The last day they must be kept.
    pub retain_until: NaiveDate,
    /// Where paper is kept.
    pub place: Option<String>,
    /// Who archived.
    pub archived_by: String,
}

/// Art. 19: somebody who did not fulfil Art. 9 or 15 was ordered to correct it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountabilityRecorded {
    /// From 1, within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// The provision that was not observed: `gd-complaints/art9` or `gd-complaints/art15`.
    pub provision: String,
    /// The organisation held to account.
    pub organisation: String,
    /// The officer, by client id; none: the organisation as such.
    pub officer: Option<String>,
    /// What is to be corrected, sealed.
    pub text: SealedRef,
    /// Until when.
    pub correct_by: NaiveDate,
    /// Whether the consequences were serious.
    pub serious: bool,
    /// To whom the responsible person was referred; only with serious consequences.
    pub referred_to: Option<String>,
    /// Who recorded it.
    pub recorded_by: String,
}

/// Art. 20: a complainant was referred to the competent authority. By itself this does not end the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComplainantReferred {
    /// From 1, within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// What they did.
    pub conduct: Conduct,
    /// The day they were admonished in vain.
    pub admonished_on: Option<NaiveDate>,
    /// The authority.
    pub authority: String,
    /// What happened, sealed.
    pub text: SealedRef,
    /// Who referred them.
    pub referred_by: String,
}

/// Art. 4(2), 15: reported to the province center.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpwardReported {
    /// From 1, within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// To which organisation.
    pub to: String,
    /// Its name.
    pub to_name: String,
    /// What was reported, sealed.
    pub text: SealedRef,
    /// Who reported.
    pub reported_by: String,
}

/// Art. 13: a measure against the effect of an exposure by media. Written for the public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MediaMeasureTaken {
    /// From 1, within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// What was done; nothing confidential.
    pub measure: String,
    /// Who recorded it.
    pub taken_by: String,
}

/// Art. 13: the public was informed. Published as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementPublished {
    /// Its own id, by which the public finds it; it says nothing of the case.
    pub id: String,
    /// From 1, within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// Its title.
    pub title: String,
    /// What it says; nothing confidential.
    pub text: String,
    /// Where else it was published.
    pub medium: Option<String>,
    /// Who published it.
    pub published_by: String,
}

/// Art. 8, 15: a file was added. Name, type and content are the server's finding, never the sender's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttachmentAdded {
    /// Its id.
    pub id: String,
    /// From 1, within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// What it is for.
    pub purpose: AttachmentPurpose,
    /// Its name, made by the server: `attachment-3.pdf`.
    pub name: String,
    /// Its media type, as its content shows.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the sealed file as it is kept, in hexadecimal digits.
    pub hash: String,
    /// Whether it came through the public door.
    pub by_complainant: bool,
    /// Who added it.
    pub added_by: String,
}

/// Art. 8: the complainant added something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplementReceived {
    /// From 1, within the case.
    pub number: u32,
    /// The instant.
    pub at: DateTime<Utc>,
    /// The day.
    pub on: NaiveDate,
    /// How it came.
    pub via: SupplementVia,
    /// What it says, sealed.
    pub text: SealedRef,
    /// The client that handed it in.
    pub submitted_by: String,
}

/// An officer decided whether another case, maybe another complainant's, is about the same matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SimilarityDecided {
    /// The day.
    pub on: NaiveDate,
    /// The other case.
    pub other: String,
    /// Whether it is the same matter.
    pub same_matter: bool,
    /// How similar it was found, from 0 to 1,000; none: nobody computed it.
    pub score: Option<u32>,
    /// Who decided.
    pub decided_by: String,
}

/// Somebody proposed to destroy the key of what is sealed, once it need not be kept any longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErasureProposed {
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
    /// Who proposed it.
    pub proposed_by: String,
    /// Whether they lead the organisation: one of the two persons must.
    pub by_lead: bool,
}

/// Somebody else confirmed it: the key is destroyed, the record stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erased {
    /// The day.
    pub on: NaiveDate,
    /// Who proposed it.
    pub proposed_by: String,
    /// Who confirmed it.
    pub confirmed_by: String,
}
