//! What the sanction engine computes from the record of an institution, each with the entries it rests on (jz Art. 20(1),
//! 20(4), 21(2)-(4), 21(7), 22(5)).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Institution;
use super::candidates::{Candidate, CandidateSource};
use super::ledger::BatchStatus;
use crate::access::Regime;
use crate::ground::{Name, Status};
use crate::jz::facts::{Breach, SanctionFacts};
use crate::jz::parameters::JzParameters;
use crate::jz::sanctions;
use crate::period::OutOfRange;

impl Institution {
    /// What the engine computes from the record, without anybody's findings.
    pub(super) fn computed(
        &self,
        as_of: NaiveDate,
        parameters: &JzParameters,
    ) -> Result<Vec<Candidate>, OutOfRange> {
        if self.regime != Regime::Jz {
            return Ok(Vec::new());
        }
        let mut facts = self.sanction_facts(as_of);
        facts.violations = Some(Vec::new());
        let answer = sanctions::evaluate(&facts, as_of, parameters)?;
        let mut found = Vec::new();
        for ground in &answer.grounds {
            let (Status::Met, Some(breach)) = (ground.status, Breach::parse(ground.provision.id))
            else {
                continue;
            };
            let pointers = answer.pointers(ground.evidence);
            let entries: BTreeSet<(Name, u32)> = pointers
                .iter()
                .filter_map(|pointer| Some((pointer.name, pointer.index?)))
                .collect();
            match breach {
                // One of each batch, report or rectification.
                Breach::Art20(1) | Breach::Art21(4 | 7) => {
                    for (name, index) in entries {
                        found.extend(self.of_entry(breach, &facts, name, index));
                    }
                }
                // All that together reach the number.
                Breach::Art20(4) | Breach::Art21(3) => {
                    found.extend(of_group(breach, &facts, &entries));
                }
                Breach::Art21(2) | Breach::Art22(5) => {
                    found.extend(self.of_silence(breach, &facts, as_of))
                }
                Breach::Art12
                | Breach::Art13
                | Breach::Art20(_)
                | Breach::Art21(_)
                | Breach::Art22(_) => {}
            }
        }
        Ok(found)
    }

    fn of_entry(
        &self,
        breach: Breach,
        facts: &SanctionFacts<'_>,
        name: Name,
        index: u32,
    ) -> Option<Candidate> {
        let index = usize::try_from(index).ok()?;
        let (id, occurred_on, zh, en) = if name == Name::Batches {
            let batch = facts.batches.as_ref()?.get(index)?;
            let (of, unqualified) = (batch.candidates?, batch.unqualified_candidates?);
            (
                batch.id.to_string(),
                batch.held_on,
                format!(
                    "批次 {}（{}）：考生 {of} 人，其中资质不合格 {unqualified} 人",
                    batch.id, batch.held_on
                ),
                format!(
                    "batch {} of {}: {unqualified} of {of} candidates were unqualified",
                    batch.id, batch.held_on
                ),
            )
        } else if name == Name::AnnualReports {
            let report = facts.annual_reports.as_ref()?.get(index)?;
            (
                report.id.to_string(),
                report.due_on,
                format!(
                    "{} 年度工作报告应于 {} 前提交，未按期提交",
                    report.id, report.due_on
                ),
                format!(
                    "the annual report {} was due by {} and not in time",
                    report.id, report.due_on
                ),
            )
        } else if name == Name::Rectifications {
            let due = facts.rectifications.as_ref()?.get(index)?;
            (
                due.id.to_string(),
                due.due_on,
                format!("整改事项 {} 应于 {} 前完成，未按期完成", due.id, due.due_on),
                format!(
                    "the rectification {} was due by {} and not in time",
                    due.id, due.due_on
                ),
            )
        } else {
            return None;
        };
        Some(computed(breach, &id.clone(), vec![id], occurred_on, zh, en))
    }

    /// Silence rests on the last batch, or on the filing where there was none.
    fn of_silence(
        &self,
        breach: Breach,
        facts: &SanctionFacts<'_>,
        as_of: NaiveDate,
    ) -> Option<Candidate> {
        let last_on = facts.activity.as_ref()?.last_on;
        let last = last_on.and_then(|day| {
            let mut batches = self.ledger.batches.values();
            batches.find(|batch| {
                batch.status == BatchStatus::Held
                    && batch.held_on == day
                    && batch.candidates != Some(0)
            })
        });
        let (key, ids, zh, en) = match (last, facts.filed_on) {
            (Some(batch), _) => (
                batch.id.clone(),
                vec![batch.id.clone()],
                format!(
                    "最后一次评价活动为 {} 的批次 {}，至 {as_of} 未再开展",
                    batch.held_on, batch.id
                ),
                format!(
                    "the last assessment was batch {} of {}; none since, up to {as_of}",
                    batch.id, batch.held_on
                ),
            ),
            (None, Some(filed)) => (
                filed.to_string(),
                Vec::new(),
                format!("{filed} 备案后至 {as_of} 从未开展评价活动"),
                format!("filed on {filed}, it has assessed nobody up to {as_of}"),
            ),
            (None, None) => return None,
        };
        Some(computed(breach, &key, ids, as_of, zh, en))
    }
}

/// Art. 20(4), 21(3): the occurrences that together reach the number.
fn of_group(
    breach: Breach,
    facts: &SanctionFacts<'_>,
    entries: &BTreeSet<(Name, u32)>,
) -> Option<Candidate> {
    let mut named: Vec<(NaiveDate, String)> = Vec::new();
    for (name, index) in entries {
        let index = usize::try_from(*index).ok()?;
        named.push(if *name == Name::Batches {
            let batch = facts.batches.as_ref()?.get(index)?;
            (batch.held_on, batch.id.to_string())
        } else if *name == Name::Complaints {
            let complaint = facts.complaints.as_ref()?.get(index)?;
            (complaint.received_on, complaint.id.to_string())
        } else {
            return None;
        });
    }
    named.sort();
    let (first, last) = (named.first()?.clone(), named.last()?.0);
    let times = named.len();
    let ids: Vec<String> = named.into_iter().map(|(_, id)| id).collect();
    let list = ids.join("、");
    let (zh, en) = if breach == Breach::Art20(4) {
        (
            format!("{} 至 {last}，{times} 个批次使用雷同卷：{list}", first.0),
            format!(
                "{times} batches from {} to {last} used identical papers: {list}",
                first.0
            ),
        )
    } else {
        (
            format!(
                "{} 至 {last} 收到的投诉举报中 {times} 件经核实属实：{list}",
                first.0
            ),
            format!(
                "{times} complaints received from {} to {last} were substantiated: {list}",
                first.0
            ),
        )
    };
    Some(computed(breach, &first.1, ids, last, zh, en))
}

fn computed(
    breach: Breach,
    key: &str,
    ids: Vec<String>,
    occurred_on: NaiveDate,
    zh: String,
    en: String,
) -> Candidate {
    let provision = breach.provision().map_or("", |provision| provision.id);
    let short = provision
        .strip_prefix("jz-institutions/")
        .unwrap_or(provision);
    Candidate {
        id: format!("{short}:{key}"),
        breach,
        ids,
        occurred_on,
        source: CandidateSource::Computed,
        verdict: None,
        zh,
        en,
    }
}
