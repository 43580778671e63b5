//! Cases as they were read before, so that reading one again need not put it together anew.
//!
//! Nothing is answered from here alone: at each request the row is looked at, whether it still is the same and whether the
//! caller, as they are now, reaches it. What is kept only saves the work of writing it once more.

use std::sync::{Arc, Weak};

use actix_web::web::Bytes;
use chrono::NaiveDate;
use domain::access::Principal;
use persistence::complaints::row::CaseStamp;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use serde_json::value::RawValue;

use super::CaseBody;
use crate::http::Lang;
use crate::problem::Problem;
use crate::v1::evaluation::engine::Basis;

/// Most memory that kept cases take, in bytes.
const MOST_BYTES: u64 = 32 << 20;

/// What an entry takes besides its text: the key, the stamp, its place.
const BESIDES: usize = 640;

/// Entries that are reckoned with.
const EXPECTED: usize = 16_384;

/// Which answer: the case, to whom and in which language it is told.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Asked {
    /// The id of the case.
    pub id: String,
    /// Who reads it; somebody whose role or organisation has changed is somebody else.
    pub principal: Arc<Principal>,
    /// The language.
    pub lang: Lang,
}

/// A case as somebody is told of it.
#[derive(Debug)]
pub struct View {
    stamp: CaseStamp,
    basis: Weak<Basis>,
    day: NaiveDate,
    /// What the version alone does not tell: it changes as days pass.
    turns_with_the_day: bool,
    /// The JSON up to the commands, which come last and are shared by many cases.
    head: Box<str>,
    commands: Option<Arc<RawValue>>,
}

impl View {
    /// Writes a case, as it follows from its row, the basis and the day.
    ///
    /// # Errors
    /// `internal` where it cannot be written.
    pub fn new(
        stamp: CaseStamp,
        basis: &Arc<Basis>,
        day: NaiveDate,
        turns_with_the_day: bool,
        body: &CaseBody,
    ) -> Result<Self, Problem> {
        let mut head = serde_json::to_string(body).map_err(Problem::internal)?;
        let commands = body.allowed_commands.written().cloned();
        let tail = commands
            .as_ref()
            .map_or(0, |written| written.get().len().saturating_add(1));
        head.truncate(head.len().saturating_sub(tail));
        Ok(Self {
            stamp,
            basis: Arc::downgrade(basis),
            day,
            turns_with_the_day,
            head: head.into_boxed_str(),
            commands,
        })
    }

    /// Whether it still says what would be said with this basis on this day, if the row is the same.
    #[must_use]
    pub fn holds(&self, basis: &Arc<Basis>, day: NaiveDate) -> bool {
        self.day == day && std::ptr::eq(self.basis.as_ptr(), Arc::as_ptr(basis))
    }

    /// The row that it was written from.
    #[must_use]
    pub const fn stamp(&self) -> &CaseStamp {
        &self.stamp
    }

    /// Whether it changes as days pass although the version does not.
    #[must_use]
    pub const fn turns_with_the_day(&self) -> bool {
        self.turns_with_the_day
    }

    /// The JSON.
    #[must_use]
    pub fn json(&self) -> Bytes {
        let Some(commands) = &self.commands else {
            return Bytes::copy_from_slice(self.head.as_bytes());
        };
        let commands = commands.get().as_bytes();
        let length = self.head.len().saturating_add(commands.len());
        let mut json = Vec::with_capacity(length.saturating_add(1));
        json.extend_from_slice(self.head.as_bytes());
        json.extend_from_slice(commands);
        json.push(b'}');
        json.into()
    }
}

#[derive(Debug, Clone)]
struct Bytewise;

impl Weighter<Asked, Arc<View>> for Bytewise {
    fn weight(&self, _: &Asked, view: &Arc<View>) -> u64 {
        u64::try_from(view.head.len().saturating_add(BESIDES)).unwrap_or(MOST_BYTES)
    }
}

/// The cases that were read last, up to a limit of memory.
#[derive(Debug)]
pub struct KeptViews(Cache<Asked, Arc<View>, Bytewise>);

impl Default for KeptViews {
    fn default() -> Self {
        Self(Cache::with_weighter(EXPECTED, MOST_BYTES, Bytewise))
    }
}

impl KeptViews {
    /// What was told before.
    #[must_use]
    pub fn get(&self, asked: &Asked) -> Option<Arc<View>> {
        self.0.get(asked)
    }

    /// Keeps what is told now.
    pub fn keep(&self, asked: Asked, view: Arc<View>) {
        self.0.insert(asked, view);
    }

    /// Forgets what is no longer so.
    pub fn forget(&self, asked: &Asked) {
        self.0.remove(asked);
    }

    /// Forgets all of it: what is destroyed must not stay anywhere.
    pub fn clear(&self) {
        self.0.clear();
    }
}
