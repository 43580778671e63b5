//! The rows of institutions.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::jz::institution::{Application, Content, Institution};
use domain::text::folded;

use crate::aggregate::Opened;
use crate::complaints::party::pairs;
use crate::dialect::{self, AnyConnection};
use crate::ledger::AppendError;
use crate::schema::{institution_occupations, institution_terms, institutions};

/// The row of an institution: what look-ups and lists need. Whatever depends on the day is not here.
#[derive(Debug, Clone, PartialEq, Eq, Insertable, AsChangeset, Queryable, Selectable)]
#[diesel(table_name = institutions, treat_none_as_null = true)]
pub struct InstitutionRow {
    /// Its id.
    pub id: String,
    /// Unified social credit code.
    pub uscc: String,
    /// Name, as filed last, else as it applied.
    pub name: String,
    /// Kind.
    pub kind: String,
    /// Division of its seat.
    pub division: String,
    /// The authority that supervises it.
    pub authority: Option<String>,
    /// The authority above that one.
    pub above: Option<String>,
    /// The regulation under which that authority works.
    pub regime: String,
    /// Its own organisation.
    pub organisation: Option<String>,
    /// Whether a filing was ever granted.
    pub filed: bool,
    /// Whether an application waits.
    pub pending: bool,
    /// When it came on record, in microseconds.
    pub created_at: i64,
    /// When it last changed, in microseconds.
    pub changed_at: i64,
    /// Version of its stream.
    pub version: i64,
}

/// As filed last, else as it last applied.
fn content(institution: &Institution) -> Option<&Content> {
    institution.described(NaiveDate::MAX)
}

/// The row as the events tell it; none: they describe nothing.
pub(super) fn row(opened: &Opened<Institution>) -> Option<InstitutionRow> {
    let institution = &opened.state;
    let content = content(institution)?;
    Some(InstitutionRow {
        id: opened.id.clone(),
        uscc: institution.uscc.clone(),
        name: content.name.clone(),
        kind: content.kind.as_str().to_owned(),
        division: content.division.clone(),
        authority: institution.authority.clone(),
        above: institution.above.clone(),
        regime: institution.regime.as_str().to_owned(),
        organisation: institution.organisation.clone(),
        filed: !institution.filings.is_empty(),
        pending: institution.applications.iter().any(Application::is_pending),
        created_at: opened.created_at.timestamp_micros(),
        changed_at: opened.changed_at.timestamp_micros(),
        version: opened.head.version,
    })
}

/// Occupations and levels as filed last; of an application alone none.
pub(super) fn occupations(institution: &Institution) -> BTreeSet<(String, i64)> {
    let filing = institution.filings.last();
    let content = filing.and_then(|filing| filing.content(NaiveDate::MAX));
    let mut pairs = BTreeSet::new();
    for occupation in content.into_iter().flat_map(|content| &content.occupations) {
        for level in &occupation.levels {
            pairs.insert((occupation.code.clone(), i64::from(*level)));
        }
    }
    pairs
}

/// The pairs of characters by which its name is searched for.
pub(super) fn terms(institution: &Institution) -> Vec<String> {
    content(institution).map_or_else(Vec::new, |content| pairs(&folded(&content.name)))
}

/// What of an institution has rows of its own, as it was before.
#[derive(Debug, Default)]
pub(super) struct Before {
    occupations: BTreeSet<(String, i64)>,
    terms: Vec<String>,
}

impl Before {
    /// Of an institution.
    pub(super) fn of(institution: &Institution) -> Self {
        Self {
            occupations: occupations(institution),
            terms: terms(institution),
        }
    }
}

/// Writes the rows.
pub(super) fn keep(
    connection: &mut AnyConnection,
    opened: &Opened<Institution>,
    is_new: bool,
    before: &Before,
) -> Result<(), AppendError> {
    let row = row(opened).ok_or(crate::StoreError::Corrupt("institution"))?;
    if is_new {
        // A second institution with the same credit code conflicts, as a second first event would.
        diesel::insert_into(institutions::table)
            .values(&row)
            .execute(connection)?;
    } else {
        dialect::on_backend!(connection, |connection| diesel::update(
            institutions::table.find(&row.id)
        )
        .set(&row)
        .execute(connection))?;
    }
    let after = Before::of(&opened.state);
    if before.occupations != after.occupations {
        keep_occupations(connection, &row.id, &after.occupations)?;
    }
    if before.terms != after.terms {
        keep_terms(connection, &row.id, &after.terms)?;
    }
    Ok(())
}

fn keep_occupations(
    connection: &mut AnyConnection,
    id: &str,
    occupations: &BTreeSet<(String, i64)>,
) -> Result<(), AppendError> {
    use institution_occupations as o;
    diesel::delete(o::table.filter(o::institution_id.eq(id))).execute(connection)?;
    for (occupation, level) in occupations {
        diesel::insert_into(o::table)
            .values((
                o::institution_id.eq(id),
                o::occupation.eq(occupation),
                o::level.eq(level),
            ))
            .execute(connection)?;
    }
    Ok(())
}

fn keep_terms(
    connection: &mut AnyConnection,
    id: &str,
    terms: &[String],
) -> Result<(), AppendError> {
    use institution_terms as t;
    diesel::delete(t::table.filter(t::institution_id.eq(id))).execute(connection)?;
    for term in terms {
        diesel::insert_into(t::table)
            .values((t::term.eq(term), t::institution_id.eq(id)))
            .execute(connection)?;
    }
    Ok(())
}
