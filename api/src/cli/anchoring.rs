//! Checkpoints while the server runs: made every minute in which something was recorded, and copied into the anchor
//! file beside the key file.

use std::path::{Path, PathBuf};
use std::time::Duration;

use actix_web::{rt, web};
use chrono::Utc;
use persistence::Store;
use persistence::checkpoint;
use persistence::checkpoint::anchor::{self, AnchorError};
use persistence::keys::KeyRing;

use super::parse;
use crate::installation::anchor_file_of;
use crate::settings::DatabaseText;

/// How often a checkpoint is made: what was recorded since the last one is all that could vanish unnoticed.
const INTERVAL: Duration = Duration::from_secs(60);

/// What is needed to make and anchor checkpoints.
#[derive(Clone)]
pub(super) struct Anchoring {
    store: Store,
    keys: KeyRing,
    /// None for a database in memory.
    file: Option<PathBuf>,
}

impl Anchoring {
    pub(super) fn new(
        store: Store,
        keys: KeyRing,
        database: &DatabaseText,
        key_file: Option<&Path>,
    ) -> Result<Self, String> {
        Ok(Self {
            store,
            keys,
            file: anchor_file_of(&parse(database)?, key_file),
        })
    }

    /// Makes checkpoints as long as the server runs; the first at once, so that a truncated database shows at the start.
    pub(super) async fn follow(self) {
        let mut interval = rt::time::interval(INTERVAL);
        interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            interval.tick().await;
            let this = self.clone();
            // It logs what goes wrong; the next minute tries again.
            let _ = web::block(move || this.make()).await;
        }
    }

    /// Makes a checkpoint, if something was recorded since the last one, and brings the anchor file up to date.
    ///
    /// None is made in the place of one that is lost: the gap between record and anchor file would only be harder to
    /// explain.
    pub(super) fn make(&self) {
        if !self.anchor() {
            return;
        }
        match checkpoint::make(&self.store, &self.keys, Utc::now()) {
            Ok(None) => {}
            Ok(Some(made)) => {
                log::debug!(id = made.id, events = made.events; "checkpoint made");
                self.anchor();
            }
            Err(error) => log::warn!("no checkpoint was made: {error}"),
        }
    }

    /// Copies new checkpoints into the anchor file; not, if that and the database contradict each other.
    fn anchor(&self) -> bool {
        let Some(file) = &self.file else {
            return true;
        };
        match anchor::follow(&self.store, &self.keys, file) {
            Ok(_count) => true,
            Err(error @ (AnchorError::Lost { .. } | AnchorError::Signature { .. })) => {
                log::error!("{error}; no further checkpoints are made: run `jiandu verify`");
                false
            }
            Err(error) => {
                log::warn!("checkpoints are not copied: {error}");
                true
            }
        }
    }
}
