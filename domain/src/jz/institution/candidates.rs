//! What the record shows against an institution before anybody has looked into it (jz Art. 20-22).
//!
//! Two kinds: what the sanction engine computes from recorded figures and days, and what only suggests a breach of
//! Art. 21(1) or 21(5) and stays alleged until an officer verifies or dismisses it. Nothing here decides.

use chrono::NaiveDate;

use super::Institution;
use super::ledger::{Batch, BatchStatus, Fee, FindingSource, Verdict};
use super::scope::{Outside, outside};
use crate::access::Regime;
use crate::gd::case::words::record_words;
use crate::jz::facts::Breach;
use crate::jz::parameters::JzParameters;
use crate::period::OutOfRange;

record_words! {
    /// How something against an institution came up.
    CandidateSource {
        /// The engine computes it from what is on record; it goes away where the record is corrected
        Computed = "computed",
        /// The record suggests it; an officer verifies or dismisses it
        Candidate = "candidate",
    }
}

/// Something that the record shows against an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its id, which follows from what it rests on; a finding of this id decides on it.
    pub id: String,
    /// The provision.
    pub breach: Breach,
    /// The entries it rests on: batches, annual reports or rectifications.
    pub ids: Vec<String>,
    /// The day it occurred, or on which it was complete.
    pub occurred_on: NaiveDate,
    /// How it came up.
    pub source: CandidateSource,
    /// What an officer decided on it; none: it is computed, and there is nothing to decide.
    pub verdict: Option<Verdict>,
    /// What shows it, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

impl Institution {
    /// Everything the record shows against it on a day. The measures concern institutions filed under them alone
    /// (Art. 2, 3): of any other there is nothing.
    ///
    /// # Errors
    /// [`OutOfRange`] where a limit lies beyond what dates can express.
    pub fn candidates(
        &self,
        as_of: NaiveDate,
        parameters: &JzParameters,
    ) -> Result<Vec<Candidate>, OutOfRange> {
        let mut found = self.computed(as_of, parameters)?;
        found.extend(self.suggested(as_of));
        found.sort_by(|a, b| (a.breach, &a.id).cmp(&(b.breach, &b.id)));
        Ok(found)
    }

    /// What batches suggest under Art. 21(1) and 21(5): held outside the filed scope or place, charged more than published.
    #[must_use]
    pub fn suggested(&self, as_of: NaiveDate) -> Vec<Candidate> {
        if self.regime != Regime::Jz {
            return Vec::new();
        }
        let batches = self.ledger.batches.values();
        batches
            .filter(|batch| batch.status == BatchStatus::Held && batch.held_on <= as_of)
            .flat_map(|batch| [self.beyond_scope(batch), self.overcharged(batch)])
            .flatten()
            .map(|candidate| self.judged(candidate, as_of))
            .collect()
    }

    /// Those of [`Self::suggested`] on which there is no finding yet.
    pub(super) fn unjudged(&self, as_of: NaiveDate) -> Vec<Candidate> {
        let mut found = self.suggested(as_of);
        found.retain(|candidate| self.finding_on(candidate).is_none());
        found
    }

    /// The finding on a candidate: of its id, or one of the same provision that names the batch.
    fn finding_on(&self, candidate: &Candidate) -> Option<&super::ledger::Finding> {
        let findings = &self.ledger.findings;
        findings.get(&candidate.id).or_else(|| {
            findings.values().find(|finding| {
                finding.breach == candidate.breach
                    && finding.source == FindingSource::Batch
                    && finding
                        .reference
                        .as_ref()
                        .is_some_and(|batch| candidate.ids.contains(batch))
            })
        })
    }

    fn judged(&self, mut candidate: Candidate, as_of: NaiveDate) -> Candidate {
        let verdict = self.finding_on(&candidate).map(|finding| {
            let decided = finding.decided_on.is_some_and(|day| day <= as_of);
            if decided {
                finding.verdict
            } else {
                Verdict::Alleged
            }
        });
        candidate.verdict = Some(verdict.unwrap_or(Verdict::Alleged));
        candidate
    }

    /// Art. 21(1): occupation, level or place were not filed on the day of the batch.
    fn beyond_scope(&self, batch: &Batch) -> Option<Candidate> {
        let filing = self.filing(batch.held_on)?;
        let content = filing.content(batch.held_on)?;
        let reasons = outside(content, batch);
        if reasons.is_empty() {
            return None;
        }
        let zh: Vec<String> = reasons.iter().map(|reason| reason.zh(batch)).collect();
        let en: Vec<String> = reasons.iter().map(|reason| reason.en(batch)).collect();
        Some(Candidate {
            id: format!("art21/1:{}", batch.id),
            breach: Breach::Art21(1),
            ids: vec![batch.id.clone()],
            occurred_on: batch.held_on,
            source: CandidateSource::Candidate,
            verdict: None,
            zh: format!("批次 {}（{}）：{}", batch.id, batch.held_on, zh.join("；")),
            en: format!("batch {} of {}: {}", batch.id, batch.held_on, en.join("; ")),
        })
    }

    /// Art. 21(5): more was charged than the fee published for that day.
    fn overcharged(&self, batch: &Batch) -> Option<Candidate> {
        let charged = batch.fee_charged_yuan?;
        let fee = self.fee_for(&batch.occupation, batch.level, batch.held_on)?;
        if charged <= fee.yuan {
            return None;
        }
        let published = fee.yuan;
        Some(Candidate {
            id: format!("art21/5:{}", batch.id),
            breach: Breach::Art21(5),
            ids: vec![batch.id.clone()],
            occurred_on: batch.held_on,
            source: CandidateSource::Candidate,
            verdict: None,
            zh: format!(
                "批次 {}（{}）：公示收费 {published} 元，实收 {charged} 元",
                batch.id, batch.held_on
            ),
            en: format!(
                "batch {} of {}: {published} yuan are published, {charged} were charged",
                batch.id, batch.held_on
            ),
        })
    }

    /// The published fee in force for an occupation and level on a day: for exactly them, else for the occupation, else
    /// for all (Art. 8).
    #[must_use]
    pub fn fee_for(&self, occupation: &str, level: u8, day: NaiveDate) -> Option<&Fee> {
        let fees = self.ledger.fees.values();
        fees.filter(|fee| {
            fee.from <= day
                && fee.to.is_none_or(|to| day <= to)
                && fee
                    .occupation
                    .as_deref()
                    .is_none_or(|own| own == occupation)
                && fee.level.is_none_or(|own| own == level)
        })
        .max_by_key(|fee| (fee.occupation.is_some(), fee.level.is_some(), fee.from))
    }
}

impl Outside {
    fn zh(self, batch: &Batch) -> String {
        let (occupation, level) = (&batch.occupation, batch.level);
        match self {
            Self::Occupation => format!("备案职业（工种）没有 {occupation}"),
            Self::Level => format!("{occupation} 备案的等级没有 {level} 级"),
            Self::Place => "评价地点不在备案地点".to_owned(),
            Self::Division => "评价地点所在行政区划与备案地点不同".to_owned(),
        }
    }

    fn en(self, batch: &Batch) -> String {
        let (occupation, level) = (&batch.occupation, batch.level);
        match self {
            Self::Occupation => format!("the occupation {occupation} was not filed"),
            Self::Level => format!("level {level} of {occupation} was not filed"),
            Self::Place => "it was held at a place that was not filed".to_owned(),
            Self::Division => {
                "it was held in a division other than that of the filed place".to_owned()
            }
        }
    }
}
