//! Reading an admissibility request.

use chrono::NaiveDate;
use domain::gd::art09_10_admissibility::{
    AdmissibilityFacts, Channel, Event, Precision, PriorComplaint, PriorStatus,
};

use crate::decode::{Choice, Context, Object, Text, Word, object};

impl Choice for Channel {
    fn choices() -> impl Iterator<Item = (&'static str, Self)> {
        Self::ALL.into_iter().map(|c| (c.as_str(), c))
    }
}

impl Choice for Precision {
    fn choices() -> impl Iterator<Item = (&'static str, Self)> {
        Self::ALL.into_iter().map(|p| (p.as_str(), p))
    }
}

impl Choice for PriorStatus {
    fn choices() -> impl Iterator<Item = (&'static str, Self)> {
        Self::ALL.into_iter().map(|s| (s.as_str(), s))
    }
}

/// A request as read.
#[derive(Debug)]
pub struct AdmissibilityRequest<'de> {
    /// The profile named, if any.
    pub profile: Option<Text<'de>>,
    /// The facts.
    pub facts: AdmissibilityFacts,
}

object! {
    /// The members of a request.
    pub struct RequestSlots<'de> {
        profile: scalar Text<'de>,
        facts: object FactsSlots<'de>,
    }
}

impl<'de> Object<'de> for RequestSlots<'de> {
    type Target = AdmissibilityRequest<'de>;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        Some(AdmissibilityRequest {
            profile: self.profile.optional(),
            facts: self.facts.required(context, "facts")?,
        })
    }
}

object! {
    /// The members of `facts`.
    pub struct FactsSlots<'de> {
        submitted_on: scalar NaiveDate,
        channel: scalar Word<Channel>,
        accused_identified: scalar bool,
        violation_specified: scalar bool,
        has_factual_basis: scalar bool,
        within_function: scalar bool,
        within_jurisdiction: scalar bool,
        routine_business: scalar bool,
        normal_procedure_followed: scalar bool,
        answered_on_the_spot: scalar bool,
        event: object EventSlots<'de>,
        prior_complaints: list PriorSlots<'de>,
        complainant_name_given: scalar bool,
        contact_given: scalar bool,
        request_given: scalar bool,
        facts_given: scalar bool,
        reasons_given: scalar bool,
        media_exposed: scalar bool,
        high_impact: scalar bool,
        urgent: scalar bool,
    }
}

impl<'de> Object<'de> for FactsSlots<'de> {
    type Target = AdmissibilityFacts;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        Some(AdmissibilityFacts {
            submitted_on: self.submitted_on.required(context, "submitted_on")?,
            channel: self.channel.optional().map(|Word(channel)| channel),
            accused_identified: self.accused_identified.optional().into(),
            violation_specified: self.violation_specified.optional().into(),
            has_factual_basis: self.has_factual_basis.optional().into(),
            within_function: self.within_function.optional().into(),
            within_jurisdiction: self.within_jurisdiction.optional().into(),
            routine_business: self.routine_business.optional().into(),
            normal_procedure_followed: self.normal_procedure_followed.optional().into(),
            answered_on_the_spot: self.answered_on_the_spot.optional().into(),
            event: self.event.optional(),
            prior_complaints: self.prior_complaints.optional(),
            complainant_name_given: self.complainant_name_given.optional().into(),
            contact_given: self.contact_given.optional().into(),
            request_given: self.request_given.optional().into(),
            facts_given: self.facts_given.optional().into(),
            reasons_given: self.reasons_given.optional().into(),
            media_exposed: self.media_exposed.optional().into(),
            high_impact: self.high_impact.optional().into(),
            urgent: self.urgent.optional().into(),
        })
    }
}

object! {
    /// The members of `event`.
    pub struct EventSlots<'de> {
        date: scalar NaiveDate,
        precision: scalar Word<Precision>,
        ongoing: scalar bool,
    }
}

impl<'de> Object<'de> for EventSlots<'de> {
    type Target = Event;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let precision = self
            .precision
            .or_default(context, "precision", Word(Precision::Day));
        let ongoing = self.ongoing.or_default(context, "ongoing", false);
        let Word(precision) = precision?;
        Some(Event {
            date: self.date.optional(),
            precision,
            ongoing: ongoing?,
        })
    }
}

object! {
    /// The members of an item of `prior_complaints`.
    pub struct PriorSlots<'de> {
        same_complainant: scalar bool,
        same_matter: scalar bool,
        status: scalar Word<PriorStatus>,
        accepted_on: scalar NaiveDate,
        due_on: scalar NaiveDate,
        concluded_on: scalar NaiveDate,
        raises_new_facts: scalar bool,
    }
}

impl<'de> Object<'de> for PriorSlots<'de> {
    type Target = PriorComplaint;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let Word(status) = self.status.required(context, "status")?;
        Some(PriorComplaint {
            same_complainant: self.same_complainant.optional().into(),
            same_matter: self.same_matter.optional().into(),
            status,
            accepted_on: self.accepted_on.optional(),
            due_on: self.due_on.optional(),
            concluded_on: self.concluded_on.optional(),
            raises_new_facts: self.raises_new_facts.optional().into(),
        })
    }
}
