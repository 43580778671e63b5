//! What is public about institutions, their credit over time, and by what they are found: rows that follow from each stream,
//! so that a list costs a page, whatever is on record.

mod derived;
mod read;

use std::collections::BTreeSet;

use diesel::prelude::*;
use domain::jz::art19_credit::curve;
use domain::jz::institution::ledger::{EntryKind, LedgerEntry};
use domain::jz::institution::publication::{Notice, Publication, PublicationKind};
use domain::jz::institution::{Institution, InstitutionEvent};
use domain::period::LAST_DAY;
use domain::text::folded;

pub use derived::Publicity;
pub use read::{
    Class, Graded, Published, by_organisation, complaint_in, credit_curve, grades, named,
    of_institution, published, ranking,
};

use crate::aggregate::Opened;
use crate::complaints::list::day_number;
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::{
    institution_complaints, institution_credit, institution_names, institution_publications,
};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Insertable, Queryable, Selectable)]
#[diesel(table_name = institution_publications)]
pub(super) struct PublicationRow {
    institution_id: String,
    kind: String,
    entry_id: String,
    class: String,
    place: String,
    from_day: i64,
    to_day: i64,
    until_day: i64,
    document: String,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Insertable, Queryable, Selectable)]
#[diesel(table_name = institution_credit)]
pub(super) struct CreditRow {
    institution_id: String,
    from_day: i64,
    to_day: i64,
    score: i64,
    grade: String,
    place: String,
}

/// All rows of one institution.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rows {
    publications: BTreeSet<PublicationRow>,
    credit: BTreeSet<CreditRow>,
    names: BTreeSet<String>,
    complaints: BTreeSet<String>,
}

/// The class of lists that a kind belongs to.
const fn class(kind: PublicationKind) -> Class {
    match kind {
        PublicationKind::Evaluation => Class::Evaluation,
        PublicationKind::Fee => Class::Fee,
        PublicationKind::Suspension
        | PublicationKind::AbnormalList
        | PublicationKind::BadCreditFile
        | PublicationKind::Ban => Class::Sanction,
    }
}

fn publication(id: &str, it: &Publication) -> Result<PublicationRow, StoreError> {
    let (kind, from) = (it.kind.as_str(), day_number(it.from));
    let notice: &Notice = &it.notice;
    Ok(PublicationRow {
        institution_id: id.to_owned(),
        kind: kind.to_owned(),
        entry_id: it.id.clone(),
        class: class(it.kind).as_str().to_owned(),
        place: format!("{from:07}/{id}/{kind}/{}", it.id),
        from_day: from,
        to_day: day_number(it.to.unwrap_or(LAST_DAY)),
        until_day: day_number(it.until.unwrap_or(LAST_DAY)),
        document: serde_json::to_string(notice)
            .map_err(|_unwritable| StoreError::Corrupt("institution_publications.document"))?,
    })
}

/// Where a score stands in the ranking: better ones first.
fn rank(score: u32, id: &str) -> String {
    format!("{:05}/{id}", 99_999_u32.saturating_sub(score))
}

fn credit(id: &str, institution: &Institution) -> BTreeSet<CreditRow> {
    curve::stretches(institution)
        .into_iter()
        .map(|stretch| CreditRow {
            institution_id: id.to_owned(),
            from_day: day_number(stretch.from),
            to_day: day_number(stretch.to),
            score: stretch.score.into(),
            grade: stretch.grade.as_str().to_owned(),
            place: rank(stretch.score, id),
        })
        .collect()
}

impl Rows {
    /// As the events tell them.
    fn of(id: &str, institution: &Institution) -> Result<Self, StoreError> {
        let filed = institution.filings.iter().flat_map(|it| &it.contents);
        Ok(Self {
            publications: institution
                .publications()
                .iter()
                .map(|it| publication(id, it))
                .collect::<Result<_, _>>()?,
            credit: credit(id, institution),
            names: filed.map(|(_, content)| folded(&content.name)).collect(),
            complaints: institution.ledger.complaints.keys().cloned().collect(),
        })
    }

    /// As they are stored.
    fn stored(connection: &mut AnyConnection, id: &str) -> Result<Self, StoreError> {
        use institution_complaints as numbers;
        use institution_credit as credit;
        use institution_names as names;
        use institution_publications as publications;
        let publications: Vec<PublicationRow> = publications::table
            .filter(publications::institution_id.eq(id))
            .select(PublicationRow::as_select())
            .load(connection)?;
        let credit: Vec<CreditRow> = credit::table
            .filter(credit::institution_id.eq(id))
            .select(CreditRow::as_select())
            .load(connection)?;
        let names: Vec<String> = names::table
            .filter(names::institution_id.eq(id))
            .select(names::name_key)
            .load(connection)?;
        let complaints: Vec<String> = numbers::table
            .filter(numbers::institution_id.eq(id))
            .select(numbers::number)
            .load(connection)?;
        Ok(Self {
            publications: publications.into_iter().collect(),
            credit: credit.into_iter().collect(),
            names: names.into_iter().collect(),
            complaints: complaints.into_iter().collect(),
        })
    }
}

/// Whether an event can change one of these rows. What fills a ledger day by day does not.
fn matters(event: &InstitutionEvent) -> bool {
    let kind = match event {
        InstitutionEvent::Recorded(recorded) => LedgerEntry::kind(&recorded.entry),
        InstitutionEvent::Struck(struck) => struck.kind,
        InstitutionEvent::Applied(_)
        | InstitutionEvent::ApplicationWithdrawn(_)
        | InstitutionEvent::ApplicationDecided(_)
        | InstitutionEvent::TakenOver(_)
        | InstitutionEvent::DeregistrationReported(_)
        | InstitutionEvent::Deregistered(_) => return true,
    };
    match kind {
        EntryKind::Fee
        | EntryKind::AnnualReport
        | EntryKind::Evaluation
        | EntryKind::Rectification
        | EntryKind::Finding
        | EntryKind::Complaint
        | EntryKind::Interview
        | EntryKind::Warning
        | EntryKind::Suspension
        | EntryKind::Listing
        | EntryKind::Ban
        | EntryKind::Sanction => true,
        EntryKind::Batch
        | EntryKind::Staff
        | EntryKind::Retention
        | EntryKind::Declaration
        | EntryKind::Inspection
        | EntryKind::Justification
        | EntryKind::Invalidation => false,
    }
}

/// Writes the rows that changed with these events.
pub(super) fn keep(
    connection: &mut AnyConnection,
    opened: &Opened<Institution>,
    events: &[InstitutionEvent],
) -> Result<(), StoreError> {
    if !events.iter().any(matters) {
        return Ok(());
    }
    let id = opened.id.as_str();
    let (new, old) = (Rows::of(id, &opened.state)?, Rows::stored(connection, id)?);
    {
        use institution_publications as t;
        for row in old.publications.difference(&new.publications) {
            let key = (&row.institution_id, &row.kind, &row.entry_id);
            diesel::delete(t::table.find(key)).execute(connection)?;
        }
        for row in new.publications.difference(&old.publications) {
            diesel::insert_into(t::table)
                .values(row)
                .execute(connection)?;
        }
    }
    {
        use institution_credit as t;
        for row in old.credit.difference(&new.credit) {
            diesel::delete(t::table.find((id, row.from_day))).execute(connection)?;
        }
        for row in new.credit.difference(&old.credit) {
            diesel::insert_into(t::table)
                .values(row)
                .execute(connection)?;
        }
    }
    {
        use institution_names as t;
        for name in old.names.difference(&new.names) {
            diesel::delete(t::table.find((name, id))).execute(connection)?;
        }
        for name in new.names.difference(&old.names) {
            diesel::insert_into(t::table)
                .values((t::name_key.eq(name), t::institution_id.eq(id)))
                .execute(connection)?;
        }
    }
    {
        use institution_complaints as t;
        for number in old.complaints.difference(&new.complaints) {
            diesel::delete(t::table.find((number, id))).execute(connection)?;
        }
        for number in new.complaints.difference(&old.complaints) {
            diesel::insert_into(t::table)
                .values((t::number.eq(number), t::institution_id.eq(id)))
                .execute(connection)?;
        }
    }
    Ok(())
}
