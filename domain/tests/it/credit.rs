//! jz Art. 19: score and grade of any day, by the published formula.

mod curve;
mod properties;
mod publication;
mod table;

use chrono::NaiveDate;
use domain::access::Regime;
use domain::jz::art19_credit::{Credit, CreditFormula, credit};
use domain::jz::facts::Breach;
use domain::jz::institution::ledger::{
    AnnualReport, Ban, Complaint, Finding, FindingSource, Interview, ListName, Listing,
    Rectification, Sanction, SanctionedItem, Substantiation, Suspension, Verdict, Warning,
};
use domain::jz::institution::{
    Content, EntryKind, Institution, InstitutionEvent, InstitutionKind, LedgerEntry, Recorded,
    TakenOver,
};
use domain::jz::sanctions::Tier;

use crate::support::date;

/// An institution that was filed on 1 January 2024, with these entries.
pub fn institution(entries: impl IntoIterator<Item = LedgerEntry>) -> Institution {
    let taken = TakenOver {
        uscc: "91421000MA00000000".to_owned(),
        content: Content {
            name: "荆州示例培训学校".to_owned(),
            kind: InstitutionKind::SocialTraining,
            principal: "某某".to_owned(),
            division: "421002".to_owned(),
            places: vec!["沙市区示例路1号".to_owned()],
            occupations: Vec::new(),
        },
        filed_on: date("2024-01-01"),
        valid_until: None,
        filing_number: None,
        authority_name: "荆州市人力资源和社会保障局".to_owned(),
        authority: Some("jz-421000".to_owned()),
        above: None,
        regime: Regime::Jz,
        on: date("2024-01-01"),
        by: "somebody".to_owned(),
    };
    let mut events = vec![InstitutionEvent::TakenOver(Box::new(taken))];
    events.extend(entries.into_iter().map(|entry| {
        InstitutionEvent::Recorded(Box::new(Recorded {
            entry,
            on: date("2024-01-01"),
            reason: None,
            by: "somebody".to_owned(),
        }))
    }));
    Institution::replay(&events).unwrap()
}

pub fn formula() -> CreditFormula {
    CreditFormula::published(date("2026-01-01")).unwrap()
}

pub fn on(day: &str, entries: impl IntoIterator<Item = LedgerEntry>) -> Credit {
    credit(&institution(entries), date(day), &formula())
}

pub fn finding(id: &str, breach: Breach, decided_on: &str) -> LedgerEntry {
    LedgerEntry::Finding(Finding {
        id: id.to_owned(),
        breach,
        occurred_on: date("2024-02-01"),
        source: FindingSource::Inspection,
        reference: None,
        evidence: "记录".to_owned(),
        verdict: Verdict::Verified,
        decided_on: Some(date(decided_on)),
        reason: None,
    })
}

/// The same, resting on a complaint.
pub fn of_complaint(entry: LedgerEntry, number: &str) -> LedgerEntry {
    match entry {
        LedgerEntry::Finding(finding) => LedgerEntry::Finding(Finding {
            source: FindingSource::Complaint,
            reference: Some(number.to_owned()),
            ..finding
        }),
        other => other,
    }
}

pub fn complaint(id: &str, concluded_on: &str, outcome: Substantiation) -> LedgerEntry {
    LedgerEntry::Complaint(Complaint {
        id: id.to_owned(),
        received_on: date("2024-02-01"),
        concluded_on: date(concluded_on),
        outcome,
    })
}

pub fn report(id: &str, due_on: &str, submitted_on: Option<&str>) -> LedgerEntry {
    LedgerEntry::AnnualReport(AnnualReport {
        id: id.to_owned(),
        due_on: date(due_on),
        submitted_on: submitted_on.map(date),
        summary: None,
    })
}

pub fn rectification(id: &str, due_on: &str, completed_on: Option<&str>) -> LedgerEntry {
    LedgerEntry::Rectification(Rectification {
        id: id.to_owned(),
        subject: "整改".to_owned(),
        ordered_on: date("2024-02-01"),
        due_on: date(due_on),
        reported_on: None,
        completed_on: completed_on.map(date),
        proceeding: None,
        warning: None,
    })
}

pub fn interview(id: &str, on: &str, proceeding: Option<&str>) -> LedgerEntry {
    LedgerEntry::Interview(Interview {
        id: id.to_owned(),
        on: date(on),
        principal: "某某".to_owned(),
        record: "承诺".to_owned(),
        proceeding: proceeding.map(str::to_owned),
    })
}

pub fn warning(id: &str, decided_on: &str, proceeding: Option<&str>) -> LedgerEntry {
    LedgerEntry::Warning(Warning {
        id: id.to_owned(),
        decided_on: date(decided_on),
        rectified_on: None,
        proceeding: proceeding.map(str::to_owned),
    })
}

pub fn suspension(id: &str, from: &str, to: Option<&str>, proceeding: Option<&str>) -> LedgerEntry {
    LedgerEntry::Suspension(Suspension {
        id: id.to_owned(),
        from: date(from),
        to: to.map(date),
        proceeding: proceeding.map(str::to_owned),
    })
}

pub fn listing(id: &str, list: ListName, from: &str, to: Option<&str>) -> LedgerEntry {
    LedgerEntry::Listing(Listing {
        id: id.to_owned(),
        list,
        from: date(from),
        to: to.map(date),
        reason: "列入原因".to_owned(),
        proceeding: None,
    })
}

pub fn ban(id: &str, from: &str, barred_until: &str, lifted_on: Option<&str>) -> LedgerEntry {
    LedgerEntry::Ban(Ban {
        id: id.to_owned(),
        decided_on: date(from),
        from: date(from),
        barred_until: date(barred_until),
        lifted_on: lifted_on.map(date),
        proceeding: None,
    })
}

pub fn sanction(id: &str, decided_on: &str, items: &[(EntryKind, &str)]) -> LedgerEntry {
    LedgerEntry::Sanction(Sanction {
        id: id.to_owned(),
        decided_on: date(decided_on),
        tier: Tier::Warning,
        grounds: vec![Breach::Art21(3)],
        items: items
            .iter()
            .map(|(kind, id)| SanctionedItem {
                kind: *kind,
                id: (*id).to_owned(),
            })
            .collect(),
    })
}

pub fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap()
}
