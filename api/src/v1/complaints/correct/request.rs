//! Reading a correction: what is absent stays, null means that it is not known.

use chrono::NaiveDate;
use domain::division::DivisionCode;
use domain::gd::art09_10_admissibility::Channel;
use domain::gd::case::Corrections;
use domain::gd::case::record::{AccusedKind, CaseKind};
use domain::truth::Truth;

use super::super::intake::request::{Complainant, Statement, complainant, statement};
use super::super::words::{Division, EmailAddress, IdentityNumber, PhoneNumber, SocialCreditCode};
use crate::decode::{Context, Line, Object, Prose, Slot, Word, object};
use crate::v1::evaluation::admissibility::request::EventSlots;

/// A correction as read. Nothing of it is printed: some of it is confidential.
pub struct CorrectionRequest {
    /// What of the record changes; of what is sealed, nothing yet.
    pub changes: Corrections,
    /// The complainant as a whole, if corrected.
    pub complainant: Option<Complainant>,
    /// The statement as a whole, if corrected.
    pub statement: Option<Statement>,
}

impl std::fmt::Debug for CorrectionRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CorrectionRequest(…)")
    }
}

/// What of the accused party is corrected: none, it stays; some none, it is not known.
#[derive(Debug, Default)]
pub struct AccusedChanges {
    name: Option<Option<String>>,
    kind: Option<AccusedKind>,
    uscc: Option<Option<String>>,
    division: Option<Option<DivisionCode>>,
    organisation_id: Option<Option<String>>,
}

/// A member that may be corrected to "not known".
fn or_unknown<T, U>(slot: Slot<T>, map: impl FnOnce(T) -> U) -> Option<Option<U>> {
    match slot {
        Slot::Value(value) => Some(Some(map(value))),
        Slot::Null => Some(None),
        Slot::Absent | Slot::Faulty => None,
    }
}

/// A member that always has a value.
fn always_known<T>(slot: Slot<T>, context: &mut Context, name: &'static str) -> Option<T> {
    if matches!(slot, Slot::Null) {
        context.fault_at(
            name,
            "不得为 null；不更正的，不写此项",
            "must not be null: leave it out to keep it",
        );
    }
    slot.optional()
}

fn truth(slot: Slot<bool>) -> Option<Truth> {
    or_unknown(slot, Truth::from).map(|known| known.unwrap_or(Truth::Unknown))
}

fn line(slot: Slot<Line>) -> Option<Option<String>> {
    or_unknown(slot, |Line(text)| text)
}

object! {
    /// The members of a correction.
    pub struct CorrectionSlots<'de> {
        kind: scalar Word<CaseKind>,
        channel: scalar Word<Channel>,
        submitted_on: scalar NaiveDate,
        complainant: object ComplainantSlots<'de>,
        statement: object StatementSlots<'de>,
        wants_confidentiality: scalar bool,
        accused: object AccusedSlots<'de>,
        places: items Division,
        industry: scalar Line,
        event: object EventSlots<'de>,
        media_exposed: scalar bool,
        high_impact: scalar bool,
        urgent: scalar bool,
        first_receiver: scalar Line,
    }
}

impl<'de> Object<'de> for CorrectionSlots<'de> {
    type Target = CorrectionRequest;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let accused = always_known(self.accused, context, "accused").unwrap_or_default();
        let places = always_known(self.places, context, "places");
        let changes = Corrections {
            kind: always_known(self.kind, context, "kind").map(|Word(kind)| kind),
            channel: always_known(self.channel, context, "channel").map(|Word(channel)| channel),
            submitted_on: always_known(self.submitted_on, context, "submitted_on"),
            accused_name: accused.name,
            accused_kind: accused.kind,
            accused_uscc: accused.uscc,
            accused_division: accused.division,
            accused_party_id: accused.organisation_id,
            places: places.map(|places| places.into_iter().map(|Division(code)| code).collect()),
            industry: line(self.industry),
            event: or_unknown(self.event, |event| event),
            form: None,
            wants_confidentiality: always_known(
                self.wants_confidentiality,
                context,
                "wants_confidentiality",
            ),
            media_exposed: truth(self.media_exposed),
            high_impact: truth(self.high_impact),
            urgent: truth(self.urgent),
            first_receiver: line(self.first_receiver),
            identity: None,
            statement: None,
        };
        Some(CorrectionRequest {
            changes,
            complainant: always_known(self.complainant, context, "complainant"),
            statement: always_known(self.statement, context, "statement"),
        })
    }
}

object! {
    /// The members of `complainant`: without the wish for confidentiality, which a correction of who they are must not
    /// drop by saying nothing of it.
    pub struct ComplainantSlots<'de> {
        name: scalar Line,
        phone: scalar PhoneNumber,
        email: scalar EmailAddress,
        id_number: scalar IdentityNumber,
        address: scalar Line,
        other_contact: scalar Line,
    }
}

impl<'de> Object<'de> for ComplainantSlots<'de> {
    type Target = Complainant;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let told = [&self.name, &self.address, &self.other_contact]
            .iter()
            .any(|slot| slot.is_faulty())
            || self.phone.is_faulty()
            || self.email.is_faulty()
            || self.id_number.is_faulty();
        let who = complainant(
            context,
            [self.name, self.address, self.other_contact],
            self.phone,
            self.email,
            self.id_number,
        );
        if !who.is_known() {
            nothing(context, told);
            return None;
        }
        Some(who)
    }
}

object! {
    /// The members of `statement`.
    pub struct StatementSlots<'de> {
        request: scalar Prose,
        facts: scalar Prose,
        reasons: scalar Prose,
        oral_record: scalar Prose,
        confidential_matters: scalar Prose,
    }
}

impl<'de> Object<'de> for StatementSlots<'de> {
    type Target = Statement;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let told = [
            &self.request,
            &self.facts,
            &self.reasons,
            &self.oral_record,
            &self.confidential_matters,
        ]
        .iter()
        .any(|slot| slot.is_faulty());
        let statement = statement(
            context,
            [
                self.request,
                self.facts,
                self.reasons,
                self.oral_record,
                self.confidential_matters,
            ],
        );
        if !statement.says_anything() {
            nothing(context, told);
            return None;
        }
        Some(statement)
    }
}

/// What is sealed is replaced, never emptied: that would be no correction but a removal.
fn nothing(context: &mut Context, told: bool) {
    if !told {
        context.fault(
            "须至少填写一项；更正不能将其清空",
            "must say something: a correction does not empty it",
        );
    }
}

object! {
    /// The members of `accused`.
    pub struct AccusedSlots<'de> {
        name: scalar Line,
        kind: scalar Word<AccusedKind>,
        uscc: scalar SocialCreditCode,
        division: scalar Division,
        organisation_id: scalar Line,
    }
}

impl<'de> Object<'de> for AccusedSlots<'de> {
    type Target = AccusedChanges;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        Some(AccusedChanges {
            name: line(self.name),
            kind: always_known(self.kind, context, "kind").map(|Word(kind)| kind),
            uscc: or_unknown(self.uscc, |SocialCreditCode(code)| code.to_string()),
            division: or_unknown(self.division, |Division(code)| code),
            organisation_id: line(self.organisation_id),
        })
    }
}
