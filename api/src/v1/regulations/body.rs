//! What is told of a regulation.

use chrono::NaiveDate;
use domain::law::{self, Article, ERRATA};
use domain::parameter::{self, Parameter, ParameterValue, ParameterVersion};
use domain::provision::{self, Provision, RegulationId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::v1::evaluation::schema::ParameterNumberOrChoice;

/// A regulation in the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegulationSummary {
    /// Id, as in provision ids.
    #[schema(examples("gd-complaints"))]
    pub id: &'static str,
    /// Title.
    pub title_zh: &'static str,
    /// Unofficial English title.
    pub title_en: &'static str,
    /// Version of our copy of the text.
    pub version: &'static str,
    /// First day in force; null: our copy does not give it.
    #[schema(required = true)]
    pub effective_from: Option<NaiveDate>,
    /// Number of articles.
    #[schema(examples(23), format = Int32)]
    pub articles: usize,
}

/// The regulations; the list is complete.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegulationList {
    /// The regulations.
    pub items: Vec<RegulationSummary>,
    /// Cursor of the next page: always null, the list is complete.
    #[schema(required = true)]
    pub next: Option<String>,
}

/// A regulation with its articles.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegulationBody {
    /// Id, as in provision ids.
    #[schema(examples("gd-complaints"))]
    pub id: &'static str,
    /// Title.
    pub title_zh: &'static str,
    /// Unofficial English title.
    pub title_en: &'static str,
    /// About the title, where the text has none.
    #[schema(required = true)]
    pub title_note_zh: Option<&'static str>,
    /// The same in English.
    #[schema(required = true)]
    pub title_note_en: Option<&'static str>,
    /// Who issued it, where the text says so.
    #[schema(required = true)]
    pub issuer_zh: Option<&'static str>,
    /// The same in English.
    #[schema(required = true)]
    pub issuer_en: Option<&'static str>,
    /// About the issuer.
    pub issuer_note_zh: &'static str,
    /// The same in English.
    pub issuer_note_en: &'static str,
    /// Version of our copy of the text.
    pub version: &'static str,
    /// First day in force; null: our copy does not give it.
    #[schema(required = true)]
    pub effective_from: Option<NaiveDate>,
    /// About the day it came into force.
    pub effective_note_zh: &'static str,
    /// The same in English.
    pub effective_note_en: &'static str,
    /// The articles.
    pub articles: Vec<ArticleSummary>,
    /// Misprints of the source, kept as they are.
    pub errata: Vec<ErratumBody>,
}

/// An article in the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ArticleSummary {
    /// Provision id.
    #[schema(examples("gd-complaints/art10"))]
    pub provision: String,
    /// Article number.
    pub number: u8,
    /// Chapter, where the text has chapters.
    #[schema(required = true)]
    pub chapter: Option<&'static str>,
    /// Subject.
    pub subject_zh: &'static str,
    /// The same in English.
    pub subject_en: &'static str,
    /// What the software does for it: `enforced`, `recorded`, `declaratory` or `planned`.
    #[schema(examples("enforced"))]
    pub coverage: &'static str,
}

/// A misprint of the source.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErratumBody {
    /// Where.
    #[schema(examples("gd-complaints/art2"))]
    pub provision: &'static str,
    /// As printed, and as kept here.
    pub printed: &'static str,
    /// As it must have been meant.
    pub intended: &'static str,
    /// About it.
    pub note_zh: &'static str,
    /// The same in English.
    pub note_en: &'static str,
}

/// An article with its text and what the software does for it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ArticleBody {
    /// Provision id.
    #[schema(examples("gd-complaints/art10"))]
    pub provision: String,
    /// The regulation.
    #[schema(examples("gd-complaints"))]
    pub regulation: &'static str,
    /// Article number.
    pub number: u8,
    /// Chapter, where the text has chapters.
    #[schema(required = true)]
    pub chapter: Option<&'static str>,
    /// Subject.
    pub subject_zh: &'static str,
    /// The same in English.
    pub subject_en: &'static str,
    /// The whole article, verbatim.
    pub text_zh: &'static str,
    /// Its items.
    pub items: Vec<ItemBody>,
    /// English glosses of the sentences that answers cite.
    pub glosses: Vec<GlossBody>,
    /// What the software does for it: `enforced`, `recorded`, `declaratory` or `planned`.
    #[schema(examples("enforced"))]
    pub coverage: &'static str,
    /// How, or why not.
    pub note_zh: &'static str,
    /// The same in English.
    pub note_en: &'static str,
    /// Ids of the interpretations that concern it.
    pub interpretations: Vec<&'static str>,
    /// Names of the parameters it gives.
    pub parameters: Vec<&'static str>,
}

/// An item of an article.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemBody {
    /// Provision id.
    #[schema(examples("gd-complaints/art10/1"))]
    pub provision: String,
    /// Item number.
    pub number: u8,
    /// Its text, verbatim.
    pub text_zh: &'static str,
}

/// An English gloss.
#[derive(Debug, Serialize, ToSchema)]
pub struct GlossBody {
    /// Provision id.
    #[schema(examples("gd-complaints/art10/1"))]
    pub provision: &'static str,
    /// The sentence, verbatim.
    pub text_zh: &'static str,
    /// Its unofficial English gloss.
    pub text_en: &'static str,
}

/// A parameter with the value in force on the day asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct ParameterBody {
    /// Name, as in answers.
    #[schema(examples("handling_working_days"))]
    pub name: &'static str,
    /// Value in force.
    pub value: ParameterNumberOrChoice,
    /// `working_days`, `years`, `months`, `percent`, `times` or `choice`.
    #[schema(examples("working_days"))]
    pub unit: &'static str,
    /// Provision id, or `local_policy` where the text gives none.
    #[schema(examples("gd-complaints/art18"))]
    pub source: &'static str,
    /// How a local value may differ: `fixed`, `only_downwards`, `only_upwards` or `free`.
    #[schema(examples("only_downwards"))]
    pub direction: &'static str,
    /// The choices, for the unit `choice`.
    pub choices: Vec<&'static str>,
    /// First day of the value; null: since the regulation came into force, a day our copy does not give.
    #[schema(required = true)]
    pub from: Option<NaiveDate>,
    /// All values, ascending by day.
    pub versions: Vec<ParameterVersionBody>,
    /// What it means.
    pub note_zh: &'static str,
    /// The same in English.
    pub note_en: &'static str,
}

/// A value and its first day.
#[derive(Debug, Serialize, ToSchema)]
pub struct ParameterVersionBody {
    /// First day; null: since the regulation came into force.
    #[schema(required = true)]
    pub from: Option<NaiveDate>,
    /// The value.
    pub value: ParameterNumberOrChoice,
}

/// The parameters of a regulation; the list is complete.
#[derive(Debug, Serialize, ToSchema)]
pub struct ParameterList {
    /// The day asked for.
    pub as_of: NaiveDate,
    /// The parameters.
    pub items: Vec<ParameterBody>,
    /// Cursor of the next page: always null, the list is complete.
    #[schema(required = true)]
    pub next: Option<String>,
}

impl RegulationSummary {
    /// Of that regulation.
    pub fn of(id: RegulationId) -> Self {
        let regulation = law::regulation(id);
        Self {
            id: id.as_str(),
            title_zh: regulation.title_zh,
            title_en: regulation.title_en,
            version: regulation.version,
            effective_from: regulation.effective_from,
            articles: law::articles(id).len(),
        }
    }
}

impl RegulationBody {
    /// Of that regulation.
    pub fn of(id: RegulationId) -> Self {
        let regulation = law::regulation(id);
        let prefix = format!("{}/", id.as_str());
        Self {
            id: id.as_str(),
            title_zh: regulation.title_zh,
            title_en: regulation.title_en,
            title_note_zh: regulation.title_note_zh,
            title_note_en: regulation.title_note_en,
            issuer_zh: regulation.issuer_zh,
            issuer_en: regulation.issuer_en,
            issuer_note_zh: regulation.issuer_note_zh,
            issuer_note_en: regulation.issuer_note_en,
            version: regulation.version,
            effective_from: regulation.effective_from,
            effective_note_zh: regulation.effective_note_zh,
            effective_note_en: regulation.effective_note_en,
            articles: law::articles(id)
                .iter()
                .filter_map(ArticleSummary::of)
                .collect(),
            errata: ERRATA
                .iter()
                .filter(|erratum| erratum.provision.starts_with(&prefix))
                .map(|erratum| ErratumBody {
                    provision: erratum.provision,
                    printed: erratum.printed,
                    intended: erratum.intended,
                    note_zh: erratum.note_zh,
                    note_en: erratum.note_en,
                })
                .collect(),
        }
    }
}

impl ArticleSummary {
    fn of(article: &'static Article) -> Option<Self> {
        let note = law::note(article.regulation, article.number)?;
        Some(Self {
            provision: article.id(),
            number: article.number,
            chapter: article.chapter,
            subject_zh: note.subject_zh,
            subject_en: note.subject_en,
            coverage: note.coverage.as_str(),
        })
    }
}

impl ArticleBody {
    /// Of that article, if there is one.
    pub fn of(id: RegulationId, number: u8) -> Option<Self> {
        let article = law::article(id, number)?;
        let note = law::note(id, number)?;
        let provision = article.id();
        Some(Self {
            regulation: id.as_str(),
            number,
            chapter: article.chapter,
            subject_zh: note.subject_zh,
            subject_en: note.subject_en,
            text_zh: article.text,
            items: article
                .items
                .iter()
                .map(|item| ItemBody {
                    provision: format!("{provision}/{}", item.number),
                    number: item.number,
                    text_zh: item.text,
                })
                .collect(),
            glosses: provision::cited()
                .filter(|p| is_of(p, id, number))
                .map(|p| GlossBody {
                    provision: p.id,
                    text_zh: p.text_zh,
                    text_en: p.text_en,
                })
                .collect(),
            coverage: note.coverage.as_str(),
            note_zh: note.note_zh,
            note_en: note.note_en,
            interpretations: law::interpretations()
                .filter(|i| i.provisions.iter().any(|p| within(p, &provision)))
                .map(|i| i.id)
                .collect(),
            parameters: parameter::of(id)
                .iter()
                .filter(|p| within(p.source.as_str(), &provision))
                .map(|p| p.name)
                .collect(),
            provision,
        })
    }
}

fn is_of(provision: &Provision, regulation: RegulationId, article: u8) -> bool {
    provision.regulation == regulation && provision.article == article
}

/// Whether a provision is the article or one of its items.
fn within(provision: &str, article: &str) -> bool {
    provision
        .strip_prefix(article)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl From<ParameterValue> for ParameterNumberOrChoice {
    fn from(value: ParameterValue) -> Self {
        match value {
            ParameterValue::Number(number) => Self::Number(number),
            ParameterValue::Choice(word) => Self::Choice(word.to_owned()),
        }
    }
}

impl ParameterBody {
    /// With the value in force on a day.
    pub fn of(parameter: &Parameter, version: &ParameterVersion) -> Self {
        Self {
            name: parameter.name,
            value: version.value.into(),
            unit: parameter.unit,
            source: parameter.source.as_str(),
            direction: parameter.direction.as_str(),
            choices: parameter.choices.to_vec(),
            from: version.from,
            versions: parameter
                .versions
                .iter()
                .map(|version| ParameterVersionBody {
                    from: version.from,
                    value: version.value.into(),
                })
                .collect(),
            note_zh: parameter.note_zh,
            note_en: parameter.note_en,
        }
    }
}
