//! Reading an intake (Art. 8).

use chrono::NaiveDate;
use domain::access::Regime;
use domain::division::DivisionCode;
use domain::gd::art09_10_admissibility::{Channel, Event};
use domain::gd::case::record::{AccusedKind, AccusedParty, CaseKind, FormGiven};
use domain::gd::case::{is_masked, is_masked_name, is_only_marks};
use domain::identifier::{Email, IdNumber, Phone};
use domain::truth::Truth;

use super::super::words::{Division, EmailAddress, IdentityNumber, PhoneNumber, SocialCreditCode};
use crate::decode::{Context, Instant, Line, Object, Prose, Slot, Word, object};
use crate::v1::evaluation::admissibility::request::EventSlots;

/// An intake as read. Nothing of it is printed: most of it is confidential.
pub struct IntakeRequest {
    /// The regulation; none: that of the caller's organisation.
    pub regime: Option<Regime>,
    /// Complaint or report.
    pub kind: CaseKind,
    /// How it came in.
    pub channel: Channel,
    /// When it came in; none: now.
    pub received_at: Option<Instant>,
    /// The day it was put forward; none: the day it came in.
    pub submitted_on: Option<NaiveDate>,
    /// Who puts it forward.
    pub complainant: Complainant,
    /// The accused party.
    pub accused: AccusedParty,
    /// Where the event happened.
    pub places: Vec<DivisionCode>,
    /// The industry.
    pub industry: Option<String>,
    /// When the event happened.
    pub event: Option<Event>,
    /// What the complainant says.
    pub statement: Statement,
    /// Exposed by media.
    pub media_exposed: Truth,
    /// Of considerable impact.
    pub high_impact: Truth,
    /// Urgent.
    pub urgent: Truth,
    /// The member of staff who took an oral complaint down.
    pub first_receiver: Option<String>,
    /// The submitting system's own number.
    pub external_ref: Option<String>,
    /// On whose behalf it is passed on.
    pub submitted_for: Option<String>,
}

/// Who puts a complaint forward (Art. 8); all of it is sealed.
#[derive(Clone, Default)]
pub struct Complainant {
    /// 姓名（名称）
    pub name: Option<String>,
    /// Telephone number.
    pub phone: Option<Phone>,
    /// E-mail address.
    pub email: Option<Email>,
    /// Identity number.
    pub id_number: Option<IdNumber>,
    /// Postal address.
    pub address: Option<String>,
    /// Any other way to reach them.
    pub other_contact: Option<String>,
    /// They ask for confidentiality (Art. 15).
    pub wants_confidentiality: bool,
}

/// What the complainant says (Art. 8); all of it is sealed.
#[derive(Clone, Default)]
pub struct Statement {
    /// 请求
    pub request: Option<String>,
    /// 事实
    pub facts: Option<String>,
    /// 理由
    pub reasons: Option<String>,
    /// The written record of what was said, by the first receiver.
    pub oral_record: Option<String>,
    /// What else they ask to keep confidential (Art. 15).
    pub confidential_matters: Option<String>,
}

impl IntakeRequest {
    /// Which statements of Art. 8 are given.
    #[must_use]
    pub fn form(&self) -> FormGiven {
        let who = &self.complainant;
        FormGiven {
            name: who.name.is_some(),
            contact: who.reachable(),
            request: self.statement.request.is_some(),
            facts: self.statement.facts.is_some(),
            reasons: self.statement.reasons.is_some(),
            oral_record: self.statement.oral_record.is_some(),
        }
    }
}

impl Complainant {
    /// Whether anything is known of them.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.name.is_some() || self.id_number.is_some() || self.reachable()
    }

    /// Whether they can be answered.
    #[must_use]
    pub fn reachable(&self) -> bool {
        self.phone.is_some()
            || self.email.is_some()
            || self.address.is_some()
            || self.other_contact.is_some()
    }
}

impl Statement {
    /// Whether anything was said.
    #[must_use]
    pub fn says_anything(&self) -> bool {
        let texts = [
            &self.request,
            &self.facts,
            &self.reasons,
            &self.oral_record,
            &self.confidential_matters,
        ];
        texts.iter().any(|text| text.is_some())
    }
}

/// A statement from its members: request, facts, reasons, oral record, confidential matters. What is made of mask marks only
/// is refused.
pub fn statement(context: &mut Context, texts: [Slot<Prose>; 5]) -> Statement {
    let mut texts = texts.into_iter();
    let mut read = |member: &'static str| {
        let text = texts.next().and_then(Slot::optional);
        let text = text.map(|Prose(text)| text);
        if text.as_deref().is_some_and(is_only_marks) {
            context.fault_at(
                member,
                "是打码后的值，不能写回",
                "is a masked value, which is never written back",
            );
        }
        text
    };
    Statement {
        request: read("request"),
        facts: read("facts"),
        reasons: read("reasons"),
        oral_record: read("oral_record"),
        confidential_matters: read("confidential_matters"),
    }
}

/// What is confidential is never printed.
macro_rules! silent {
    ($($name:ident),+) => {
        $(
            impl std::fmt::Debug for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(concat!(stringify!($name), "(…)"))
                }
            }
        )+
    };
}

silent!(IntakeRequest, Complainant, Statement);

object! {
    /// The members of an intake.
    pub struct IntakeSlots<'de> {
        regime: scalar Word<Regime>,
        kind: scalar Word<CaseKind>,
        channel: scalar Word<Channel>,
        received_at: scalar Instant,
        submitted_on: scalar NaiveDate,
        complainant: object ComplainantSlots<'de>,
        accused: object AccusedSlots<'de>,
        places: items Division,
        industry: scalar Line,
        event: object EventSlots<'de>,
        request: scalar Prose,
        facts: scalar Prose,
        reasons: scalar Prose,
        oral_record: scalar Prose,
        confidential_matters: scalar Prose,
        media_exposed: scalar bool,
        high_impact: scalar bool,
        urgent: scalar bool,
        first_receiver: scalar Line,
        external_ref: scalar Line,
        submitted_for: scalar Line,
    }
}

fn line(slot: Slot<Line>) -> Option<String> {
    slot.optional().map(|Line(text)| text)
}

impl<'de> Object<'de> for IntakeSlots<'de> {
    type Target = IntakeRequest;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let kind = self.kind.required(context, "kind");
        let channel = self.channel.required(context, "channel");
        let places = self.places.optional().unwrap_or_default();
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
        let (Word(kind), Word(channel)) = (kind?, channel?);
        Some(IntakeRequest {
            regime: self.regime.optional().map(|Word(regime)| regime),
            kind,
            channel,
            received_at: self.received_at.optional(),
            submitted_on: self.submitted_on.optional(),
            complainant: self.complainant.optional().unwrap_or_default(),
            accused: self.accused.optional().unwrap_or(AccusedParty::UNKNOWN),
            places: places.into_iter().map(|Division(code)| code).collect(),
            industry: line(self.industry),
            event: self.event.optional(),
            statement,
            media_exposed: self.media_exposed.optional().into(),
            high_impact: self.high_impact.optional().into(),
            urgent: self.urgent.optional().into(),
            first_receiver: line(self.first_receiver),
            external_ref: line(self.external_ref),
            submitted_for: line(self.submitted_for),
        })
    }
}

object! {
    /// The members of `complainant`.
    pub struct ComplainantSlots<'de> {
        name: scalar Line,
        phone: scalar PhoneNumber,
        email: scalar EmailAddress,
        id_number: scalar IdentityNumber,
        address: scalar Line,
        other_contact: scalar Line,
        wants_confidentiality: scalar bool,
    }
}

impl<'de> Object<'de> for ComplainantSlots<'de> {
    type Target = Complainant;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let who = complainant(
            context,
            [self.name, self.address, self.other_contact],
            self.phone,
            self.email,
            self.id_number,
        );
        let wants_confidentiality =
            self.wants_confidentiality
                .or_default(context, "wants_confidentiality", false);
        Some(Complainant {
            wants_confidentiality: wants_confidentiality?,
            ..who
        })
    }
}

/// A complainant from its members: name, address and other contact, telephone, e-mail, identity number. What is masked is
/// refused.
pub fn complainant(
    context: &mut Context,
    [name, address, other_contact]: [Slot<Line>; 3],
    phone: Slot<PhoneNumber>,
    email: Slot<EmailAddress>,
    id_number: Slot<IdentityNumber>,
) -> Complainant {
    let texts = [
        ("name", line(name)),
        ("address", line(address)),
        ("other_contact", line(other_contact)),
    ]
    .map(|(member, text)| {
        let masked = if member == "name" {
            is_masked_name
        } else {
            is_masked
        };
        if text.as_deref().is_some_and(masked) {
            context.fault_at(
                member,
                "是打码后的值，不能写回",
                "is a masked value, which is never written back",
            );
        }
        text
    });
    let [name, address, other_contact] = texts;
    Complainant {
        name,
        phone: phone.optional().map(|PhoneNumber(phone)| phone),
        email: email.optional().map(|EmailAddress(email)| email),
        id_number: id_number.optional().map(|IdentityNumber(id)| id),
        address,
        other_contact,
        wants_confidentiality: false,
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
    type Target = AccusedParty;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        Some(AccusedParty {
            party_id: line(self.organisation_id),
            ..accused(context, self.name, self.kind, self.uscc, self.division)?
        })
    }
}

/// An accused party from its members.
pub fn accused(
    context: &mut Context,
    name: Slot<Line>,
    kind: Slot<Word<AccusedKind>>,
    uscc: Slot<SocialCreditCode>,
    division: Slot<Division>,
) -> Option<AccusedParty> {
    let Word(kind) = kind.or_default(context, "kind", Word(AccusedKind::Unknown))?;
    Some(AccusedParty {
        name: line(name),
        kind,
        uscc: uscc
            .optional()
            .map(|SocialCreditCode(code)| code.to_string()),
        division: division.optional().map(|Division(code)| code),
        party_id: None,
    })
}
