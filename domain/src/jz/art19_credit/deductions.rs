//! What is deducted on a day, matter by matter.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{CreditFormula, Rate};
use crate::gd::case::words::record_words;
use crate::jz::art21_warning::{ART21, ART21_3, ART21_4, ART21_7};
use crate::jz::art22_market_ban::ART22;
use crate::jz::facts::Breach;
use crate::jz::institution::ledger::{
    EntryKind, Finding, FindingSource, ListName, Substantiation, Verdict,
};
use crate::jz::institution::{Institution, Ledger};
use crate::period::months_after;
use crate::provision::Provision;

record_words! {
    /// For what points are deducted.
    Kind {
        /// 市场禁入: nothing is left while it is in force
        Ban = "ban",
        /// 诚信不良档案
        BadCreditFile = "bad_credit_file",
        /// 活动异常名录
        AbnormalList = "abnormal_list",
        /// 暂停工作
        Suspension = "suspension",
        /// 警示
        Warning = "warning",
        /// 约谈
        Interview = "interview",
        /// 违规事项查实
        Finding = "finding",
        /// 投诉举报经核实属实
        Complaint = "complaint",
        /// 年度工作报告逾期
        LateReport = "late_report",
        /// 整改逾期
        OverdueRectification = "overdue_rectification",
    }
}

/// A deduction with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deduction {
    /// How many points.
    pub points: u32,
    /// For what.
    pub kind: Kind,
    /// The provision that was breached, or under which the measure was taken.
    pub provision: &'static Provision,
    /// Kind of the entry of the ledger it rests on.
    pub source: EntryKind,
    /// Id of that entry.
    pub id: String,
    /// The day from which it counts.
    pub on: NaiveDate,
    /// The last day on which it counts; none: as long as the matter is open.
    pub counts_until: Option<NaiveDate>,
    /// The proceeding that its matter was dealt with in.
    pub proceeding: Option<String>,
}

record_words! {
    /// Why an entry costs nothing more.
    Because {
        /// Another measure of the same proceeding, or what it dealt with, weighs as much or more.
        SameProceeding = "same_proceeding",
        /// Another entry about the same matter weighs as much or more.
        SameMatter = "same_matter",
    }
}

/// An entry that costs nothing more, since its matter is deducted already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absorbed {
    /// What it would cost alone.
    pub deduction: Deduction,
    /// Why it costs nothing more.
    pub because: Because,
}

/// One matter that is no measure: an entry, with the findings that rest on it.
type Matter<'a> = (EntryKind, &'a str);

/// What a proceeding, or none, answers for.
#[derive(Default)]
struct Group<'a> {
    measures: Vec<Deduction>,
    matters: BTreeMap<Matter<'a>, Vec<Deduction>>,
}

/// What is deducted on a day, the heaviest first, and what is not since its matter is already.
pub(super) fn of(
    institution: &Institution,
    as_of: NaiveDate,
    formula: &CreditFormula,
) -> (Vec<Deduction>, Vec<Absorbed>) {
    let ledger = &institution.ledger;
    let mut free = Group::default();
    let mut proceedings: BTreeMap<&str, Group<'_>> = BTreeMap::new();
    for (matter, deduction) in matters(ledger, as_of, formula) {
        let group = match dealt_with(ledger, matter, as_of) {
            Some(id) => proceedings.entry(id).or_default(),
            None => &mut free,
        };
        group.matters.entry(matter).or_default().push(deduction);
    }
    for (proceeding, deduction) in measures(ledger, as_of, formula) {
        match proceeding {
            Some(id) => proceedings.entry(id).or_default().measures.push(deduction),
            // A measure of no known proceeding is a matter of its own.
            None => free.measures.push(deduction),
        }
    }
    let mut taken = free.measures;
    let mut absorbed = Vec::new();
    for entries in free.matters.into_values() {
        taken.extend(heaviest(entries, Because::SameMatter, &mut absorbed));
    }
    for (id, group) in proceedings {
        settle(id, group, &mut taken, &mut absorbed);
    }
    let order = |one: &Deduction| {
        (
            std::cmp::Reverse(one.points),
            one.kind,
            one.on,
            one.id.clone(),
        )
    };
    taken.sort_by_key(order);
    absorbed.sort_by_key(|one| order(&one.deduction));
    (taken, absorbed)
}

/// A proceeding costs the heaviest of its measures, or what it dealt with where that weighs more.
fn settle(id: &str, group: Group<'_>, taken: &mut Vec<Deduction>, absorbed: &mut Vec<Absorbed>) {
    let named = |mut deduction: Deduction| {
        deduction.proceeding = Some(id.to_owned());
        deduction
    };
    let mut within = Vec::new();
    let items: Vec<Deduction> = group
        .matters
        .into_values()
        .filter_map(|entries| heaviest(entries, Because::SameMatter, &mut within))
        .map(named)
        .collect();
    let measure = heaviest(
        group.measures.into_iter().map(named).collect(),
        Because::SameProceeding,
        &mut within,
    );
    absorbed.extend(within.into_iter().map(|one| Absorbed {
        deduction: named(one.deduction),
        ..one
    }));
    let sum = items
        .iter()
        .fold(0_u32, |sum, one| sum.saturating_add(one.points));
    let less = |deduction| Absorbed {
        deduction,
        because: Because::SameProceeding,
    };
    match measure {
        Some(measure) if measure.points >= sum => {
            absorbed.extend(items.into_iter().map(less));
            taken.push(measure);
        }
        measure => {
            absorbed.extend(measure.map(less));
            taken.extend(items);
        }
    }
}

/// The heaviest of them, the first in their order among equals; the others are absorbed.
fn heaviest(
    mut entries: Vec<Deduction>,
    because: Because,
    absorbed: &mut Vec<Absorbed>,
) -> Option<Deduction> {
    entries.sort_by(|one, other| {
        let key = |it: &Deduction| (std::cmp::Reverse(it.points), it.kind, it.on);
        key(one)
            .cmp(&key(other))
            .then_with(|| one.id.cmp(&other.id))
    });
    let mut entries = entries.into_iter();
    let first = entries.next();
    absorbed.extend(entries.map(|deduction| Absorbed { deduction, because }));
    first
}

/// The proceeding that dealt with a matter until a day, the first if several.
fn dealt_with<'a>(ledger: &'a Ledger, matter: Matter<'_>, as_of: NaiveDate) -> Option<&'a str> {
    let belongs = |kind: EntryKind, id: &str| {
        let finding = || ledger.findings.get(id).map(matter_of);
        (kind, id) == matter || (kind == EntryKind::Finding && finding() == Some(matter))
    };
    ledger
        .sanctions
        .values()
        .filter(|sanction| sanction.decided_on <= as_of)
        .filter(|sanction| {
            let mut items = sanction.items.iter();
            items.any(|item| belongs(item.kind, &item.id))
        })
        .min_by_key(|sanction| (sanction.decided_on, &sanction.id))
        .map(|sanction| sanction.id.as_str())
}

/// The matter of a finding: that of the complaint, annual report or rectification on which it rests, else its own.
fn matter_of(finding: &Finding) -> Matter<'_> {
    let reference = finding.reference.as_deref().filter(|it| !it.is_empty());
    match (finding.breach, finding.source, reference) {
        (_, FindingSource::Complaint, Some(number)) => (EntryKind::Complaint, number),
        (Breach::Art21(4), _, Some(report)) => (EntryKind::AnnualReport, report),
        (Breach::Art21(7), _, Some(rectification)) => (EntryKind::Rectification, rectification),
        _ => (EntryKind::Finding, &finding.id),
    }
}

/// What counts from one day, for so many months after another or as long as it is open.
struct Span {
    on: NaiveDate,
    counts_until: Option<NaiveDate>,
}

impl Span {
    /// For months from its first day.
    fn dated(on: NaiveDate, rate: Rate) -> Self {
        Self {
            on,
            counts_until: months_after(on, rate.months).ok(),
        }
    }

    /// As long as it is open, and for months after its last day.
    fn open(on: NaiveDate, last: Option<NaiveDate>, rate: Rate) -> Self {
        Self {
            on,
            counts_until: last.and_then(|last| months_after(last, rate.months).ok()),
        }
    }

    fn covers(&self, day: NaiveDate) -> bool {
        self.on <= day && self.counts_until.is_none_or(|last| day <= last)
    }

    fn costs(
        self,
        as_of: NaiveDate,
        points: u32,
        what: (Kind, &'static Provision, EntryKind, &str),
    ) -> Option<Deduction> {
        let (kind, provision, source, id) = what;
        (points > 0 && self.covers(as_of)).then(|| Deduction {
            points,
            kind,
            provision,
            source,
            id: id.to_owned(),
            on: self.on,
            counts_until: self.counts_until,
            proceeding: None,
        })
    }
}

/// A day that lies after `as_of` has not come: what ends then is open.
fn come(day: Option<NaiveDate>, as_of: NaiveDate) -> Option<NaiveDate> {
    day.filter(|day| *day <= as_of)
}

/// What is on record besides measures, each with its matter.
fn matters<'a>(
    ledger: &'a Ledger,
    as_of: NaiveDate,
    formula: &'a CreditFormula,
) -> impl Iterator<Item = (Matter<'a>, Deduction)> {
    let findings = ledger.findings.values().filter_map(move |finding| {
        let decided_on = finding
            .decided_on
            .filter(|_| finding.verdict == Verdict::Verified)?;
        let rate = match finding.breach {
            Breach::Art12 | Breach::Art13 => formula.finding_other,
            Breach::Art20(_) => formula.finding_20,
            Breach::Art21(_) => formula.finding_21,
            Breach::Art22(_) => formula.finding_22,
        };
        let what = (
            Kind::Finding,
            finding.breach.provision()?,
            EntryKind::Finding,
            finding.id.as_str(),
        );
        let deduction = Span::dated(decided_on, rate).costs(as_of, rate.points, what)?;
        Some((matter_of(finding), deduction))
    });
    let complaints = ledger.complaints.values().filter_map(move |complaint| {
        if complaint.outcome == Substantiation::Withdrawn {
            return None;
        }
        let rate = formula.complaint;
        let id = complaint.id.as_str();
        let what = (Kind::Complaint, &ART21_3, EntryKind::Complaint, id);
        let deduction =
            Span::dated(complaint.concluded_on, rate).costs(as_of, rate.points, what)?;
        Some(((EntryKind::Complaint, id), deduction))
    });
    let reports = ledger.annual_reports.values().filter_map(move |report| {
        let id = report.id.as_str();
        let what = (Kind::LateReport, &ART21_4, EntryKind::AnnualReport, id);
        let deduction = late(
            (report.due_on, report.submitted_on),
            as_of,
            formula.late_report,
            what,
        )?;
        Some(((EntryKind::AnnualReport, id), deduction))
    });
    let rectifications = ledger.rectifications.values().filter_map(move |it| {
        let id = it.id.as_str();
        let kind = Kind::OverdueRectification;
        let what = (kind, &ART21_7, EntryKind::Rectification, id);
        let deduction = late(
            (it.due_on, it.completed_on),
            as_of,
            formula.overdue_rectification,
            what,
        )?;
        Some(((EntryKind::Rectification, id), deduction))
    });
    findings
        .chain(complaints)
        .chain(reports)
        .chain(rectifications)
}

/// What was due on a day and done on another: it costs from the day after the due date, as long as it is not done and for
/// months after it was.
fn late(
    (due_on, done_on): (NaiveDate, Option<NaiveDate>),
    as_of: NaiveDate,
    rate: Rate,
    what: (Kind, &'static Provision, EntryKind, &str),
) -> Option<Deduction> {
    if done_on.is_some_and(|done| done <= due_on) {
        return None;
    }
    Span::open(due_on.succ_opt()?, come(done_on, as_of), rate).costs(as_of, rate.points, what)
}

/// The measures, each with its proceeding.
fn measures<'a>(
    ledger: &'a Ledger,
    as_of: NaiveDate,
    formula: &'a CreditFormula,
) -> impl Iterator<Item = (Option<&'a str>, Deduction)> {
    let interviews = ledger.interviews.values().filter_map(move |it| {
        let rate = formula.interview;
        let what = (
            Kind::Interview,
            &crate::jz::art20_interview::ART20,
            EntryKind::Interview,
            it.id.as_str(),
        );
        let deduction = Span::dated(it.on, rate).costs(as_of, rate.points, what)?;
        Some((it.proceeding.as_deref(), deduction))
    });
    let warnings = ledger.warnings.values().filter_map(move |it| {
        let rate = formula.warning;
        let what = (Kind::Warning, &ART21, EntryKind::Warning, it.id.as_str());
        let deduction = Span::dated(it.decided_on, rate).costs(as_of, rate.points, what)?;
        Some((it.proceeding.as_deref(), deduction))
    });
    let suspensions = ledger.suspensions.values().filter_map(move |it| {
        let rate = formula.suspension;
        let what = (
            Kind::Suspension,
            &ART21,
            EntryKind::Suspension,
            it.id.as_str(),
        );
        let span = Span::open(it.from, it.to, rate);
        let deduction = span.costs(as_of, rate.points, what)?;
        Some((it.proceeding.as_deref(), deduction))
    });
    let listings = ledger.listings.values().filter_map(move |it| {
        let (kind, rate) = match it.list {
            ListName::Abnormal => (Kind::AbnormalList, formula.abnormal_list),
            ListName::BadCredit => (Kind::BadCreditFile, formula.bad_credit_file),
        };
        let what = (kind, &ART21, EntryKind::Listing, it.id.as_str());
        let span = Span::open(it.from, it.to, rate);
        let deduction = span.costs(as_of, rate.points, what)?;
        Some((it.proceeding.as_deref(), deduction))
    });
    let bans = ledger.bans.values().filter_map(move |it| {
        let what = (Kind::Ban, &ART22, EntryKind::Ban, it.id.as_str());
        let lifted = it.lifted_on.and_then(|day| day.pred_opt());
        let last = lifted.map_or(it.barred_until, |last| last.min(it.barred_until));
        let span = Span {
            on: it.from,
            counts_until: Some(last),
        };
        let deduction = span.costs(as_of, formula.base, what)?;
        Some((it.proceeding.as_deref(), deduction))
    });
    interviews
        .chain(warnings)
        .chain(suspensions)
        .chain(listings)
        .chain(bans)
}
