//! The checkpoints against the events, and the anchored copies against the checkpoints.

use super::keys::Keys;
use super::{Checked, Finding, Mismatch};
use crate::checkpoint::anchor::AnchorError;
use crate::checkpoint::{Checkpoint, Digest, PublicKey, after, newest};
use crate::dialect::AnyConnection;
use crate::ledger::Hash;

/// Checkpoints read at once.
const PAGE: i64 = 500;

/// Where a checkpoint begins: what the one before it ends with.
#[derive(Clone, Copy)]
struct Before {
    id: i64,
    position: i64,
    digest: Hash,
}

impl Before {
    const NOTHING: Self = Self {
        id: 0,
        position: 0,
        digest: [0; 32],
    };

    fn new(checkpoint: &Checkpoint) -> Self {
        Self {
            id: checkpoint.id,
            position: checkpoint.upto_position,
            digest: checkpoint.digest,
        }
    }
}

pub(super) fn check(connection: &mut AnyConnection, keys: &Keys<'_>) -> Result<Checked, Mismatch> {
    let (mut before, mut rows) = (Before::NOTHING, 0);
    let key = keys.own().map(PublicKey::of).transpose()?;
    loop {
        let page = after(connection, before.id, PAGE)?;
        if page.is_empty() {
            break;
        }
        for checkpoint in page {
            follows(connection, &before, &checkpoint, key.as_ref())?;
            before = Before::new(&checkpoint);
            rows += 1;
        }
    }
    if rows > 0 {
        keys.needed()?;
    }
    Ok(Checked { rows })
}

fn follows(
    connection: &mut AnyConnection,
    before: &Before,
    checkpoint: &Checkpoint,
    key: Option<&PublicKey>,
) -> Result<(), Mismatch> {
    let at = |what: String| Mismatch::Found(Finding::new(what).at_checkpoint(checkpoint.id));
    let expected = before.id.saturating_add(1);
    if checkpoint.id != expected {
        let missing = format!("checkpoint {expected}, before it, is missing");
        return Err(at(missing));
    }
    if key.is_some_and(|key| !checkpoint.is_signed_by(key)) {
        return Err(at(
            "it was changed, or signed with the key of another installation".to_owned(),
        ));
    }
    if checkpoint.previous != before.digest || checkpoint.upto_position <= before.position {
        return Err(at("it does not follow the checkpoint before it".to_owned()));
    }
    let found = covered(connection, before, checkpoint.upto_position)?;
    let (from, upto) = (before.position, checkpoint.upto_position);
    let range = format!("at positions {} to {upto}", from.saturating_add(1));
    if found.events != checkpoint.events {
        let gaps = found.gaps.map_or_else(String::new, |gap| {
            format!(" (there is none at position {gap})")
        });
        return Err(at(format!(
            "it covers {} events {range}, but {} are there{gaps}: events were {}",
            checkpoint.events,
            found.events,
            if found.events < checkpoint.events {
                "removed"
            } else {
                "added"
            },
        )));
    }
    if found.digest != checkpoint.digest {
        return Err(at(format!(
            "the {} events {range} are not those it covers: one was replaced or moved",
            checkpoint.events
        )));
    }
    Ok(())
}

/// The events that a checkpoint covers, as they are now.
struct Covered {
    events: i64,
    digest: Hash,
    /// The first position without an event. On SQLite that is a removed one; on PostgreSQL it may never have been used.
    gaps: Option<i64>,
}

fn covered(
    connection: &mut AnyConnection,
    before: &Before,
    upto: i64,
) -> Result<Covered, Mismatch> {
    let mut digest = Digest::new(&before.digest);
    let (mut next, mut gaps) = (before.position.saturating_add(1), None);
    digest.take_in(connection, before.position, upto, |position| {
        if position != next && gaps.is_none() {
            gaps = Some(next);
        }
        next = position.saturating_add(1);
    })?;
    if next <= upto && gaps.is_none() {
        gaps = Some(next);
    }
    let (events, digest) = digest.finish();
    Ok(Covered {
        events,
        digest,
        gaps,
    })
}

/// Every anchored checkpoint is in the database and equal.
pub(super) fn anchor<I>(
    connection: &mut AnyConnection,
    keys: &Keys<'_>,
    anchored: Option<Result<I, AnchorError>>,
) -> Result<Checked, Mismatch>
where
    I: Iterator<Item = Result<Checkpoint, AnchorError>>,
{
    let last = newest(connection)?;
    let Some(anchored) = anchored else {
        return match last {
            None => Ok(Checked { rows: 0 }),
            Some(_) => Err(Mismatch::Unchecked(
                "there are checkpoints, but no anchor file to compare them with".to_owned(),
            )),
        };
    };
    let last = last.as_ref().map_or(Before::NOTHING, Before::new);
    let mut stored = Vec::new().into_iter();
    let (mut rows, mut found) = (0, None::<Checkpoint>);
    for anchored in anchored? {
        let anchored = anchored?;
        keys.refuse_copies_of(&anchored.key_id)?;
        // Both ascend and are walked side by side; only copies that were put together from several begin again.
        if found.as_ref().is_some_and(|found| found.id > anchored.id) {
            (found, stored) = (None, Vec::new().into_iter());
        }
        while found.as_ref().is_none_or(|found| found.id < anchored.id) {
            found = match stored.next() {
                Some(checkpoint) => Some(checkpoint),
                None => {
                    let known = found.map_or(anchored.id.saturating_sub(1), |found| found.id);
                    stored = after(connection, known, PAGE)?.into_iter();
                    match stored.next() {
                        Some(checkpoint) => Some(checkpoint),
                        None => return Err(lost(connection, &anchored, &last)?.into()),
                    }
                }
            };
        }
        if found.as_ref() != Some(&anchored) {
            return Err(differs(&anchored, found.as_ref()).into());
        }
        rows += 1;
    }
    Ok(Checked { rows })
}

/// The database ends before an anchored checkpoint.
fn lost(
    connection: &mut AnyConnection,
    anchored: &Checkpoint,
    last: &Before,
) -> Result<Finding, Mismatch> {
    let when = anchored.created_at.format("%Y-%m-%d %H:%M:%S UTC");
    let covered = covered(connection, last, anchored.upto_position)?;
    let newest = match last.id {
        0 => "the database has no checkpoint".to_owned(),
        id => format!("the newest in the database is {id}"),
    };
    let how = if covered.digest == anchored.digest {
        "the events it covers are all there: only checkpoints were removed"
    } else {
        "the newest events are not there: they were removed, or an older backup was restored"
    };
    Ok(
        Finding::new(format!("it was anchored on {when}, but {newest}; {how}"))
            .at_checkpoint(anchored.id),
    )
}

fn differs(anchored: &Checkpoint, found: Option<&Checkpoint>) -> Finding {
    let what = match found {
        Some(found) if found.id == anchored.id => {
            "it is not the one that was anchored: it was changed, or the database was replaced by an older backup and \
             continued"
        }
        _ => "it was anchored, but is missing in the database",
    };
    Finding::new(what).at_checkpoint(anchored.id)
}
