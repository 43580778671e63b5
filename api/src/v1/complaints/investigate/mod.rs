//! Between acceptance and conclusion: assignment, guidance, reports, supervision (Art. 5, 6, 11, 12, 14).

pub mod answer;
pub mod answer_order;
pub mod assign;
pub mod consolidate;
pub mod promise;
pub mod report;
pub mod share;
pub mod supervise;

use actix_web::HttpResponse;
use domain::access::Principal;
use domain::gd::case::record::SealedRef;
use domain::gd::case::{Command, CommandName};

use super::command::{self, Given};
use super::seal::seal_text;
use crate::decode::{Context, Object, Prose, Slot, object};
use crate::problem::Problem;

/// Carries out a command that brings one text, which is sealed under the key of the case within its transaction.
///
/// # Errors
/// As [`command::run_sealing`].
async fn with_text(
    given: Given,
    name: CommandName,
    body: &[u8],
    text: String,
    make: impl FnOnce(SealedRef, &Principal) -> Command + Send + 'static,
) -> Result<HttpResponse, Problem> {
    let keys = given.state.keys.clone();
    command::run_sealing(given, name, body, move |connection, making| {
        let (text, confidential) = seal_text(connection, &keys, &making.case.id, &text)?;
        Ok((make(text, making.principal), confidential))
    })
    .await
}

object! {
    /// The one member of a command that brings nothing but a text.
    pub struct TextSlots<'de> {
        text: scalar Prose,
    }
}

impl<'de> Object<'de> for TextSlots<'de> {
    type Target = String;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let Prose(text) = self.text.required(context, "text")?;
        Some(text)
    }
}

/// A list with at least one and at most so many entries.
fn some<T>(
    slot: Slot<Vec<T>>,
    context: &mut Context,
    name: &'static str,
    most: usize,
) -> Option<Vec<T>> {
    let entries = slot.required(context, name)?;
    if entries.is_empty() {
        context.fault_at(name, "至少一项", "must have at least one entry");
        return None;
    }
    at_most(entries, context, name, most)
}

/// A list with at most so many entries.
fn at_most<T>(
    entries: Vec<T>,
    context: &mut Context,
    name: &'static str,
    most: usize,
) -> Option<Vec<T>> {
    if entries.len() > most {
        context.fault_at(
            name,
            format!("至多 {most} 项"),
            format!("must have at most {most} entries"),
        );
        return None;
    }
    Some(entries)
}

/// Most materials named in one request.
const MOST_MATERIALS: usize = 200;
