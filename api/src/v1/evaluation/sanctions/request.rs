//! Reading a sanctions request.

use chrono::NaiveDate;
use domain::jz::facts::{
    Activity, BREACHES, Batch, Breach, Complaint, Due, SanctionFacts, Suspension, Violation,
    Warning,
};

use crate::decode::{Choice, Context, Count, Object, Text, Word, object};

impl Choice for Breach {
    fn choices() -> impl Iterator<Item = (&'static str, Self)> {
        BREACHES
            .iter()
            .map(|(breach, provision)| (provision.id, *breach))
    }

    fn of(word: &str) -> Option<Self> {
        Self::parse(word)
    }
}

/// A request as read.
#[derive(Debug)]
pub struct SanctionsRequest<'de> {
    /// The profile named, if any.
    pub profile: Option<Text<'de>>,
    /// The day for which the institution is evaluated, in Asia/Shanghai.
    pub as_of: NaiveDate,
    /// The facts.
    pub facts: SanctionFacts<'de>,
}

object! {
    /// The members of a request.
    pub struct RequestSlots<'de> {
        profile: scalar Text<'de>,
        as_of: scalar NaiveDate,
        facts: object FactsSlots<'de>,
    }
}

impl<'de> Object<'de> for RequestSlots<'de> {
    type Target = SanctionsRequest<'de>;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let as_of = self.as_of.required(context, "as_of");
        let facts = self.facts.required(context, "facts");
        Some(SanctionsRequest {
            profile: self.profile.optional(),
            as_of: as_of?,
            facts: facts?,
        })
    }
}

object! {
    /// The members of `facts`.
    pub struct FactsSlots<'de> {
        filed_on: scalar NaiveDate,
        activity: object ActivitySlots<'de>,
        inactivity_justified: scalar bool,
        batches: list BatchSlots<'de>,
        complaints: list ComplaintSlots<'de>,
        annual_reports: list AnnualReportSlots<'de>,
        rectifications: list RectificationSlots<'de>,
        warnings: list WarningSlots<'de>,
        violations: list ViolationSlots<'de>,
    }
}

impl<'de> Object<'de> for FactsSlots<'de> {
    type Target = SanctionFacts<'de>;

    fn finish(self, _context: &mut Context) -> Option<Self::Target> {
        Some(SanctionFacts {
            filed_on: self.filed_on.optional(),
            activity: self.activity.optional(),
            inactivity_justified: self.inactivity_justified.optional().into(),
            batches: self.batches.optional(),
            complaints: self.complaints.optional(),
            annual_reports: self.annual_reports.optional(),
            rectifications: self.rectifications.optional(),
            warnings: self.warnings.optional(),
            violations: self.violations.optional(),
        })
    }
}

object! {
    /// The members of `activity`.
    pub struct ActivitySlots<'de> {
        last_on: scalar NaiveDate,
        sanctioned_on: scalar NaiveDate,
        suspensions: list SuspensionSlots<'de>,
    }
}

impl<'de> Object<'de> for ActivitySlots<'de> {
    type Target = Activity;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let last_on = self.last_on.present(
            context,
            "last_on",
            ("备案后从未开展评价", "no assessment since filing"),
        );
        let suspensions = self
            .suspensions
            .or_default(context, "suspensions", Vec::new());
        Some(Activity {
            last_on: last_on?,
            sanctioned_on: self.sanctioned_on.optional(),
            suspensions: suspensions?,
        })
    }
}

object! {
    /// The members of an item of `suspensions`.
    pub struct SuspensionSlots<'de> {
        from: scalar NaiveDate,
        to: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for SuspensionSlots<'de> {
    type Target = Suspension;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        Some(Suspension {
            from: self.from.required(context, "from")?,
            to: self.to.optional(),
        })
    }
}

object! {
    /// The members of an item of `batches`.
    pub struct BatchSlots<'de> {
        id: scalar Text<'de>,
        held_on: scalar NaiveDate,
        candidates: scalar Count,
        unqualified_candidates: scalar Count,
        identical_paper: scalar bool,
        sanctioned: scalar bool,
    }
}

impl<'de> Object<'de> for BatchSlots<'de> {
    type Target = Batch<'de>;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let id = self.id.required(context, "id");
        let held_on = self.held_on.required(context, "held_on");
        let sanctioned = self.sanctioned.or_default(context, "sanctioned", false);
        Some(Batch {
            id: id?.0,
            held_on: held_on?,
            candidates: self.candidates.optional().map(|Count(n)| n),
            unqualified_candidates: self.unqualified_candidates.optional().map(|Count(n)| n),
            identical_paper: self.identical_paper.optional().into(),
            sanctioned: sanctioned?,
        })
    }
}

object! {
    /// The members of an item of `complaints`.
    pub struct ComplaintSlots<'de> {
        id: scalar Text<'de>,
        received_on: scalar NaiveDate,
        substantiated: scalar bool,
        sanctioned: scalar bool,
    }
}

impl<'de> Object<'de> for ComplaintSlots<'de> {
    type Target = Complaint<'de>;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let id = self.id.required(context, "id");
        let received_on = self.received_on.required(context, "received_on");
        let sanctioned = self.sanctioned.or_default(context, "sanctioned", false);
        Some(Complaint {
            id: id?.0,
            received_on: received_on?,
            substantiated: self.substantiated.optional().into(),
            sanctioned: sanctioned?,
        })
    }
}

object! {
    /// The members of an item of `annual_reports`.
    pub struct AnnualReportSlots<'de> {
        id: scalar Text<'de>,
        due_on: scalar NaiveDate,
        submitted_on: scalar NaiveDate,
        sanctioned: scalar bool,
    }
}

impl<'de> Object<'de> for AnnualReportSlots<'de> {
    type Target = Due<'de>;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let id = self.id.required(context, "id");
        let due_on = self.due_on.required(context, "due_on");
        let done_on =
            self.submitted_on
                .present(context, "submitted_on", ("尚未提交", "not submitted yet"));
        let sanctioned = self.sanctioned.or_default(context, "sanctioned", false);
        Some(Due {
            id: id?.0,
            due_on: due_on?,
            done_on: done_on?,
            sanctioned: sanctioned?,
        })
    }
}

object! {
    /// The members of an item of `rectifications`.
    pub struct RectificationSlots<'de> {
        id: scalar Text<'de>,
        due_on: scalar NaiveDate,
        completed_on: scalar NaiveDate,
        sanctioned: scalar bool,
    }
}

impl<'de> Object<'de> for RectificationSlots<'de> {
    type Target = Due<'de>;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let id = self.id.required(context, "id");
        let due_on = self.due_on.required(context, "due_on");
        let done_on =
            self.completed_on
                .present(context, "completed_on", ("尚未完成", "not completed yet"));
        let sanctioned = self.sanctioned.or_default(context, "sanctioned", false);
        Some(Due {
            id: id?.0,
            due_on: due_on?,
            done_on: done_on?,
            sanctioned: sanctioned?,
        })
    }
}

object! {
    /// The members of an item of `warnings`.
    pub struct WarningSlots<'de> {
        id: scalar Text<'de>,
        decided_on: scalar NaiveDate,
        rectified_on: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for WarningSlots<'de> {
    type Target = Warning<'de>;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let id = self.id.required(context, "id");
        let decided_on = self.decided_on.required(context, "decided_on");
        let rectified_on = self.rectified_on.present(
            context,
            "rectified_on",
            ("整改尚未完成", "not rectified yet"),
        );
        Some(Warning {
            id: id?.0,
            decided_on: decided_on?,
            rectified_on: rectified_on?,
        })
    }
}

object! {
    /// The members of an item of `violations`.
    pub struct ViolationSlots<'de> {
        id: scalar Text<'de>,
        provision: scalar Word<Breach>,
        occurred_on: scalar NaiveDate,
        verified: scalar bool,
        sanctioned: scalar bool,
    }
}

impl<'de> Object<'de> for ViolationSlots<'de> {
    type Target = Violation<'de>;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let id = self.id.required(context, "id");
        let breach = self.provision.required(context, "provision");
        let occurred_on = self.occurred_on.required(context, "occurred_on");
        let sanctioned = self.sanctioned.or_default(context, "sanctioned", false);
        let Word(breach) = breach?;
        Some(Violation {
            id: id?.0,
            breach,
            occurred_on: occurred_on?,
            verified: self.verified.optional().into(),
            sanctioned: sanctioned?,
        })
    }
}
