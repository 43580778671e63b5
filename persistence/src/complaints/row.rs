//! The row of a case: what lists and single reads are answered from.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::gd::case::CaseState;
use domain::gd::case::term::owes_feedback;
use domain::text::folded;

use super::party::pairs;
use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::ledger::Head;
use crate::schema::{complaint_terms as terms, complaints};

/// The columns that follow from a case's events.
#[derive(Debug, Clone, PartialEq, Eq, Insertable, AsChangeset, Queryable, Selectable)]
#[diesel(table_name = complaints, treat_none_as_null = true)]
pub struct Columns {
    pub(super) id: String,
    pub(super) regime: String,
    pub(super) center: String,
    pub(super) state: String,
    pub(super) kind: String,
    pub(super) channel: String,
    pub(super) accused_name: Option<String>,
    pub(super) party_id: Option<i64>,
    pub(super) subject: Option<String>,
    pub(super) number: Option<String>,
    pub(super) received_at: i64,
    pub(super) updated_at: i64,
    pub(super) due_on: Option<NaiveDate>,
    pub(super) officer: Option<String>,
    pub(super) submitted_by: String,
    pub(super) external_ref: Option<String>,
    pub(super) departed_at: Option<i64>,
    pub(super) version: i64,
    pub(super) head_hash: Vec<u8>,
    pub(super) document: String,
    pub(super) delay_explained_on: Option<NaiveDate>,
    pub(super) feedback_owed_since: Option<NaiveDate>,
    pub(super) erased_on: Option<NaiveDate>,
}

impl Columns {
    pub(super) fn new(
        id: &str,
        state: &CaseState,
        head: &Head,
        party_id: Option<i64>,
        due_on: Option<NaiveDate>,
        departed_at: Option<i64>,
        now: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let record = &state.record;
        let accused = &record.accused;
        let acceptance = state.acceptance.as_ref();
        let handling = &state.handling;
        // Of a case whose content was destroyed a list shows that there was one, and no more.
        let erased_on = handling.erased.as_ref().map(|erased| erased.on);
        let shown = erased_on.is_none();
        let concluded_on = state.conclusion.as_ref().map(|concluded| concluded.on);
        Ok(Self {
            id: id.to_owned(),
            regime: record.regime.as_str().to_owned(),
            center: record.center.clone(),
            state: state.status.as_str().to_owned(),
            kind: record.kind.as_str().to_owned(),
            channel: record.channel.as_str().to_owned(),
            accused_name: accused
                .name
                .clone()
                .or_else(|| accused.uscc.clone())
                .filter(|_| shown),
            party_id,
            subject: state.subject.clone().filter(|_| shown),
            number: acceptance.map(|accepted| accepted.registration.text.clone()),
            received_at: record.received_at.timestamp_micros(),
            updated_at: now.timestamp_micros(),
            due_on,
            officer: state.officer.clone(),
            submitted_by: record.submitted_by.clone(),
            external_ref: record.external_ref.clone(),
            departed_at: departed_at.filter(|_| shown),
            version: head.version,
            head_hash: head.hash.to_vec(),
            document: document(state)?,
            delay_explained_on: handling.explanations.last().map(|explained| explained.on),
            feedback_owed_since: concluded_on.filter(|_| owes_feedback(state)),
            erased_on,
        })
    }
}

/// Names the first column in which two rows differ.
macro_rules! first_difference {
    ($one:expr, $other:expr, $($column:ident)+) => {
        $(if $one.$column != $other.$column {
            return Some(stringify!($column));
        })+
    };
}

impl Columns {
    /// The first column in which another row differs.
    pub(super) fn difference(&self, other: &Self) -> Option<&'static str> {
        first_difference!(
            self, other,
            id regime center state kind channel accused_name party_id subject number received_at
            updated_at due_on officer submitted_by external_ref departed_at version head_hash
            document delay_explained_on feedback_owed_since erased_on
        );
        None
    }
}

/// The case as single reads need it: without the long texts of evaluations and notices, which are read from the events.
fn document(state: &CaseState) -> Result<String, StoreError> {
    let corrupt = |_unwritable| StoreError::Corrupt("complaints.document");
    if state.evaluation.is_none() && state.notices.is_empty() {
        return serde_json::to_string(state).map_err(corrupt);
    }
    let mut slim = state.clone();
    if let Some(evaluated) = &mut slim.evaluation {
        evaluated.evaluation.request.clear();
        evaluated.evaluation.answer.clear();
    }
    for notice in &mut slim.notices {
        let notice = &mut notice.issued.notice;
        notice.paragraphs.clear();
        notice.grounds.clear();
        notice.closing.clear();
    }
    serde_json::to_string(&slim).map_err(corrupt)
}

/// A case as a single read needs it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = complaints)]
pub struct CaseRow {
    /// The case.
    pub id: String,
    /// `gd` or `jz`.
    pub regime: String,
    /// The center that holds it.
    pub center: String,
    /// The client that submitted it.
    pub submitted_by: String,
    /// When it last changed, in microseconds.
    pub updated_at: i64,
    /// Due date, while the clock runs.
    pub due_on: Option<NaiveDate>,
    /// Version of its stream.
    pub version: i64,
    /// Hash of the last event of its stream.
    pub head_hash: Vec<u8>,
    /// [`CaseState`] as JSON, without the texts of evaluations and notices.
    pub document: String,
    /// When what was sealed was destroyed.
    pub erased_on: Option<NaiveDate>,
}

impl CaseRow {
    /// The case.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] where the row holds none.
    pub fn state(&self) -> Result<CaseState, StoreError> {
        serde_json::from_str(&self.document)
            .map_err(|_unreadable| StoreError::Corrupt("complaints.document"))
    }
}

/// By what is told whether a row is still the same, and who reaches its case.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = complaints)]
pub struct CaseStamp {
    /// `gd` or `jz`.
    pub regime: String,
    /// The center that holds it.
    pub center: String,
    /// The client that submitted it.
    pub submitted_by: String,
    /// When it last changed, in microseconds.
    pub updated_at: i64,
    /// Due date, while the clock runs.
    pub due_on: Option<NaiveDate>,
    /// Version of its stream.
    pub version: i64,
    /// Hash of the last event of its stream, and so of all events that the case follows from.
    pub head_hash: Vec<u8>,
    /// When what was sealed was destroyed.
    pub erased_on: Option<NaiveDate>,
}

impl CaseRow {
    /// By what is told whether the row is still the same.
    #[must_use]
    pub fn stamp(&self) -> CaseStamp {
        CaseStamp {
            regime: self.regime.clone(),
            center: self.center.clone(),
            submitted_by: self.submitted_by.clone(),
            updated_at: self.updated_at,
            due_on: self.due_on,
            version: self.version,
            head_hash: self.head_hash.clone(),
            erased_on: self.erased_on,
        }
    }
}

/// The stamp of a case, if there is one.
///
/// # Errors
/// See [`StoreError`].
pub fn stamp(connection: &mut AnyConnection, id: &str) -> Result<Option<CaseStamp>, StoreError> {
    if id.contains('\0') {
        return Ok(None);
    }
    let found = dialect::on_backend!(connection, |connection| complaints::table
        .filter(complaints::id.eq(id))
        .select(CaseStamp::as_select())
        .get_result(connection)
        .optional());
    Ok(found?)
}

/// The row of a case, if there is one.
///
/// `get_result` where `first` would do: SQLite looks at the value bound to a `LIMIT` and prepares the statement anew
/// whenever it is bound, which costs more than the read.
///
/// # Errors
/// See [`StoreError`].
pub fn read(connection: &mut AnyConnection, id: &str) -> Result<Option<CaseRow>, StoreError> {
    // PostgreSQL takes no text with NUL: no case has such an id.
    if id.contains('\0') {
        return Ok(None);
    }
    let found = dialect::on_backend!(connection, |connection| complaints::table
        .filter(complaints::id.eq(id))
        .select(CaseRow::as_select())
        .get_result(connection)
        .optional());
    Ok(found?)
}

/// The rows of several cases, in the order of their ids as given.
///
/// # Errors
/// See [`StoreError`].
pub fn read_all(
    connection: &mut AnyConnection,
    ids: &[String],
) -> Result<Vec<CaseRow>, StoreError> {
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        rows.extend(read(connection, id)?);
    }
    Ok(rows)
}

/// The case that a client submitted under its reference, if there is one.
///
/// # Errors
/// See [`StoreError`].
pub fn with_reference(
    connection: &mut AnyConnection,
    client: &str,
    reference: &str,
) -> Result<Option<String>, StoreError> {
    let found = dialect::on_backend!(connection, |connection| complaints::table
        .filter(complaints::submitted_by.eq(client))
        .filter(complaints::external_ref.eq(reference))
        .select(complaints::id)
        .get_result(connection)
        .optional());
    Ok(found?)
}

/// The pairs of characters by which a case is found in its number and subject.
pub(super) fn text_pairs(state: &CaseState) -> Vec<String> {
    let number = state.acceptance.as_ref().map(|a| &a.registration.text);
    // What a case was about is not found any more once its content is destroyed.
    let subject = state
        .subject
        .as_ref()
        .filter(|_| state.handling.erased.is_none());
    let texts = [number, subject];
    let mut found: Vec<String> = texts
        .into_iter()
        .flatten()
        .flat_map(|text| pairs(&folded(text)))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Keeps the index of number and subject in step with the case.
pub(super) fn index_texts(
    connection: &mut AnyConnection,
    seq: i64,
    before: &[String],
    state: &CaseState,
) -> Result<(), StoreError> {
    let received_at = state.record.received_at.timestamp_micros();
    let after = text_pairs(state);
    for term in before.iter().filter(|term| !after.contains(term)) {
        diesel::delete(terms::table.find((term, received_at, seq))).execute(connection)?;
    }
    for term in after.iter().filter(|term| !before.contains(term)) {
        dialect::insert_complaint_term(connection, term, received_at, seq)?;
    }
    Ok(())
}
