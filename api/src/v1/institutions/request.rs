//! Reading applications and decisions about filings.

use chrono::NaiveDate;
use domain::jz::institution::{ApplicationKind, Content, InstitutionKind, Occupation, Outcome};
use domain::jz::occupation;

use crate::decode::{Choice, Context, Count, Line, Object, Prose, Word, object};
use crate::v1::complaints::words::{Division, SocialCreditCode};

macro_rules! choices {
    ($($name:ty),+ $(,)?) => {
        $(
            impl Choice for $name {
                fn choices() -> impl Iterator<Item = (&'static str, Self)> {
                    Self::ALL.iter().map(|choice| (choice.as_str(), *choice))
                }
            }
        )+
    };
}
choices!(ApplicationKind, InstitutionKind, Outcome);

/// Most places of an institution.
pub const MOST_PLACES: usize = 50;
/// Most occupations of an institution.
pub const MOST_OCCUPATIONS: usize = 200;

object! {
    /// An occupation with its levels.
    pub struct OccupationSlots<'de> {
        code: scalar Line,
        levels: items Count,
    }
}

impl<'de> Object<'de> for OccupationSlots<'de> {
    type Target = Occupation;

    fn finish(self, context: &mut Context) -> Option<Occupation> {
        let code = self.code.required(context, "code");
        let levels = self.levels.required(context, "levels");
        let Line(code) = code?;
        let Some(known) = occupation::find(&code) else {
            context.fault_at(
                "code",
                "职业目录中没有该代码",
                "is not in the list of occupations",
            );
            return None;
        };
        let mut read: Vec<u8> = Vec::new();
        for Count(level) in levels? {
            match u8::try_from(level) {
                Ok(level) if known.has_level(level) => read.push(level),
                Ok(_) | Err(_) => {
                    let (zh, en) = (
                        format!("{code} 的等级为 {} 至 {} 级", known.lowest, known.highest),
                        format!("{code} has levels {} to {}", known.highest, known.lowest),
                    );
                    context.fault_at("levels", zh, en);
                    return None;
                }
            }
        }
        read.sort_unstable();
        read.dedup();
        if read.is_empty() {
            context.fault_at("levels", "须至少写明一个等级", "must name a level");
            return None;
        }
        Some(Occupation {
            code,
            name: known.name.to_owned(),
            levels: read,
        })
    }
}

object! {
    /// What is to be filed.
    pub struct ContentSlots<'de> {
        name: scalar Line,
        kind: scalar Word<InstitutionKind>,
        principal: scalar Line,
        division: scalar Division,
        places: items Line,
        occupations: list OccupationSlots<'de>,
    }
}

impl<'de> Object<'de> for ContentSlots<'de> {
    type Target = Content;

    fn finish(self, context: &mut Context) -> Option<Content> {
        let name = self.name.required(context, "name");
        let kind = self.kind.required(context, "kind");
        let principal = self.principal.required(context, "principal");
        let division = self.division.required(context, "division");
        let places = self.places.required(context, "places");
        let occupations = self.occupations.required(context, "occupations");
        let count = places.as_ref().map_or(1, Vec::len);
        if !(1..=MOST_PLACES).contains(&count) {
            context.fault_at("places", "须有 1 至 50 个场所", "must name 1 to 50 places");
        }
        if let Some(occupations) = &occupations {
            if !(1..=MOST_OCCUPATIONS).contains(&occupations.len()) {
                context.fault_at(
                    "occupations",
                    "须有 1 至 200 个职业",
                    "must name 1 to 200 occupations",
                );
            }
            for (index, one) in occupations.iter().enumerate() {
                let mut before = occupations.iter().take(index);
                if before.any(|other| other.code == one.code) {
                    context.fault_at(
                        "occupations",
                        format!("{} 重复", one.code),
                        format!("{} is there twice", one.code),
                    );
                }
            }
        }
        Some(Content {
            name: name?.0,
            kind: kind?.0,
            principal: principal?.0,
            division: division?.0.to_string(),
            places: places?.into_iter().map(|Line(place)| place).collect(),
            occupations: occupations?,
        })
    }
}

/// An application for a filing by credit code.
#[derive(Debug, Clone)]
pub struct ReadFiling {
    /// Unified social credit code.
    pub uscc: String,
    /// What is to be filed.
    pub content: Content,
    /// The day it was handed in.
    pub on: Option<NaiveDate>,
    /// The institution's organisation.
    pub organisation: Option<String>,
}

object! {
    /// The members of an application for a filing.
    pub struct FilingSlots<'de> {
        uscc: scalar SocialCreditCode,
        content: object ContentSlots<'de>,
        on: scalar NaiveDate,
        organisation_id: scalar Line,
    }
}

impl<'de> Object<'de> for FilingSlots<'de> {
    type Target = ReadFiling;

    fn finish(self, context: &mut Context) -> Option<ReadFiling> {
        let uscc = self.uscc.required(context, "uscc");
        let content = self.content.required(context, "content");
        Some(ReadFiling {
            uscc: uscc?.0.to_string(),
            content: content?,
            on: self.on.optional(),
            organisation: self.organisation_id.optional().map(|Line(id)| id),
        })
    }
}

/// An application of an institution on record.
#[derive(Debug, Clone)]
pub struct ReadApplication {
    /// What for.
    pub kind: ApplicationKind,
    /// What is to be filed; none: as it is filed.
    pub content: Option<Content>,
    /// Renewal: the last day of validity that is asked for.
    pub valid_until: Option<NaiveDate>,
    /// The day it was handed in.
    pub on: Option<NaiveDate>,
    /// The institution's organisation.
    pub organisation: Option<String>,
}

object! {
    /// The members of an application of an institution on record.
    pub struct ApplicationSlots<'de> {
        kind: scalar Word<ApplicationKind>,
        content: object ContentSlots<'de>,
        valid_until: scalar NaiveDate,
        on: scalar NaiveDate,
        organisation_id: scalar Line,
    }
}

impl<'de> Object<'de> for ApplicationSlots<'de> {
    type Target = ReadApplication;

    fn finish(self, context: &mut Context) -> Option<ReadApplication> {
        let Word(kind) = self.kind.required(context, "kind")?;
        let content = match kind {
            ApplicationKind::Filing | ApplicationKind::Change => {
                Some(self.content.required(context, "content")?)
            }
            ApplicationKind::Renewal => self.content.optional(),
        };
        Some(ReadApplication {
            kind,
            content,
            valid_until: self.valid_until.optional(),
            on: self.on.optional(),
            organisation: self.organisation_id.optional().map(|Line(id)| id),
        })
    }
}

/// A decision on an application.
#[derive(Debug, Clone)]
pub struct ReadDecision {
    /// Granted or refused.
    pub outcome: Outcome,
    /// Why.
    pub reason: Option<String>,
    /// The day of the decision.
    pub on: Option<NaiveDate>,
    /// Last day of validity.
    pub valid_until: Option<NaiveDate>,
}

object! {
    /// The members of a decision.
    pub struct DecisionSlots<'de> {
        outcome: scalar Word<Outcome>,
        reason: scalar Prose,
        on: scalar NaiveDate,
        valid_until: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for DecisionSlots<'de> {
    type Target = ReadDecision;

    fn finish(self, context: &mut Context) -> Option<ReadDecision> {
        Some(ReadDecision {
            outcome: self.outcome.required(context, "outcome")?.0,
            reason: self.reason.optional().map(|Prose(text)| text),
            on: self.on.optional(),
            valid_until: self.valid_until.optional(),
        })
    }
}

/// A reason and a day.
#[derive(Debug, Clone)]
pub struct ReadReason {
    /// Why.
    pub reason: String,
    /// The day.
    pub on: Option<NaiveDate>,
}

object! {
    /// The members of a withdrawal, or of the report of an end.
    pub struct ReasonSlots<'de> {
        reason: scalar Prose,
        on: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for ReasonSlots<'de> {
    type Target = ReadReason;

    fn finish(self, context: &mut Context) -> Option<ReadReason> {
        Some(ReadReason {
            reason: self.reason.required(context, "reason")?.0,
            on: self.on.optional(),
        })
    }
}

object! {
    /// A day, where one is given.
    pub struct DaySlots<'de> {
        on: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for DaySlots<'de> {
    type Target = Option<NaiveDate>;

    fn finish(self, _context: &mut Context) -> Option<Self::Target> {
        Some(self.on.optional())
    }
}
