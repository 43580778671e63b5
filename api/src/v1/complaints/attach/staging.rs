//! A file on its way into the database: sealed piece by piece and staged in small transactions, given up unless it is
//! kept in the end.

use std::sync::Arc;

use chrono::Utc;
use persistence::attachments::{self, CHUNK, Chunk, Sealed, Sealer};
use persistence::keys::CaseKey;
use persistence::{Connection, Store, StoreError};
use tokio::runtime::Handle;

use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;

/// Pieces that are written together; more are never held.
const TOGETHER: usize = 4;

/// A file that is coming in. Dropped before it is kept, it is given up, and what was staged of it removed.
pub struct Staging {
    /// Its id.
    pub id: String,
    stream: String,
    key: Arc<CaseKey>,
    store: Store,
    sealer: Sealer,
    ready: Vec<Chunk>,
    begun: bool,
    kept: bool,
}

/// A file that is sealed to its end, its last pieces not written yet.
pub struct Rest {
    /// Its id.
    pub id: String,
    /// What is known of it.
    pub sealed: Sealed,
    stream: String,
    begun: bool,
    last: Vec<Chunk>,
}

impl Staging {
    /// For a new file of a case.
    #[must_use]
    pub fn new(state: &AppState, id: String, stream: String, key: Arc<CaseKey>) -> Self {
        Self {
            sealer: Sealer::new(&id),
            id,
            stream,
            key,
            store: state.store.clone(),
            ready: Vec::with_capacity(TOGETHER),
            begun: false,
            kept: false,
        }
    }

    /// Seals the next bytes, and stages what is full; whether anything was written, and so waited for.
    ///
    /// # Errors
    /// `unavailable` where the database does not take them in, or the file was given up meanwhile.
    pub async fn take(&mut self, bytes: &[u8]) -> Result<bool, Problem> {
        let mut waited = false;
        // However much arrives at once, no more than a few pieces wait.
        for some in bytes.chunks(CHUNK) {
            self.sealer.take(&self.key, some, &mut self.ready)?;
            if self.ready.len() >= TOGETHER {
                self.write().await?;
                waited = true;
            }
        }
        Ok(waited)
    }

    async fn write(&mut self) -> Result<(), Problem> {
        let chunks = std::mem::replace(&mut self.ready, Vec::with_capacity(TOGETHER));
        let (id, stream, begun) = (self.id.clone(), self.stream.clone(), self.begun);
        // From here on there may be something to remove, even if the answer is lost.
        self.begun = true;
        self.store
            .submit(move |connection: &mut Connection| {
                stage(connection, &id, &stream, begun, &chunks)
            })
            .await
    }

    /// Seals the end. The rest is staged by [`Rest::stage`], in the transaction that keeps the file.
    ///
    /// # Errors
    /// `internal` where encryption fails.
    pub fn finish(&mut self) -> Result<Rest, Problem> {
        let sealer = std::mem::replace(&mut self.sealer, Sealer::new(&self.id));
        let (last, sealed) = sealer.finish(&self.key)?;
        let mut rest = std::mem::take(&mut self.ready);
        rest.push(last);
        let begun = self.begun;
        self.begun = true;
        Ok(Rest {
            id: self.id.clone(),
            sealed,
            stream: self.stream.clone(),
            begun,
            last: rest,
        })
    }

    /// The transaction that keeps the file is committed.
    pub fn kept(mut self) {
        self.kept = true;
    }
}

impl Rest {
    /// Stages the last pieces.
    ///
    /// # Errors
    /// `unavailable` where the file was given up meanwhile.
    pub fn stage(&self, connection: &mut Connection) -> Result<(), Problem> {
        stage(connection, &self.id, &self.stream, self.begun, &self.last)
    }

    /// Keeps the file, in the transaction of its event.
    ///
    /// # Errors
    /// `internal` where it was not staged whole.
    pub fn keep(&self, connection: &mut Connection, media_type: &str) -> Result<(), Problem> {
        if attachments::keep(connection, &self.id, &self.stream, media_type, &self.sealed)? {
            Ok(())
        } else {
            Err(Problem::internal("a file was not staged whole"))
        }
    }
}

/// Instants of staging are real ones: a sandbox's clock may be moved meanwhile.
fn stage(
    connection: &mut Connection,
    id: &str,
    stream: &str,
    begun: bool,
    chunks: &[Chunk],
) -> Result<(), Problem> {
    let now = Utc::now();
    if !begun {
        attachments::begin(connection, id, stream, now)?;
    }
    if attachments::stage(connection, id, chunks, now)? {
        Ok(())
    } else {
        Err(Problem::new(ProblemCode::Unavailable).with_retry_after(1))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if self.kept || !self.begun {
            return;
        }
        let (store, id) = (self.store.clone(), self.id.clone());
        // Where the server stops, the next one sweeps.
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(async move {
                if let Err(error) = give_up(&store, id).await {
                    log::warn!("what was staged of a file is left to be swept: {error}");
                }
            });
        }
    }
}

/// Removes what was staged, a little in each transaction.
async fn give_up(store: &Store, id: String) -> Result<(), StoreError> {
    loop {
        let id = id.clone();
        let removed = store.submit(move |connection: &mut Connection| {
            attachments::abandon(connection, &id)?;
            attachments::remove_some(connection, &id)
        });
        if !removed.await? {
            return Ok(());
        }
    }
}
