//! Reading what an inspection found.

use chrono::NaiveDate;
use domain::jz::facts::Breach;
use domain::jz::inspection::{CheckResult, DutyResult, FoundBreach, ItemResult, Method, Recorded};

use crate::decode::{Context, Count, Line, Object, Prose, Word, object};
use crate::v1::institutions::command::Desk;

/// Most duties in a record.
const MOST_DUTIES: usize = 200;
/// Most findings in a record.
const MOST_FINDINGS: usize = 100;

/// What was found, as read.
#[derive(Debug)]
pub struct Read {
    /// The day it was held.
    pub held_on: NaiveDate,
    method: Method,
    items: Vec<ItemResult>,
    duties: Vec<DutyResult>,
    findings: Vec<FoundBreach>,
    summary: String,
    /// The inspector who records it.
    pub recorded_by: String,
}

impl Read {
    /// As it is recorded.
    #[must_use]
    pub fn recorded(self, desk: &Desk) -> Recorded {
        Recorded {
            held_on: self.held_on,
            method: self.method,
            items: self.items,
            duties: self.duties,
            findings: self.findings,
            summary: self.summary,
            recorded_by: self.recorded_by,
            on: desk.today,
            by: desk.principal.client_id.clone(),
        }
    }
}

object! {
    /// The members of a record.
    pub struct RecordSlots<'de> {
        held_on: scalar NaiveDate,
        method: scalar Word<Method>,
        items: list ItemSlots<'de>,
        duties: list DutySlots<'de>,
        findings: list FindingSlots<'de>,
        summary: scalar Prose,
        recorded_by: scalar Line,
    }
}

impl<'de> Object<'de> for RecordSlots<'de> {
    type Target = Read;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let held_on = self.held_on.required(context, "held_on");
        let method = self.method.required(context, "method");
        let items = self.items.required(context, "items");
        let summary = self.summary.required(context, "summary");
        let recorded_by = self.recorded_by.required(context, "recorded_by");
        let broken = self.duties.is_faulty() || self.findings.is_faulty();
        let duties = self.duties.optional().unwrap_or_default();
        let findings = self.findings.optional().unwrap_or_default();
        for (name, found, most) in [
            ("duties", duties.len(), MOST_DUTIES),
            ("findings", findings.len(), MOST_FINDINGS),
        ] {
            if found > most {
                let zh = format!("最多 {most} 项");
                context.fault_at(name, zh, format!("must have at most {most} items"));
                return None;
            }
        }
        let (Word(method), Prose(summary), Line(recorded_by)) = (method?, summary?, recorded_by?);
        if broken {
            return None;
        }
        Some(Read {
            held_on: held_on?,
            method,
            items: items?,
            duties,
            findings,
            summary,
            recorded_by,
        })
    }
}

object! {
    /// The members of an item.
    pub struct ItemSlots<'de> {
        item: scalar Count,
        result: scalar Word<CheckResult>,
        remark: scalar Prose,
    }
}

impl<'de> Object<'de> for ItemSlots<'de> {
    type Target = ItemResult;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let item = self.item.required(context, "item");
        let result = self.result.required(context, "result");
        let (Count(item), Word(result)) = (item?, result?);
        let number = u8::try_from(item).ok().filter(|n| (1..=6).contains(n));
        if number.is_none() {
            context.fault_at("item", "应为 1 至 6", "must be 1 to 6");
        }
        Some(ItemResult {
            item: number?,
            result,
            remark: self.remark.optional().map(|Prose(text)| text),
        })
    }
}

object! {
    /// The members of a duty.
    pub struct DutySlots<'de> {
        article: scalar Count,
        duty: scalar Line,
        result: scalar Word<CheckResult>,
        remark: scalar Prose,
    }
}

impl<'de> Object<'de> for DutySlots<'de> {
    type Target = DutyResult;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let article = self.article.required(context, "article");
        let duty = self.duty.required(context, "duty");
        let result = self.result.required(context, "result");
        let (Count(article), Line(duty), Word(result)) = (article?, duty?, result?);
        let number = u8::try_from(article).ok().filter(|n| (6..=12).contains(n));
        if number.is_none() {
            context.fault_at("article", "应为 6 至 12", "must be 6 to 12");
        }
        Some(DutyResult {
            article: number?,
            duty,
            result,
            remark: self.remark.optional().map(|Prose(text)| text),
        })
    }
}

object! {
    /// The members of a finding.
    pub struct FindingSlots<'de> {
        provision: scalar Word<Breach>,
        occurred_on: scalar NaiveDate,
        evidence: scalar Prose,
    }
}

impl<'de> Object<'de> for FindingSlots<'de> {
    type Target = FoundBreach;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let provision = self.provision.required(context, "provision");
        let occurred_on = self.occurred_on.required(context, "occurred_on");
        let evidence = self.evidence.required(context, "evidence");
        let (Word(breach), Prose(evidence)) = (provision?, evidence?);
        Some(FoundBreach {
            breach,
            occurred_on: occurred_on?,
            evidence,
        })
    }
}

object! {
    /// The members of a correction.
    pub struct CorrectionSlots<'de> {
        reason: scalar Prose,
        record: object RecordSlots<'de>,
    }
}

impl<'de> Object<'de> for CorrectionSlots<'de> {
    type Target = (String, Read);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let reason = self.reason.required(context, "reason");
        let record = self.record.required(context, "record");
        let Prose(reason) = reason?;
        Some((reason, record?))
    }
}
