//! Reading what the public sends.

use domain::division::DivisionCode;
use domain::gd::art09_10_admissibility::Event;
use domain::gd::case::record::{AccusedKind, AccusedParty, CaseKind, FormGiven};

use super::code::ReceiptCode;
use crate::decode::{Context, Line, Object, Prose, Slot, Word, object};
use crate::v1::complaints::intake::request::{Complainant, ComplainantSlots, Statement, statement};
use crate::v1::complaints::words::{Division, SocialCreditCode};
use crate::v1::evaluation::admissibility::request::EventSlots;

/// A complaint as a member of the public hands it in (Art. 8). Nothing of it is printed.
pub struct Complaint {
    pub(super) kind: CaseKind,
    pub(super) complainant: Complainant,
    pub(super) accused: AccusedParty,
    pub(super) places: Vec<DivisionCode>,
    pub(super) industry: Option<String>,
    pub(super) event: Option<Event>,
    pub(super) statement: Statement,
}

impl std::fmt::Debug for Complaint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Complaint(…)")
    }
}

impl Complaint {
    /// Which statements of Art. 8 are given.
    #[must_use]
    pub fn form(&self) -> FormGiven {
        FormGiven {
            name: self.complainant.name.is_some(),
            contact: self.complainant.reachable(),
            request: self.statement.request.is_some(),
            facts: self.statement.facts.is_some(),
            reasons: self.statement.reasons.is_some(),
            oral_record: false,
        }
    }
}

object! {
    /// The members of a complaint.
    pub struct ComplaintSlots<'de> {
        kind: scalar Word<CaseKind>,
        complainant: object ComplainantSlots<'de>,
        accused: object AccusedSlots<'de>,
        places: items Division,
        industry: scalar Line,
        event: object EventSlots<'de>,
        request: scalar Prose,
        facts: scalar Prose,
        reasons: scalar Prose,
        confidential_matters: scalar Prose,
    }
}

impl<'de> Object<'de> for ComplaintSlots<'de> {
    type Target = Complaint;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let kind = self.kind.required(context, "kind");
        // One that was given and is no good has its own fault.
        let tried = [&self.request, &self.facts, &self.reasons];
        let tried = tried.iter().any(|slot| slot.is_faulty());
        let statement = statement(
            context,
            [
                self.request,
                self.facts,
                self.reasons,
                Slot::Absent,
                self.confidential_matters,
            ],
        );
        let said = [&statement.request, &statement.facts, &statement.reasons];
        if !tried && said.iter().all(|text| text.is_none()) {
            context.fault_at(
                "request",
                "请求、事实、理由至少须写明一项",
                "say at least one of request, facts and reasons",
            );
        }
        let Word(kind) = kind?;
        Some(Complaint {
            kind,
            complainant: self.complainant.optional().unwrap_or_default(),
            accused: self.accused.optional().unwrap_or(AccusedParty {
                name: None,
                kind: AccusedKind::Unknown,
                uscc: None,
                division: None,
                party_id: None,
            }),
            places: self
                .places
                .optional()
                .unwrap_or_default()
                .into_iter()
                .map(|Division(code)| code)
                .collect(),
            industry: self.industry.optional().map(|Line(text)| text),
            event: self.event.optional(),
            statement,
        })
    }
}

object! {
    /// The members of `accused`.
    pub struct AccusedSlots<'de> {
        name: scalar Line,
        kind: scalar Word<AccusedKind>,
        uscc: scalar SocialCreditCode,
        division: scalar Division,
    }
}

impl<'de> Object<'de> for AccusedSlots<'de> {
    type Target = AccusedParty;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let Word(kind) = self
            .kind
            .or_default(context, "kind", Word(AccusedKind::Unknown))?;
        Some(AccusedParty {
            name: self.name.optional().map(|Line(text)| text),
            kind,
            uscc: self
                .uscc
                .optional()
                .map(|SocialCreditCode(code)| code.to_string()),
            division: self.division.optional().map(|Division(code)| code),
            party_id: None,
        })
    }
}

object! {
    /// A receipt code alone.
    pub struct CodeSlots<'de> {
        receipt_code: scalar ReceiptCode,
    }
}

impl<'de> Object<'de> for CodeSlots<'de> {
    type Target = ReceiptCode;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        self.receipt_code.required(context, "receipt_code")
    }
}
