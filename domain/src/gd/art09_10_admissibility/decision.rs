//! The decision: outcome, track, conditions, grounds, duties, deficiencies of form.

use chrono::NaiveDate;

use super::conditions::Run;
use super::facts::AdmissibilityFacts;
use crate::gd::art04_upward_report::{ART4_2, must_report_upward};
use crate::gd::art08_form::{ART8, FormItem, needs_written_record};
use crate::gd::art12_guidance::{ART12, must_guide, must_promise_reply};
use crate::gd::art13_media::{ART13, must_respond_publicly};
use crate::gd::art15_confidentiality::ART15;
use crate::gd::parameters::GdParameters;
use crate::ground::{Ground, Pointer, PointerTable, Pointers, Status, sort_unique};
use crate::period::OutOfRange;
use crate::provision::Provision;
use crate::workday::WorkingCalendar;

use super::provisions::ART10_3;

/// What Art. 9 and 10 say of a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// 应予受理
    Accept,
    /// 不予受理
    Reject,
    /// Not to be said until a missing fact is known.
    Undetermined,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Accept, Self::Reject, Self::Undetermined];

    /// The word used in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Undetermined => "undetermined",
        }
    }
}

/// How an accepted complaint is handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Track {
    /// Day-to-day business: guide and explain (Art. 12).
    Guidance,
    /// Investigate and verify (Art. 5, 6, 11).
    Investigation,
}

impl Track {
    /// Both tracks.
    pub const ALL: [Self; 2] = [Self::Guidance, Self::Investigation];

    /// The word used in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Guidance => "guidance",
            Self::Investigation => "investigation",
        }
    }
}

/// What the authority owes whatever the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Duty {
    /// Art. 8: the first receiver makes the written record.
    WrittenRecordByFirstReceiver,
    /// Art. 12: guide and explain.
    GuideAndExplain,
    /// Art. 12: tell when an answer will be given.
    PromiseReplyDate,
    /// Art. 13: take measures and inform the public.
    PublicResponse,
    /// Art. 4(2): report upward.
    ReportUpward,
    /// Art. 10(3): join to the open case.
    AttachToOpenCase,
    /// Art. 15: keep confidential.
    KeepConfidential,
}

impl Duty {
    /// Every duty, in the order in which answers list them.
    pub const ALL: [Self; 7] = [
        Self::WrittenRecordByFirstReceiver,
        Self::GuideAndExplain,
        Self::PromiseReplyDate,
        Self::PublicResponse,
        Self::ReportUpward,
        Self::AttachToOpenCase,
        Self::KeepConfidential,
    ];

    /// The id used in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WrittenRecordByFirstReceiver => "written_record_by_first_receiver",
            Self::GuideAndExplain => "guide_and_explain",
            Self::PromiseReplyDate => "promise_reply_date",
            Self::PublicResponse => "public_response",
            Self::ReportUpward => "report_upward",
            Self::AttachToOpenCase => "attach_to_open_case",
            Self::KeepConfidential => "keep_confidential",
        }
    }

    /// The provision it follows from.
    #[must_use]
    pub fn provision(self) -> &'static Provision {
        match self {
            Self::WrittenRecordByFirstReceiver => &ART8,
            Self::GuideAndExplain | Self::PromiseReplyDate => &ART12,
            Self::PublicResponse => &ART13,
            Self::ReportUpward => &ART4_2,
            Self::AttachToOpenCase => &ART10_3,
            Self::KeepConfidential => &ART15,
        }
    }

    fn owed(self, facts: &AdmissibilityFacts, open_repeat: Status) -> bool {
        match self {
            Self::WrittenRecordByFirstReceiver => needs_written_record(facts),
            Self::GuideAndExplain => must_guide(facts),
            Self::PromiseReplyDate => must_promise_reply(facts),
            Self::PublicResponse => must_respond_publicly(facts),
            Self::ReportUpward => must_report_upward(facts),
            Self::AttachToOpenCase => open_repeat == Status::Met,
            Self::KeepConfidential => true,
        }
    }
}

/// The answer of the admissibility engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admissibility {
    /// Accept, reject, or not to be said yet.
    pub outcome: Outcome,
    /// Only with [`Outcome::Accept`].
    pub track: Option<Track>,
    /// Art. 9(1) and (2).
    pub conditions: [Ground; 2],
    /// Art. 10(1) to (6).
    pub grounds: [Ground; 6],
    duties: [bool; 7],
    form: [bool; 5],
    /// The parameters that were used.
    pub parameters: GdParameters,
    /// Whether the cap of Art. 18 was used for an earlier complaint's due date.
    pub cap_used: bool,
    /// A day of a year without an official calendar was consulted.
    pub provisional: bool,
    /// The pointers the grounds refer to.
    pub table: PointerTable,
}

impl Admissibility {
    /// What the authority owes, in the order in which answers list it.
    pub fn duties(&self) -> impl Iterator<Item = Duty> + '_ {
        Duty::ALL
            .into_iter()
            .zip(self.duties)
            .filter_map(|(duty, owed)| owed.then_some(duty))
    }

    /// The statements of Art. 8 that are missing.
    pub fn form_deficiencies(&self) -> impl Iterator<Item = FormItem> + '_ {
        FormItem::ALL
            .into_iter()
            .zip(self.form)
            .filter_map(|(item, missing)| missing.then_some(item))
    }

    /// The pointers of the facts that the undetermined grounds need, sorted, without repeats.
    #[must_use]
    pub fn missing_facts(&self) -> Pointers {
        let mut all = Pointers::new();
        for ground in &self.grounds {
            all.extend_from_slice(self.table.get(ground.missing));
        }
        sort_unique(&mut all);
        all
    }

    /// The pointers of a stretch.
    #[must_use]
    pub fn pointers(&self, stretch: crate::ground::Stretch) -> &[Pointer] {
        self.table.get(stretch)
    }
}

/// Decides admissibility (Art. 9, 10) with the same parameters for every day; see [`decide_dated`].
///
/// # Errors
/// As [`decide_dated`].
pub fn decide(
    facts: &AdmissibilityFacts,
    calendar: &WorkingCalendar,
    parameters: &GdParameters,
) -> Result<Admissibility, OutOfRange> {
    decide_dated(facts, calendar, &|_any_day| *parameters)
}

/// Decides admissibility (Art. 9, 10) and names the duties that follow (Art. 4, 8, 12, 13, 15).
///
/// `parameters` gives the values in force on a day: those of the day the complaint was put forward decide, but an
/// earlier case's due date follows those of its own acceptance, as its clock does.
/// The facts are to be free of [`super::inconsistencies`].
///
/// # Errors
/// [`OutOfRange`] where a limit lies beyond the supported calendar.
pub fn decide_dated(
    facts: &AdmissibilityFacts,
    calendar: &WorkingCalendar,
    parameters: &impl Fn(NaiveDate) -> GdParameters,
) -> Result<Admissibility, OutOfRange> {
    let own = parameters(facts.submitted_on);
    let mut run = Run {
        facts,
        calendar,
        parameters: own,
        on: parameters,
        table: PointerTable::default(),
        provisional: false,
        cap_used: false,
    };
    let conditions = [run.art9_1(), run.art9_2()];
    let grounds = [
        run.art10_1(),
        run.art10_2(),
        run.art10_3()?,
        run.art10_4(),
        run.art10_5(),
        run.art10_6()?,
    ];
    let mut outcome = Outcome::Accept;
    for ground in &grounds {
        outcome = match (outcome, ground.status) {
            (Outcome::Reject, _) | (_, Status::Met) => Outcome::Reject,
            (Outcome::Undetermined, _) | (_, Status::Undetermined) => Outcome::Undetermined,
            (Outcome::Accept, Status::NotMet) => Outcome::Accept,
        };
    }
    let track = match outcome {
        Outcome::Accept if facts.routine_business.is_true() => Some(Track::Guidance),
        Outcome::Accept => Some(Track::Investigation),
        Outcome::Reject | Outcome::Undetermined => None,
    };
    let [_, _, open_repeat, ..] = &grounds;
    let duties = Duty::ALL.map(|duty| duty.owed(facts, open_repeat.status));
    let form = FormItem::ALL.map(|item| item.given(facts).is_false());
    Ok(Admissibility {
        outcome,
        track,
        conditions,
        grounds,
        duties,
        form,
        parameters: own,
        cap_used: run.cap_used,
        provisional: run.provisional,
        table: run.table,
    })
}
