//! Several sources of one list as one page.

use super::{ListQuery, Page, Place, Summary};

/// The pages of several sources as one, up to where all of them have been looked at.
pub(in crate::complaints) fn merged(pages: Vec<Page>, wanted: &ListQuery) -> Page {
    // A source that was not looked at to its end speaks only for what comes before its cursor.
    let mut horizon: Option<Place> = None;
    let mut rows: Vec<Summary> = Vec::new();
    for page in pages {
        if let Some(next) = page.next
            && horizon.is_none_or(|known| wanted.leads(next, known))
        {
            horizon = Some(next);
        }
        rows.extend(page.items);
    }
    let place = |row: &Summary| wanted.sort.place(row);
    rows.sort_by_key(|row| (place(row).key, row.seq));
    rows.dedup_by_key(|row| row.seq);
    if wanted.descending {
        rows.reverse();
    }
    if let Some(horizon) = horizon {
        rows.retain(|row| place(row) == horizon || wanted.leads(place(row), horizon));
    }
    if rows.len() > wanted.limit {
        rows.truncate(wanted.limit);
        horizon = rows.last().map(place);
    }
    Page {
        items: rows,
        next: horizon,
    }
}
