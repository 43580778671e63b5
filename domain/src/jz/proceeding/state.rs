//! A proceeding as its events tell it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::event::{
    Decided, Dropped, HearingHeld, HearingLapsed, HearingRequested, InterviewHeld, Lifted,
    Notified, ProceedingEvent, Proposed, RectificationAccepted, Returned, Sanctioning, Served,
    Span, StatementMade, TimedMeasure,
};
use super::weigh::{Evaluation, supports};
use crate::gd::case::words::record_words;
use crate::jz::sanctions::Tier;

record_words! {
    /// Where a proceeding stands.
    Status {
        /// 拟处理: proposed by the engine
        Proposed = "proposed",
        /// 已告知
        Notified = "notified",
        /// 已听取陈述或期限届满
        Heard = "heard",
        /// 已作出，待审批
        Decided = "decided",
        /// 已审批，待送达
        Approved = "approved",
        /// 执行中
        InForce = "in_force",
        /// 已办结
        Completed = "completed",
        /// 已解除
        Lifted = "lifted",
        /// 已期满
        Expired = "expired",
        /// 不予处理
        Dropped = "dropped",
    }
}

impl Status {
    /// Whether the matter is neither served nor dropped: an institution has at most one such proceeding.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::Proposed | Self::Notified | Self::Heard | Self::Decided | Self::Approved => true,
            Self::InForce | Self::Completed | Self::Lifted | Self::Expired | Self::Dropped => false,
        }
    }
}

/// A proceeding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proceeding {
    /// How it began.
    pub proposed: Proposed,
    /// Where it stands by its events; [`Self::status_on`] also knows what days bring.
    pub status: Status,
    /// The day of the last step.
    pub last_on: NaiveDate,
    /// Every evaluation it rests on, in order.
    pub evaluations: Vec<Evaluation>,
    /// Which of them the proposal rests on.
    proposal: usize,
    /// The notice.
    pub notice: Option<Notified>,
    /// Statements and commitments.
    pub statements: Vec<StatementMade>,
    /// A hearing was asked for.
    pub hearing_request: Option<HearingRequested>,
    /// It took place.
    pub hearing: Option<HearingHeld>,
    /// The time for it is over.
    pub lapsed: Option<HearingLapsed>,
    /// The decision as it stands.
    pub decision: Option<Decided>,
    /// Who approved it, and when.
    pub approval: Option<(NaiveDate, String)>,
    /// Decisions that were not approved.
    pub returned: Vec<Returned>,
    /// Service.
    pub service: Option<Served>,
    /// The interview.
    pub interview: Option<InterviewHeld>,
    /// The accepted rectification.
    pub rectification: Option<RectificationAccepted>,
    /// What was lifted.
    pub lifted: Vec<Lifted>,
    /// The day it was completed.
    pub completed_on: Option<NaiveDate>,
    /// Why it was dropped.
    pub dropped: Option<Dropped>,
}

impl Proceeding {
    /// From the first event; none: nothing was proposed.
    #[must_use]
    pub fn begin(event: &ProceedingEvent) -> Option<Self> {
        let ProceedingEvent::Proposed(proposed) = event else {
            return None;
        };
        Some(Self {
            status: Status::Proposed,
            last_on: proposed.on,
            evaluations: vec![proposed.evaluation.clone()],
            proposal: 0,
            proposed: proposed.as_ref().clone(),
            notice: None,
            statements: Vec::new(),
            hearing_request: None,
            hearing: None,
            lapsed: None,
            decision: None,
            approval: None,
            returned: Vec::new(),
            service: None,
            interview: None,
            rectification: None,
            lifted: Vec::new(),
            completed_on: None,
            dropped: None,
        })
    }

    /// What it is after one more event.
    pub fn apply(&mut self, event: &ProceedingEvent) {
        self.last_on = self.last_on.max(event.on());
        match event {
            ProceedingEvent::Proposed(_) => {}
            ProceedingEvent::Updated(updated) => {
                self.proposal = self.evaluations.len();
                self.evaluations.push(updated.evaluation.clone());
            }
            ProceedingEvent::Notified(notified) => {
                self.status = Status::Notified;
                self.notice = Some(notified.as_ref().clone());
            }
            ProceedingEvent::StatementMade(made) => {
                self.statements.push(made.as_ref().clone());
                if self.hearing_request.is_none() || self.hearing.is_some() {
                    self.status = Status::Heard;
                }
            }
            ProceedingEvent::HearingRequested(requested) => {
                self.status = Status::Notified;
                self.hearing_request = Some(requested.as_ref().clone());
            }
            ProceedingEvent::HearingHeld(held) => {
                self.status = Status::Heard;
                self.hearing = Some(held.as_ref().clone());
            }
            ProceedingEvent::HearingLapsed(lapsed) => {
                self.status = Status::Heard;
                self.lapsed = Some(lapsed.as_ref().clone());
            }
            ProceedingEvent::Decided(decided) => {
                self.status = Status::Decided;
                self.evaluations.push(decided.evaluation.clone());
                self.decision = Some(decided.as_ref().clone());
            }
            ProceedingEvent::Approved(approved) => {
                self.status = Status::Approved;
                self.approval = Some((approved.on, approved.by.clone()));
            }
            ProceedingEvent::Returned(returned) => {
                self.status = Status::Heard;
                self.decision = None;
                self.approval = None;
                self.returned.push(returned.as_ref().clone());
            }
            ProceedingEvent::Served(served) => {
                self.status = Status::InForce;
                self.service = Some(served.as_ref().clone());
            }
            ProceedingEvent::InterviewHeld(held) => self.interview = Some(held.as_ref().clone()),
            ProceedingEvent::RectificationAccepted(accepted) => {
                self.rectification = Some(accepted.as_ref().clone());
            }
            ProceedingEvent::Completed(completed) => {
                self.status = Status::Completed;
                self.completed_on = Some(completed.on);
            }
            ProceedingEvent::Lifted(lifted) => {
                self.lifted.push(lifted.as_ref().clone());
                let over = match lifted.measure {
                    TimedMeasure::Ban => true,
                    TimedMeasure::Suspension | TimedMeasure::Listing => {
                        self.rectification.is_some()
                            && self.end_of(TimedMeasure::Suspension).is_some()
                            && self.end_of(TimedMeasure::Listing).is_some()
                            && !self.lasts_after(lifted.on)
                    }
                };
                if over {
                    self.status = Status::Lifted;
                }
            }
            ProceedingEvent::Dropped(dropped) => {
                self.status = Status::Dropped;
                self.dropped = Some(dropped.as_ref().clone());
            }
        }
    }

    /// The evaluation that the proposal rests on: what the institution was told, whatever was evaluated since.
    #[must_use]
    pub fn proposal(&self) -> &Evaluation {
        self.evaluations
            .get(self.proposal)
            .unwrap_or(&self.proposed.evaluation)
    }

    /// The evaluation of that number, from 1.
    #[must_use]
    pub fn evaluation_of(&self, number: usize) -> Option<&Evaluation> {
        self.evaluations.get(number.checked_sub(1)?)
    }

    /// What the institution itself is shown: before the service nothing of a decision, and how the facts stood up to the
    /// notice.
    #[must_use]
    pub fn as_told(&self) -> Self {
        let mut told = self.clone();
        if self.service.is_some() {
            return told;
        }
        if matches!(self.status, Status::Decided | Status::Approved) {
            told.status = Status::Heard;
        }
        told.decision = None;
        told.approval = None;
        told.returned.clear();
        told.evaluations.truncate(self.proposal.saturating_add(1));
        let days = [
            self.notice.as_ref().map(|step| step.on),
            self.statements.iter().map(|step| step.on).max(),
            self.hearing_request.as_ref().map(|step| step.on),
            self.hearing.as_ref().map(|step| step.on),
            self.lapsed.as_ref().map(|step| step.on),
            self.dropped.as_ref().map(|step| step.on),
        ];
        let last = days.into_iter().flatten().max();
        told.last_on = last.unwrap_or(self.proposed.on);
        told
    }

    /// The tier: as decided, else as proposed.
    #[must_use]
    pub fn tier(&self) -> Tier {
        self.decision.as_ref().map_or_else(
            || self.proposal().tier,
            |decided| decided.sanctioning.tier(),
        )
    }

    /// What it rests on: the proposal's, and what a served decision relied upon besides.
    #[must_use]
    pub fn supports(&self) -> BTreeSet<String> {
        let mut keys = supports(&self.proposal().grounds);
        if let Some(decided) = self.decision.as_ref().filter(|_| self.service.is_some()) {
            let mut relied = decided.evaluation.grounds.clone();
            relied.retain(|met| decided.grounds.contains(&met.ground));
            keys.extend(supports(&relied));
        }
        keys
    }

    /// Whether its supports are settled: served, or dropped by an officer.
    #[must_use]
    pub fn settles(&self) -> bool {
        self.service.is_some()
            || self
                .dropped
                .as_ref()
                .is_some_and(|dropped| !dropped.vanished)
    }

    /// Whether the institution itself sees it: from the notice on.
    #[must_use]
    pub const fn is_told(&self) -> bool {
        self.notice.is_some() || self.service.is_some()
    }

    /// The first day of a measure of the decision: not before it was served.
    #[must_use]
    pub fn span_of(&self, measure: TimedMeasure) -> Option<(NaiveDate, Option<NaiveDate>)> {
        let served = self.service.as_ref()?.on;
        let sanctioning = &self.decision.as_ref()?.sanctioning;
        let since = |span: &Span| {
            let from = span.from.map_or(served, |from| from.max(served));
            let open = span.to.is_none_or(|to| from <= to);
            open.then_some((from, span.to))
        };
        match (sanctioning, measure) {
            (Sanctioning::Warning { suspension, .. }, TimedMeasure::Suspension) => {
                since(suspension)
            }
            (Sanctioning::Warning { listing, .. }, TimedMeasure::Listing) => since(&listing.span),
            (Sanctioning::MarketBan { barred_until }, TimedMeasure::Ban) => {
                Some((served, Some(*barred_until)))
            }
            (
                Sanctioning::Interview { .. }
                | Sanctioning::Warning { .. }
                | Sanctioning::MarketBan { .. },
                _,
            ) => None,
        }
    }

    /// The last day of a measure: by the decision, or the day it was lifted.
    #[must_use]
    pub fn end_of(&self, measure: TimedMeasure) -> Option<NaiveDate> {
        let lifted = self.lifted.iter().find(|lifted| lifted.measure == measure);
        match lifted {
            Some(lifted) => Some(lifted.on),
            None => self.span_of(measure).and_then(|(_, to)| to),
        }
    }

    /// Whether a measure is in force on a day.
    #[must_use]
    pub fn is_in_force(&self, measure: TimedMeasure, day: NaiveDate) -> bool {
        let lifted = self.lifted.iter().any(|lifted| lifted.measure == measure);
        !lifted
            && self
                .span_of(measure)
                .is_some_and(|(from, to)| from <= day && to.is_none_or(|to| day <= to))
    }

    /// Whether a measure still lasts after a day, or has not begun yet.
    #[must_use]
    pub fn lasts_after(&self, day: NaiveDate) -> bool {
        TimedMeasure::ALL.iter().any(|measure| {
            let lifted = self.lifted.iter().any(|lifted| lifted.measure == *measure);
            !lifted
                && self
                    .span_of(*measure)
                    .is_some_and(|(_, to)| to.is_none_or(|to| day < to))
        })
    }

    /// The last day of everything it ordered, where days alone end it; none: somebody has to end it.
    #[must_use]
    pub fn ends_on(&self) -> Option<NaiveDate> {
        if self.status != Status::InForce {
            return None;
        }
        let decision = self.decision.as_ref()?;
        match &decision.sanctioning {
            Sanctioning::Interview { .. } => None,
            Sanctioning::Warning { .. } if self.rectification.is_none() => None,
            Sanctioning::Warning { .. } => {
                let mut last = self.rectification.as_ref()?.on;
                for measure in [TimedMeasure::Suspension, TimedMeasure::Listing] {
                    if self.span_of(measure).is_some() {
                        last = last.max(self.end_of(measure)?);
                    }
                }
                Some(last)
            }
            Sanctioning::MarketBan { barred_until } => Some(*barred_until),
        }
    }

    /// Where it stands on a day: what is in force expires by its dates.
    #[must_use]
    pub fn status_on(&self, day: NaiveDate) -> Status {
        if self.ends_on().is_some_and(|last| last < day) {
            Status::Expired
        } else {
            self.status
        }
    }
}
