//! Lists of institutions: by id, on an index; a search by name along the rarest pair of its characters.

use diesel::prelude::*;
use domain::text::folded;

use super::InstitutionRow;
use crate::complaints::party::pairs;
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::{
    institution_occupations as occupations, institution_terms as terms, institutions,
};

/// Rows looked at in one step of a search by name.
const CHUNK: i64 = 250;

/// Pairs of a name that are compared for the rarest.
const MOST_PAIRS: usize = 8;

/// Whose institutions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Those of an authority, of the authorities below it, and an organisation's own.
    Own {
        /// The authority.
        authority: String,
        /// The organisation.
        organisation: String,
    },
    /// All of a regime.
    Regime(String),
    /// Everybody's that were ever filed.
    Filed,
}

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Part of the name, at least two characters.
    pub name: Option<String>,
    /// Unified social credit code.
    pub uscc: Option<String>,
    /// First and last division code of those asked for.
    pub divisions: Option<(String, String)>,
    /// Occupation last filed.
    pub occupation: Option<String>,
    /// A level of it, or of any.
    pub level: Option<i64>,
    /// The authority.
    pub authority: Option<String>,
    /// Changed at or after this instant, in microseconds.
    pub updated_since: Option<i64>,
    /// Whether an application waits.
    pub pending: Option<bool>,
}

type Boxed<'a> = institutions::BoxedQuery<'a, <AnyConnection as diesel::Connection>::Backend>;

/// Up to `limit` institutions behind `after`, ascending by id.
///
/// # Errors
/// See [`StoreError`].
pub fn list(
    connection: &mut AnyConnection,
    whose: &Whose,
    filter: &Filter,
    after: &str,
    limit: i64,
) -> Result<Vec<InstitutionRow>, StoreError> {
    if let Some(name) = &filter.name {
        return by_name(connection, whose, filter, &folded(name), after, limit);
    }
    let mut found = Vec::new();
    match whose {
        Whose::Own {
            authority,
            organisation,
        } => {
            // One ordered walk along each index, brought together: an OR over three columns would follow none.
            for arm in [
                narrowed(filter).filter(institutions::authority.eq(authority.clone())),
                narrowed(filter).filter(institutions::above.eq(authority.clone())),
                narrowed(filter).filter(institutions::organisation.eq(organisation.clone())),
            ] {
                found.extend(page(connection, arm, after, limit)?);
            }
            found.sort_unstable_by(|a, b| a.id.cmp(&b.id));
            found.dedup_by(|a, b| a.id == b.id);
        }
        Whose::Regime(regime) => {
            let arm = narrowed(filter).filter(institutions::regime.eq(regime.clone()));
            found = page(connection, arm, after, limit)?;
        }
        Whose::Filed => {
            let arm = narrowed(filter).filter(institutions::filed.eq(true));
            found = page(connection, arm, after, limit)?;
        }
    }
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

fn page(
    connection: &mut AnyConnection,
    query: Boxed<'_>,
    after: &str,
    limit: i64,
) -> Result<Vec<InstitutionRow>, StoreError> {
    Ok(query
        .filter(institutions::id.gt(after.to_owned()))
        .order(institutions::id)
        .limit(limit)
        .select(InstitutionRow::as_select())
        .load(connection)?)
}

/// All filters but the name and whose.
fn narrowed(filter: &Filter) -> Boxed<'static> {
    use institutions as i;
    let filter = filter.clone();
    let mut query = i::table.into_boxed();
    if let Some(uscc) = filter.uscc {
        query = query.filter(i::uscc.eq(uscc));
    }
    if let Some((first, last)) = filter.divisions {
        query = query.filter(i::division.between(first, last));
    }
    if let Some(authority) = filter.authority {
        query = query.filter(i::authority.eq(authority));
    }
    if let Some(since) = filter.updated_since {
        query = query.filter(i::changed_at.ge(since));
    }
    if let Some(pending) = filter.pending {
        query = query.filter(i::pending.eq(pending));
    }
    let scope = || occupations::table.select(occupations::institution_id);
    query = match (filter.occupation, filter.level) {
        (Some(occupation), Some(level)) => query.filter(
            i::id.eq_any(
                scope()
                    .filter(occupations::occupation.eq(occupation))
                    .filter(occupations::level.eq(level)),
            ),
        ),
        (Some(occupation), None) => {
            query.filter(i::id.eq_any(scope().filter(occupations::occupation.eq(occupation))))
        }
        (None, Some(level)) => {
            query.filter(i::id.eq_any(scope().filter(occupations::level.eq(level))))
        }
        (None, None) => query,
    };
    query
}

/// Those whose name contains a text, found along its rarest pair of characters, which lie in the order of ids.
fn by_name(
    connection: &mut AnyConnection,
    whose: &Whose,
    filter: &Filter,
    text: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<InstitutionRow>, StoreError> {
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let Some(term) = rarest(connection, text)? else {
        return Ok(Vec::new());
    };
    let mut after = after.to_owned();
    let mut found = Vec::new();
    loop {
        let ids: Vec<String> = terms::table
            .filter(terms::term.eq(&term))
            .filter(terms::institution_id.gt(&after))
            .order(terms::institution_id)
            .limit(CHUNK)
            .select(terms::institution_id)
            .load(connection)?;
        let Some(last) = ids.last() else {
            return Ok(found);
        };
        after.clone_from(last);
        let exhausted = i64::try_from(ids.len()).is_ok_and(|count| count < CHUNK);
        let mut rows: Vec<InstitutionRow> = narrowed(filter)
            .filter(institutions::id.eq_any(ids))
            .select(InstitutionRow::as_select())
            .load(connection)?;
        rows.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        rows.retain(|row| admits(whose, row) && folded(&row.name).contains(text));
        found.extend(rows);
        if found.len() >= most {
            found.truncate(most);
            return Ok(found);
        }
        if exhausted {
            return Ok(found);
        }
    }
}

fn rarest(connection: &mut AnyConnection, text: &str) -> Result<Option<String>, StoreError> {
    let mut rarest: Option<(usize, String)> = None;
    for term in pairs(text).into_iter().take(MOST_PAIRS) {
        let found: Vec<String> = terms::table
            .filter(terms::term.eq(&term))
            .select(terms::institution_id)
            .limit(CHUNK)
            .load(connection)?;
        if rarest
            .as_ref()
            .is_none_or(|(count, _)| found.len() < *count)
        {
            rarest = Some((found.len(), term));
        }
    }
    Ok(rarest.map(|(_, term)| term))
}

fn admits(whose: &Whose, row: &InstitutionRow) -> bool {
    match whose {
        Whose::Own {
            authority,
            organisation,
        } => {
            row.authority.as_ref() == Some(authority)
                || row.above.as_ref() == Some(authority)
                || row.organisation.as_ref() == Some(organisation)
        }
        Whose::Regime(regime) => row.regime == *regime,
        Whose::Filed => row.filed,
    }
}
