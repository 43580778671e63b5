//! What the engine's answer rests on, in the ledger's own words, and what the watch makes of it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::decision::tier_of;
use super::state::Status;
use crate::ground::{Computed, Ground, Name, Pointer, Status as Met};
use crate::jz::facts::{Breach, SanctionFacts};
use crate::jz::institution::EntryKind;
use crate::jz::sanctions::{Sanctions, Tier};

/// An entry of the ledger that supports a ground; idleness has none and is told by the day since which it lasts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Its kind; none: idleness (Art. 21(2), 22(5)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<EntryKind>,
    /// Its id; of idleness, the day since which it lasts.
    pub id: String,
    /// The day on which it occurred, or fell due.
    pub on: NaiveDate,
}

/// A ground that is met, or that one of two readings meets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MetGround {
    /// The provision.
    pub ground: Breach,
    /// Only the purposive reading of Art. 22(6) meets it.
    #[serde(default)]
    pub contested: bool,
    /// What supports it.
    pub evidence: Vec<Evidence>,
}

/// A ground and an entry that supports it, as one key: what was dropped is not raised again on the same keys.
#[must_use]
pub fn supports(grounds: &[MetGround]) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for met in grounds {
        let provision = met.ground.provision().map_or("", |provision| provision.id);
        for evidence in &met.evidence {
            let kind = evidence.kind.map_or("idleness", EntryKind::as_str);
            keys.insert(format!("{provision}|{kind}|{}", evidence.id));
        }
    }
    keys
}

/// The grounds that are met or contested, with the entries that support each.
#[must_use]
pub fn weigh(facts: &SanctionFacts<'_>, as_of: NaiveDate, answer: &Sanctions) -> Vec<MetGround> {
    let mut grounds = Vec::new();
    for ground in &answer.grounds {
        let stretch = match (ground.status, ground.computed) {
            (Met::Met, _) => ground.evidence,
            (
                Met::Undetermined,
                Computed::Readings {
                    purposive_evidence, ..
                },
            ) if ground.contested => purposive_evidence,
            (Met::NotMet | Met::Undetermined, _) => continue,
        };
        let Some(breach) = Breach::parse(ground.provision.id) else {
            continue;
        };
        let pointers = answer.pointers(stretch).iter();
        let mut evidence: Vec<Evidence> = pointers
            .filter_map(|pointer| entry(facts, pointer, breach, ground, as_of))
            .collect();
        evidence.sort_unstable();
        evidence.dedup();
        grounds.push(MetGround {
            ground: breach,
            contested: ground.contested,
            evidence,
        });
    }
    grounds
}

fn entry(
    facts: &SanctionFacts<'_>,
    pointer: &Pointer,
    breach: Breach,
    ground: &Ground,
    as_of: NaiveDate,
) -> Option<Evidence> {
    let index = || usize::try_from(pointer.index?).ok();
    let of = |kind: EntryKind, id: &str, on: NaiveDate| {
        Some(Evidence {
            kind: Some(kind),
            id: id.to_owned(),
            on,
        })
    };
    let name = pointer.name;
    if name == Name::Batches {
        let batch = facts.batches.as_ref()?.get(index()?)?;
        return of(EntryKind::Batch, &batch.id, batch.held_on);
    }
    if name == Name::Complaints {
        let complaint = facts.complaints.as_ref()?.get(index()?)?;
        return of(EntryKind::Complaint, &complaint.id, complaint.received_on);
    }
    if name == Name::AnnualReports {
        let report = facts.annual_reports.as_ref()?.get(index()?)?;
        return of(EntryKind::AnnualReport, &report.id, report.due_on);
    }
    if name == Name::Rectifications {
        let due = facts.rectifications.as_ref()?.get(index()?)?;
        return of(EntryKind::Rectification, &due.id, due.due_on);
    }
    if name == Name::Warnings {
        let warning = facts.warnings.as_ref()?.get(index()?)?;
        return of(EntryKind::Warning, &warning.id, warning.decided_on);
    }
    if name == Name::Violations {
        let violation = facts.violations.as_ref()?.get(index()?)?;
        return of(EntryKind::Finding, &violation.id, violation.occurred_on);
    }
    Some(idleness(facts, breach, ground, as_of))
}

/// Idleness lasts since the last activity or the filing; under Art. 21 a sanction for it begins it anew.
fn idleness(
    facts: &SanctionFacts<'_>,
    breach: Breach,
    ground: &Ground,
    as_of: NaiveDate,
) -> Evidence {
    let activity = facts.activity.as_ref();
    let last_on = activity.and_then(|activity| activity.last_on);
    let sanctioned = activity
        .and_then(|activity| activity.sanctioned_on)
        .filter(|_| breach != Breach::Art22(5));
    let since = last_on.max(facts.filed_on).max(sanctioned);
    let on = match ground.computed {
        Computed::IdleLimit(limit) => limit,
        Computed::Nothing
        | Computed::LimitDay(_)
        | Computed::PriorDueOn(_)
        | Computed::WorstShare { .. }
        | Computed::Readings { .. } => as_of,
    };
    Evidence {
        kind: None,
        id: since.map_or_else(String::new, |day| day.to_string()),
        on,
    }
}

/// An evaluation as it is stored: what the engine was asked, what it answered, and what that rests on. It replays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// The day it was made for.
    pub as_of: NaiveDate,
    /// The profile of parameters; their values are in the answer.
    pub profile: String,
    /// Version of the rules and of the program.
    pub rules: String,
    /// The highest tier with a met ground.
    pub tier: Tier,
    /// The same, were every undetermined ground met.
    pub possible_tier: Tier,
    /// The grounds that are met or contested.
    pub grounds: Vec<MetGround>,
    /// The request, as the stateless endpoint takes it, in JSON.
    pub request: String,
    /// The answer, in JSON.
    pub answer: String,
    /// SHA-256 of the answer, in hexadecimal.
    pub digest: String,
}

/// The grounds that are not settled, with the tier that those among them call for which are met. A ground whose supports
/// are all settled is left out.
#[must_use]
pub fn unsettled(
    mut grounds: Vec<MetGround>,
    settled: &BTreeSet<String>,
) -> (Tier, Vec<MetGround>) {
    grounds.retain(|met| !supports(std::slice::from_ref(met)).is_subset(settled));
    let met = grounds.iter().filter(|met| !met.contested);
    let met: Vec<Breach> = met.map(|met| met.ground).collect();
    (tier_of(&met), grounds)
}

impl Evaluation {
    /// With the grounds that a proposal may rest on, and their tier; request and answer stay complete.
    #[must_use]
    pub fn unsettled(self, settled: &BTreeSet<String>) -> Self {
        let (tier, grounds) = unsettled(self.grounds, settled);
        Self {
            tier,
            grounds,
            ..self
        }
    }
}

/// What the watch does about an institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing.
    Nothing,
    /// A proposal is opened.
    Open,
    /// The open proposal takes the new grounds up.
    Update,
    /// The grounds of the open proposal have vanished.
    Drop,
}

/// The open proceeding of an institution, as far as the watch needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenProceeding {
    /// Where it stands.
    pub status: Status,
    /// The tier proposed.
    pub tier: Tier,
    /// What it rests on.
    pub supports: BTreeSet<String>,
}

/// What the watch does: `settled` are the keys of what was decided, or dropped by an officer. A proceeding of which notice
/// was given is not changed any more, and while it is open nothing further is opened.
#[must_use]
pub fn step(
    open: Option<&OpenProceeding>,
    settled: &BTreeSet<String>,
    tier: Tier,
    grounds: &[MetGround],
) -> Step {
    let now = supports(grounds);
    let anything_new = now.difference(settled).next().is_some();
    match open {
        None if anything_new => Step::Open,
        None => Step::Nothing,
        Some(open) if open.status != Status::Proposed => Step::Nothing,
        Some(_) if !anything_new => Step::Drop,
        Some(open) if open.tier != tier || open.supports != now => Step::Update,
        Some(_) => Step::Nothing,
    }
}
