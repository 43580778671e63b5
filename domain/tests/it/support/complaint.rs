//! A complaint's facts, written as sentences.

use chrono::Days;
use domain::gd::art09_10_admissibility::{
    AdmissibilityFacts, Channel, Event, Precision, PriorComplaint, PriorStatus,
};

use super::{NO, YES, date};

/// A complaint of that day that nothing stands against and of which everything is known.
pub fn complaint(submitted_on: &str) -> AdmissibilityFacts {
    let submitted_on = date(submitted_on);
    AdmissibilityFacts {
        submitted_on,
        channel: Some(Channel::Web),
        accused_identified: YES,
        violation_specified: YES,
        has_factual_basis: YES,
        within_function: YES,
        within_jurisdiction: YES,
        routine_business: NO,
        normal_procedure_followed: NO,
        answered_on_the_spot: NO,
        event: Some(Event {
            date: submitted_on.checked_sub_days(Days::new(30)),
            precision: Precision::Day,
            ongoing: false,
        }),
        prior_complaints: Some(Vec::new()),
        complainant_name_given: YES,
        contact_given: YES,
        request_given: YES,
        facts_given: YES,
        reasons_given: YES,
        media_exposed: NO,
        high_impact: NO,
        urgent: NO,
    }
}

/// Sentences that change a complaint's facts.
pub trait Complaint: Sized {
    /// Changes anything.
    fn with(self, change: impl FnOnce(&mut AdmissibilityFacts)) -> AdmissibilityFacts;

    /// The event happened on that day.
    fn event_on(self, day: &str) -> AdmissibilityFacts {
        self.event(Some(day), Precision::Day, false)
    }

    /// The event happened in the month of that day.
    fn event_in_month_of(self, day: &str) -> AdmissibilityFacts {
        self.event(Some(day), Precision::Month, false)
    }

    /// The event happened in the year of that day.
    fn event_in_year_of(self, day: &str) -> AdmissibilityFacts {
        self.event(Some(day), Precision::Year, false)
    }

    /// An event.
    fn event(self, day: Option<&str>, precision: Precision, ongoing: bool) -> AdmissibilityFacts {
        self.with(|f| {
            f.event = Some(Event {
                date: day.map(date),
                precision,
                ongoing,
            });
        })
    }

    /// There was an earlier complaint.
    fn after(self, earlier: PriorComplaint) -> AdmissibilityFacts {
        self.with(|f| f.prior_complaints.get_or_insert_default().push(earlier))
    }
}

impl Complaint for AdmissibilityFacts {
    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}

/// An earlier complaint of the same complainant about the same matter, no dates known, nothing new in the repeat.
pub fn prior(status: PriorStatus) -> PriorComplaint {
    PriorComplaint {
        same_complainant: YES,
        same_matter: YES,
        status,
        accepted_on: None,
        due_on: None,
        concluded_on: None,
        raises_new_facts: NO,
    }
}

/// The same, accepted and open.
pub fn accepted(accepted_on: Option<&str>, due_on: Option<&str>) -> PriorComplaint {
    PriorComplaint {
        accepted_on: accepted_on.map(date),
        due_on: due_on.map(date),
        ..prior(PriorStatus::Accepted)
    }
}

/// The same, concluded.
pub fn concluded(raises_new_facts: domain::truth::Truth) -> PriorComplaint {
    PriorComplaint {
        raises_new_facts,
        ..prior(PriorStatus::Concluded)
    }
}
