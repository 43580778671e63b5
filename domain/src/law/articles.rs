//! What the software does about every article, stated article by article.

use crate::provision::RegulationId;

use super::{gd_articles, jz_articles};

/// How the software stands to an article today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Coverage {
    /// A rule of the software decides or refuses by the article.
    Enforced,
    /// The software keeps the record the article calls for; people act.
    Recorded,
    /// Nothing in the article can be carried out by software; the note says why.
    Declaratory,
    /// Not carried out yet; the note says what exists already and what is to come.
    Planned,
}

impl Coverage {
    /// The identifier used by the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Enforced => "enforced",
            Self::Recorded => "recorded",
            Self::Declaratory => "declaratory",
            Self::Planned => "planned",
        }
    }
}

/// An article's subject and the account of what the software does about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArticleNote {
    /// The regulation the article stands in.
    pub regulation: RegulationId,
    /// Article number, from 1.
    pub number: u8,
    /// Short heading of ours, in Chinese; the texts themselves have none.
    pub subject_zh: &'static str,
    /// Short heading of ours, in English.
    pub subject_en: &'static str,
    /// How the software stands to it.
    pub coverage: Coverage,
    /// What that means, in Chinese.
    pub note_zh: &'static str,
    /// What that means, in English.
    pub note_en: &'static str,
}

/// The account of every article of a regulation, in order.
#[must_use]
pub const fn notes(id: RegulationId) -> &'static [ArticleNote] {
    match id {
        RegulationId::GdComplaints => &gd_articles::NOTES,
        RegulationId::JzInstitutions => &jz_articles::NOTES,
    }
}

/// The account of one article, if the regulation has it.
#[must_use]
pub fn note(id: RegulationId, number: u8) -> Option<&'static ArticleNote> {
    notes(id).iter().find(|note| note.number == number)
}

#[cfg(test)]
mod tests {
    use super::super::text::articles;
    use super::*;

    /// All 23 and 24 articles: E enforced, R recorded, D declaratory, P planned.
    const GD: &str =
        "1D 2R 3E 4E 5E 6E 7R 8E 9E 10E 11E 12E 13E 14E 15E 16E 17E 18E 19R 20R 21E 22D 23D";
    const JZ: &str =
        "1D 2E 3E 4D 5R 6R 7R 8E 9E 10R 11R 12R 13D 14R 15E 16E 17E 18R 19E 20E 21E 22E 23E 24D";

    #[test]
    fn every_article_is_accounted_for() {
        for (id, expected) in [
            (RegulationId::GdComplaints, GD),
            (RegulationId::JzInstitutions, JZ),
        ] {
            let letter = |coverage| match coverage {
                Coverage::Enforced => 'E',
                Coverage::Recorded => 'R',
                Coverage::Declaratory => 'D',
                Coverage::Planned => 'P',
            };
            let listed: Vec<String> = notes(id)
                .iter()
                .map(|n| format!("{}{}", n.number, letter(n.coverage)))
                .collect();
            assert_eq!(listed.join(" "), expected);
            assert!(
                notes(id)
                    .iter()
                    .map(|n| n.number)
                    .eq(articles(id).iter().map(|a| a.number))
            );
        }
    }

    #[test]
    fn every_account_is_written_in_both_languages() {
        for note in RegulationId::ALL.into_iter().flat_map(notes) {
            let place = format!("{} {}", note.regulation.as_str(), note.number);
            assert_eq!(
                super::note(note.regulation, note.number),
                Some(note),
                "{place}"
            );
            assert!(
                !note.subject_zh.is_ascii() && note.note_zh.ends_with('。'),
                "{place}"
            );
            assert!(
                note.subject_en.is_ascii() && note.note_en.ends_with('.'),
                "{place}"
            );
        }
        for id in RegulationId::ALL {
            assert!(notes(id).iter().all(|n| n.regulation == id));
            assert_eq!(note(id, 0), None);
            assert_eq!(note(id, 25), None);
        }
    }
}
