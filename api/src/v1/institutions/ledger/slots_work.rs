//! Reading what clients send about batches, fees, reports, staff and what is kept.

use chrono::NaiveDate;
use domain::jz::institution::decide::ledger_steps::Results;
use domain::jz::institution::ledger::{Batch, BatchStatus, Certificate, Fee, Medium, Staff};

use crate::decode::{Choice, Context, Count, Line, Object, Prose, Slot, Word, object};

/// An entry, and why it is corrected.
#[derive(Debug)]
pub struct Written<T> {
    /// The entry.
    pub entry: T,
    /// Why it takes the place of an earlier one.
    pub reason: Option<String>,
}

macro_rules! choices {
    ($($name:ty),+ $(,)?) => {
        $(
            impl Choice for $name {
                fn choices() -> impl Iterator<Item = (&'static str, Self)> {
                    Self::ALL.iter().map(|one| (one.as_str(), *one))
                }
            }
        )+
    };
}
pub(super) use choices;

choices!(BatchStatus, Medium);

/// The text of a line that need not be there.
pub(super) fn line(slot: Slot<Line>) -> Option<String> {
    slot.optional().map(|Line(text)| text)
}

/// The same of several lines.
pub(super) fn prose(slot: Slot<Prose>) -> Option<String> {
    slot.optional().map(|Prose(text)| text)
}

/// A number that need not be there.
fn count(slot: Slot<Count>) -> Option<u32> {
    slot.optional().map(|Count(number)| number)
}

/// A level, from 1 to 5.
fn level(number: Option<Count>, context: &mut Context) -> Option<u8> {
    let Count(number) = number?;
    let level = u8::try_from(number)
        .ok()
        .filter(|level| (1..=5).contains(level));
    if level.is_none() {
        context.fault_at("level", "应为 1 至 5", "must be 1 to 5");
    }
    level
}

object! {
    /// The members of a batch.
    pub struct BatchSlots<'de> {
        id: scalar Line,
        status: scalar Word<BatchStatus>,
        occupation: scalar Line,
        level: scalar Count,
        held_on: scalar NaiveDate,
        division: scalar Line,
        place: scalar Line,
        candidates: scalar Count,
        unqualified_candidates: scalar Count,
        passed: scalar Count,
        paper_code: scalar Line,
        fee_charged_yuan: scalar Count,
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for BatchSlots<'de> {
    type Target = Written<Batch>;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let id = self.id.required(context, "id");
        let status = self.status.required(context, "status");
        let occupation = self.occupation.required(context, "occupation");
        let given = self.level.required(context, "level");
        let level = level(given, context);
        let held_on = self.held_on.required(context, "held_on");
        Some(Written {
            entry: Batch {
                id: id?.0,
                status: status?.0,
                occupation: occupation?.0,
                level: level?,
                held_on: held_on?,
                division: line(self.division),
                place: line(self.place),
                candidates: count(self.candidates),
                unqualified_candidates: count(self.unqualified_candidates),
                passed: count(self.passed),
                paper_code: line(self.paper_code),
                fee_charged_yuan: count(self.fee_charged_yuan),
            },
            reason: prose(self.reason),
        })
    }
}

object! {
    /// The members of results.
    pub struct ResultsSlots<'de> {
        held_on: scalar NaiveDate,
        candidates: scalar Count,
        unqualified_candidates: scalar Count,
        passed: scalar Count,
        paper_code: scalar Line,
        fee_charged_yuan: scalar Count,
    }
}

impl<'de> Object<'de> for ResultsSlots<'de> {
    type Target = Results;

    fn finish(self, _context: &mut Context) -> Option<Self::Target> {
        Some(Results {
            held_on: self.held_on.optional(),
            candidates: count(self.candidates),
            unqualified_candidates: count(self.unqualified_candidates),
            passed: count(self.passed),
            paper_code: line(self.paper_code),
            fee_charged_yuan: count(self.fee_charged_yuan),
        })
    }
}

object! {
    /// The members of a fee.
    pub struct FeeSlots<'de> {
        id: scalar Line,
        occupation: scalar Line,
        level: scalar Count,
        yuan: scalar Count,
        basis: scalar Prose,
        from: scalar NaiveDate,
        to: scalar NaiveDate,
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for FeeSlots<'de> {
    type Target = Written<Fee>;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let id = self.id.required(context, "id");
        let yuan = self.yuan.required(context, "yuan");
        let from = self.from.required(context, "from");
        let given = self.level.optional();
        let level = match given {
            None => None,
            Some(given) => Some(level(Some(given), context)?),
        };
        Some(Written {
            entry: Fee {
                id: id?.0,
                occupation: line(self.occupation),
                level,
                yuan: yuan?.0,
                basis: prose(self.basis),
                from: from?,
                to: self.to.optional(),
            },
            reason: prose(self.reason),
        })
    }
}

/// An annual report as written: its due date may be left to local policy.
#[derive(Debug)]
pub struct WrittenReport {
    /// The year.
    pub id: String,
    /// Last day for it.
    pub due_on: Option<NaiveDate>,
    /// The day it was handed in.
    pub submitted_on: Option<NaiveDate>,
    /// What it says in short.
    pub summary: Option<String>,
}

object! {
    /// The members of an annual report.
    pub struct AnnualReportSlots<'de> {
        id: scalar Line,
        due_on: scalar NaiveDate,
        submitted_on: scalar NaiveDate,
        summary: scalar Prose,
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for AnnualReportSlots<'de> {
    type Target = Written<WrittenReport>;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let id = self.id.required(context, "id");
        Some(Written {
            entry: WrittenReport {
                id: id?.0,
                due_on: self.due_on.optional(),
                submitted_on: self.submitted_on.optional(),
                summary: prose(self.summary),
            },
            reason: prose(self.reason),
        })
    }
}

object! {
    /// The members of a certificate.
    pub struct CertificateSlots<'de> {
        number: scalar Line,
        occupation: scalar Line,
        from: scalar NaiveDate,
        until: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for CertificateSlots<'de> {
    type Target = Certificate;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let number = self.number.required(context, "number");
        let occupation = self.occupation.required(context, "occupation");
        let from = self.from.required(context, "from");
        let until = self.until.required(context, "until");
        Some(Certificate {
            number: number?.0,
            occupation: occupation?.0,
            from: from?,
            until: until?,
        })
    }
}

object! {
    /// The members of somebody who works there.
    pub struct StaffSlots<'de> {
        id: scalar Line,
        name: scalar Line,
        post: scalar Line,
        from: scalar NaiveDate,
        to: scalar NaiveDate,
        contract_until: scalar NaiveDate,
        trained_on: items NaiveDate,
        certificates: list CertificateSlots<'de>,
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for StaffSlots<'de> {
    type Target = Written<Staff>;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let id = self.id.required(context, "id");
        let name = self.name.required(context, "name");
        let post = self.post.required(context, "post");
        let from = self.from.required(context, "from");
        Some(Written {
            entry: Staff {
                id: id?.0,
                name: name?.0,
                post: post?.0,
                from: from?,
                to: self.to.optional(),
                contract_until: self.contract_until.optional(),
                trained_on: self.trained_on.optional().unwrap_or_default(),
                certificates: self.certificates.optional().unwrap_or_default(),
            },
            reason: prose(self.reason),
        })
    }
}

/// What is kept as written: the law's minimum unless it says until when.
#[derive(Debug)]
pub struct WrittenRetention {
    /// Its id.
    pub id: String,
    /// What is kept.
    pub subject: String,
    /// On what.
    pub medium: Medium,
    /// The batch it is about.
    pub batch: Option<String>,
    /// The day from which the years count.
    pub produced_on: NaiveDate,
    /// Last day on which it is kept.
    pub keep_until: Option<NaiveDate>,
}

object! {
    /// The members of what is kept.
    pub struct RetentionSlots<'de> {
        id: scalar Line,
        subject: scalar Line,
        medium: scalar Word<Medium>,
        batch: scalar Line,
        produced_on: scalar NaiveDate,
        keep_until: scalar NaiveDate,
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for RetentionSlots<'de> {
    type Target = Written<WrittenRetention>;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let id = self.id.required(context, "id");
        let subject = self.subject.required(context, "subject");
        let medium = self.medium.required(context, "medium");
        let produced_on = self.produced_on.required(context, "produced_on");
        Some(Written {
            entry: WrittenRetention {
                id: id?.0,
                subject: subject?.0,
                medium: medium?.0,
                batch: line(self.batch),
                produced_on: produced_on?,
                keep_until: self.keep_until.optional(),
            },
            reason: prose(self.reason),
        })
    }
}
