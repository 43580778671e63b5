//! Text over registration number, accused party and the officer's subject, the latest received first.

use diesel::prelude::*;
use domain::text::folded;

use super::list::{self, ListQuery, Page, Place, Reach, Sort, Summary, Total};
use super::party::{named, pairs};
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::{complaint_terms as terms, complaints};

/// Most parties whose cases one search brings together.
const MOST_PARTIES: usize = 20;

/// Rows asked for at once.
const CHUNK: i64 = 250;

/// Why a text cannot be searched for.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// It has fewer than two characters.
    #[error("the text must have at least two characters")]
    TooShort,
    /// Too many parties have it in their name.
    #[error("more than {MOST_PARTIES} accused parties have this text in their name")]
    TooMany,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A page of the cases in a list whose number, accused party or subject contains a text.
///
/// # Errors
/// See [`SearchError`].
pub fn search(
    connection: &mut AnyConnection,
    wanted: &ListQuery,
    text: &str,
) -> Result<Page, SearchError> {
    let text = folded(text);
    if text.chars().nth(1).is_none() {
        return Err(SearchError::TooShort);
    }
    let wanted = ListQuery {
        sort: Sort::Received,
        ..wanted.clone()
    };
    if matches!(wanted.reach, Reach::Assigned(_)) {
        // A department has few cases: each is looked at.
        return Ok(list::page_where(connection, &wanted, &|row| {
            [&row.number, &row.subject, &row.accused_name]
                .into_iter()
                .flatten()
                .any(|value| folded(value).contains(&text))
        })?);
    }
    let (parties, more) = named(connection, &text, MOST_PARTIES)?;
    if more {
        return Err(SearchError::TooMany);
    }
    if wanted.is_empty() {
        return Ok(Page::EMPTY);
    }
    let mut pages = vec![by_terms(connection, &wanted, &text)?];
    for party in parties {
        let also = wanted.filters.parties.as_ref();
        if also.is_none_or(|also| also.contains(&party)) {
            pages.push(list::page(connection, &wanted.of_party(party))?);
        }
    }
    Ok(list::merged(pages, &wanted))
}

/// How many cases a search finds, counted up to [`list::MOST_COUNTED`].
///
/// # Errors
/// See [`SearchError`].
pub fn total(
    connection: &mut AnyConnection,
    wanted: &ListQuery,
    text: &str,
) -> Result<Total, SearchError> {
    let mut all = ListQuery {
        limit: list::MOST_EXAMINED,
        ..wanted.clone()
    };
    list::count(|after| {
        all.after = after;
        search(connection, &all, text)
    })
}

/// Cases whose number or subject contains the text, found by its rarest pair of characters.
fn by_terms(
    connection: &mut AnyConnection,
    wanted: &ListQuery,
    text: &str,
) -> Result<Page, StoreError> {
    let mut rarest: Option<(usize, String)> = None;
    for term in pairs(text).into_iter().take(8) {
        let found: Vec<i64> = terms::table
            .filter(terms::term.eq(&term))
            .select(terms::seq)
            .limit(CHUNK)
            .load(connection)?;
        if rarest
            .as_ref()
            .is_none_or(|(count, _)| found.len() < *count)
        {
            rarest = Some((found.len(), term));
        }
    }
    let mut items = Vec::new();
    let Some((_, term)) = rarest else {
        return Ok(Page { items, next: None });
    };
    // The subject is the center's own: whoever only handed the case in finds nothing by it.
    let blind = matches!(wanted.reach, Reach::Submitted(_));
    let mut after = wanted.after;
    let mut examined = 0_usize;
    loop {
        let rows = chunk(connection, wanted, &term, after)?;
        let exhausted = i64::try_from(rows.len()).is_ok_and(|count| count < CHUNK);
        for row in rows {
            let place = Sort::Received.place(&row);
            let contains =
                |value: &Option<String>| value.as_ref().is_some_and(|v| folded(v).contains(text));
            let found = contains(&row.number) || (!blind && contains(&row.subject));
            if wanted.admits(&row) && found {
                if items.len() == wanted.limit {
                    return Ok(Page { items, next: after });
                }
                items.push(row);
            }
            after = Some(place);
            examined = examined.saturating_add(1);
        }
        if exhausted {
            return Ok(Page { items, next: None });
        }
        if examined >= list::MOST_EXAMINED {
            return Ok(Page { items, next: after });
        }
    }
}

fn chunk(
    connection: &mut AnyConnection,
    wanted: &ListQuery,
    term: &str,
    after: Option<Place>,
) -> Result<Vec<Summary>, StoreError> {
    let mut query = terms::table
        .inner_join(complaints::table.on(complaints::seq.eq(terms::seq)))
        .filter(terms::term.eq(term))
        .into_boxed();
    if let Some(from) = wanted.filters.from {
        query = query.filter(terms::received_at.ge(from));
    }
    if let Some(to) = wanted.filters.to {
        query = query.filter(terms::received_at.le(to));
    }
    if let Some(Place { key, seq }) = after {
        query = if wanted.descending {
            query
                .filter(terms::received_at.le(key))
                .filter(terms::received_at.lt(key).or(terms::seq.lt(seq)))
        } else {
            query
                .filter(terms::received_at.ge(key))
                .filter(terms::received_at.gt(key).or(terms::seq.gt(seq)))
        };
    }
    query = if wanted.descending {
        query.order((terms::received_at.desc(), terms::seq.desc()))
    } else {
        query.order((terms::received_at.asc(), terms::seq.asc()))
    };
    Ok(query
        .limit(CHUNK)
        .select(Summary::as_select())
        .load(connection)?)
}
