//! An evaluation as the record keeps it: what the engine was asked and answered, and what the officer assessed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::notice::chinese_date;
use crate::gd::art09_10_admissibility::{Admissibility, Outcome, PriorStatus, Track};
use crate::ground::{Argument, Computed, Explained, Ground, Status};
use crate::truth::Truth;

/// What only an officer can say of a complaint; unknown stays unknown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// Art. 9(1): the accused party is definite.
    pub accused_identified: Truth,
    /// Art. 9(1): the violation is definite.
    pub violation_specified: Truth,
    /// Art. 10(2): there is a factual basis.
    pub has_factual_basis: Truth,
    /// Art. 9(2): within function.
    pub within_function: Truth,
    /// Art. 10(5), 12: normal business of appraisal.
    pub routine_business: Truth,
    /// Art. 10(5): the normal procedure was followed first.
    pub normal_procedure_followed: Truth,
    /// Art. 12: answered on the spot.
    pub answered_on_the_spot: Truth,
    /// Art. 13: exposed by media; unknown leaves what intake recorded.
    pub media_exposed: Truth,
    /// Art. 4(2): of considerable impact; unknown leaves what intake recorded.
    pub high_impact: Truth,
    /// Art. 15: urgent; unknown leaves what intake recorded.
    pub urgent: Truth,
    /// Why the case is no longer of considerable impact, urgent or exposed by media, where it was taken for such.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attention_reason: Option<String>,
    /// Of each earlier case: what of it is the same, and what is new.
    pub priors: Vec<PriorAssessment>,
}

/// What an officer says of an earlier case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorAssessment {
    /// The earlier case.
    pub case_id: String,
    /// It is about the same matter.
    pub same_matter: Truth,
    /// This one brings new facts.
    pub raises_new_facts: Truth,
}

/// An earlier case as an evaluation considered it; in the order of `/facts/prior_complaints`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorConsidered {
    /// The earlier case.
    pub case_id: String,
    /// Where it stood when this one was put forward.
    pub status: PriorStatus,
    /// Put forward by the same complainant, by the keyed hashes of their identifiers.
    pub same_complainant: Truth,
    /// About the same matter.
    pub same_matter: Truth,
    /// This one brings new facts.
    pub raises_new_facts: Truth,
    /// Open when this one was put forward and still open, of the same complainant, matter and organisation: this one
    /// can be joined to it.
    pub joinable: bool,
    /// As `joinable` and not decided when this one was put forward, but nobody has said yet whether the matter is the
    /// same: until then this one is neither accepted nor rejected (Art. 10(3)).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unassessed: bool,
}

/// A ground of Art. 10, with the reason for which it is met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MetGround {
    /// Id of the provision.
    pub provision: String,
    /// Why, in Chinese.
    pub reason_zh: String,
    /// Why, in English.
    pub reason_en: String,
    /// Art. 10(6): the last day on which the complaint would have been in time, where there is just one.
    pub limit_day: Option<NaiveDate>,
}

/// What the engine was asked and answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// The request, as the evaluation contract writes it.
    pub request: String,
    /// The answer, as the evaluation contract writes it.
    pub answer: String,
    /// Accept, reject, or not to be said yet.
    pub outcome: Outcome,
    /// Only with accept.
    pub track: Option<Track>,
    /// The grounds of Art. 10 that are met.
    pub met: Vec<MetGround>,
    /// Pointers of the facts that are missing.
    pub missing: Vec<String>,
    /// Version of the regulation's rules.
    pub rule_version: String,
    /// The profile of parameters.
    pub profile: String,
    /// Revision of the working calendar.
    pub calendar_revision: i64,
    /// What the officer assessed.
    pub assessment: Assessment,
    /// The earlier cases considered.
    pub priors: Vec<PriorConsidered>,
}

/// What an evaluation is written as, and what it was made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationTexts {
    /// The request, as the evaluation contract writes it.
    pub request: String,
    /// The answer, as the evaluation contract writes it.
    pub answer: String,
    /// Version of the regulation's rules.
    pub rule_version: String,
    /// The profile of parameters.
    pub profile: String,
    /// Revision of the working calendar.
    pub calendar_revision: i64,
}

impl Evaluation {
    /// The engine's answer as the record keeps it.
    #[must_use]
    pub fn of(
        admissibility: &Admissibility,
        texts: EvaluationTexts,
        assessment: Assessment,
        priors: Vec<PriorConsidered>,
    ) -> Self {
        Self {
            request: texts.request,
            answer: texts.answer,
            outcome: admissibility.outcome,
            track: admissibility.track,
            met: admissibility
                .grounds
                .iter()
                .filter(|ground| ground.status == Status::Met)
                .map(MetGround::of)
                .collect(),
            missing: admissibility
                .missing_facts()
                .iter()
                .map(ToString::to_string)
                .collect(),
            rule_version: texts.rule_version,
            profile: texts.profile,
            calendar_revision: texts.calendar_revision,
            assessment,
            priors,
        }
    }

    /// Whether another evaluation says the same of the same facts. A new revision of the calendar that changes nothing
    /// in the answer does not outdate one.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let Self {
            request,
            answer,
            outcome,
            track,
            met,
            missing,
            rule_version,
            profile,
            calendar_revision: _,
            assessment,
            priors,
        } = self;
        *request == other.request
            && *answer == other.answer
            && *outcome == other.outcome
            && *track == other.track
            && *met == other.met
            && *missing == other.missing
            && *rule_version == other.rule_version
            && *profile == other.profile
            && *assessment == other.assessment
            && *priors == other.priors
    }

    /// An open, undecided case of the same complainant of which nobody has said whether it is about the same matter.
    #[must_use]
    pub fn unassessed_prior(&self) -> Option<&PriorConsidered> {
        self.priors.iter().find(|prior| prior.unassessed)
    }

    /// Whether a ground of Art. 10 is met.
    #[must_use]
    pub fn is_met(&self, provision: &str) -> bool {
        self.met.iter().any(|ground| ground.provision == provision)
    }
}

impl MetGround {
    fn of(ground: &Ground) -> Self {
        let (reason_zh, reason_en) = in_words(&ground.explained);
        let limit_day = match ground.computed {
            Computed::LimitDay(day) => day,
            Computed::Nothing
            | Computed::PriorDueOn(_)
            | Computed::WorstShare { .. }
            | Computed::IdleLimit(_)
            | Computed::Readings { .. } => None,
        };
        Self {
            provision: ground.provision.id.to_owned(),
            reason_zh,
            reason_en,
            limit_day,
        }
    }
}

/// A reason with its values in place; days as documents write them.
fn in_words(explained: &Explained) -> (String, String) {
    // In a table the places stand apart by blanks; in a Chinese sentence nothing does.
    let mut zh = explained.reason.zh.replace(' ', "");
    let mut en = explained.reason.en.to_owned();
    for (index, argument) in (0..).zip(explained.arguments) {
        let Some(argument) = argument else { continue };
        let place = format!("{{{index}}}");
        let (in_zh, in_en) = match argument {
            Argument::Date(day) => (chinese_date(day), day.to_string()),
            Argument::Number(number) => (number.to_string(), number.to_string()),
        };
        zh = zh.replace(&place, &in_zh);
        en = en.replace(&place, &in_en);
    }
    (zh, en)
}
