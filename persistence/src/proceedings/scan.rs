//! Every institution of a regime, folded from its events a few at a time: what the nightly watch looks at. One ordered
//! reading of the events of a stretch of institutions instead of a question for each.

use diesel::prelude::*;
use domain::jz::institution::{Institution, InstitutionEvent};

use super::ProceedingRow;
use crate::aggregate::stream;
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::{events, institutions};

/// Some institutions in the order of their ids, and the proceedings of all of them.
#[derive(Debug)]
pub struct Stretch {
    /// Each with its id.
    pub institutions: Vec<(String, Institution)>,
    /// Their proceedings.
    pub proceedings: Vec<ProceedingRow>,
    /// The last id, behind which the next stretch begins; none: this was the last one.
    pub next: Option<String>,
}

/// Up to `limit` institutions of a regime behind an id, and not behind `until`.
///
/// # Errors
/// See [`StoreError`].
pub fn stretch(
    connection: &mut AnyConnection,
    regime: &str,
    after: &str,
    until: Option<&str>,
    limit: i64,
) -> Result<Stretch, StoreError> {
    let mut ids = institutions::table
        .filter(institutions::regime.eq(regime))
        .filter(institutions::id.gt(after))
        .order(institutions::id)
        .limit(limit)
        .select(institutions::id)
        .into_boxed();
    if let Some(until) = until {
        ids = ids.filter(institutions::id.le(until));
    }
    let ids: Vec<String> = ids.load(connection)?;
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else {
        return Ok(Stretch {
            institutions: Vec::new(),
            proceedings: Vec::new(),
            next: None,
        });
    };
    let stored = events::table
        .filter(events::stream.ge(stream::<Institution>(first)))
        .filter(events::stream.le(stream::<Institution>(last)))
        .order((events::stream, events::version))
        .select((events::stream, events::payload));
    let rows: Vec<(String, String)> = stored.load(connection)?;
    let skip = stream::<Institution>("").len();
    let mut folded: Vec<(String, Institution)> = Vec::with_capacity(ids.len());
    // Institutions of other regimes lie in between; their events are passed over.
    let mut wanted = ids.iter().peekable();
    for (name, payload) in &rows {
        let id = name.get(skip..).unwrap_or_default();
        while wanted.peek().is_some_and(|next| next.as_str() < id) {
            wanted.next();
        }
        if wanted.peek().is_none_or(|next| next.as_str() != id) {
            continue;
        }
        let event: InstitutionEvent = serde_json::from_str(payload)
            .map_err(|_unreadable| StoreError::Corrupt("events.payload"))?;
        match folded.last_mut() {
            Some((known, institution)) if known == id => institution.apply(&event),
            Some(_) | None => {
                let begun = Institution::begin(&event).ok_or(StoreError::Corrupt("events.kind"))?;
                folded.push((id.to_owned(), begun));
            }
        }
    }
    let full = i64::try_from(ids.len()).is_ok_and(|found| found == limit);
    Ok(Stretch {
        institutions: folded,
        proceedings: super::of_institutions(connection, &ids)?,
        next: ids.last().filter(|_| full).cloned(),
    })
}

/// The id in the middle of a regime's institutions, so that two can share the work; none: there are too few.
///
/// # Errors
/// See [`StoreError`].
pub fn middle(connection: &mut AnyConnection, regime: &str) -> Result<Option<String>, StoreError> {
    let of_regime = institutions::table.filter(institutions::regime.eq(regime));
    let count: i64 = of_regime.count().get_result(connection)?;
    Ok(institutions::table
        .filter(institutions::regime.eq(regime))
        .order(institutions::id)
        .offset(count.wrapping_div(2))
        .limit(1)
        .select(institutions::id)
        .first(connection)
        .optional()?)
}
