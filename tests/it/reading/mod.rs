//! Reading cases end to end: timeline, clock, evaluations, notices, disclosures, lists, over HTTP, on both databases.

mod again;
mod clock;
mod disclosures;
mod evaluations;
mod lists;
mod local_rules;
mod notices;
mod queue;
mod sandbox;
mod timeline;

use serde_json::Value;
use tests::actor::Actor;
use tests::client::Answer;

use crate::complaints::desk::Desk;

/// The instant at which the tests begin: a Monday.
const MONDAY: &str = "2026-03-02T09:30:00+08:00";

impl Desk {
    /// Reads something of a case.
    pub fn part(&self, who: &Actor, id: &str, part: &str) -> Answer {
        self.server
            .get_as(&who.token, &format!("/api/v1/complaints/{id}/{part}"))
    }

    /// Reads something of all cases.
    fn all(&self, who: &Actor, query: &str) -> Answer {
        let encoded = query
            .bytes()
            .map(|byte| match byte.is_ascii() {
                true => char::from(byte).to_string(),
                false => format!("%{byte:02X}"),
            })
            .collect::<String>();
        self.server
            .get_as(&who.token, &format!("/api/v1/complaints{encoded}"))
    }

    /// The ids of a list, page after page of so many.
    fn paged(&self, who: &Actor, query: &str, limit: usize) -> Vec<String> {
        let mut ids = Vec::new();
        let mut cursor = String::new();
        loop {
            let joint = if query.contains('?') { '&' } else { '?' };
            let page = self.all(who, &format!("{query}{joint}limit={limit}{cursor}"));
            let link = page.header("link").to_owned();
            let page = page.good();
            ids.extend(ids_of(&page));
            match page["next"].as_str() {
                None => {
                    assert_eq!(link, "");
                    return ids;
                }
                Some(next) => {
                    assert!(
                        link.contains(next) && link.ends_with("rel=\"next\""),
                        "{link}"
                    );
                    cursor = format!("&cursor={next}");
                }
            }
        }
    }
}

/// The ids of a page.
fn ids_of(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().expect("items");
    items
        .iter()
        .map(|item| {
            let id = item.get("case").unwrap_or(item)["id"].as_str();
            id.expect("an id").to_owned()
        })
        .collect()
}
