//! The register of interpretations: every place where the software had to read an unclear text, the
//! readings that were open, the one in use, and why. It binds nobody: the authority that interprets a
//! regulation can settle each entry otherwise.

mod admission;
mod handling;
mod periods;
mod register;
mod sanctions;

/// A question the texts leave open, and how the software answers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interpretation {
    /// Stable identifier, such as `jz-22-6-cross-reference`.
    pub id: &'static str,
    /// The provisions in question, by id.
    pub provisions: &'static [&'static str],
    /// The question, in Chinese.
    pub question_zh: &'static str,
    /// The question, in English.
    pub question_en: &'static str,
    /// The readings that are open, the one in use among them.
    pub readings: &'static [Reading],
    /// Identifier of the reading the software follows.
    pub in_use: &'static str,
    /// Why it follows that one, in Chinese.
    pub reason_zh: &'static str,
    /// Why it follows that one, in English.
    pub reason_en: &'static str,
    /// What the reading rests on, in Chinese.
    pub source_zh: &'static str,
    /// What the reading rests on, in English.
    pub source_en: &'static str,
}

/// One way to read the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Identifier, unique within its entry.
    pub id: &'static str,
    /// What the text then says, in Chinese.
    pub text_zh: &'static str,
    /// What the text then says, in English.
    pub text_en: &'static str,
}

impl Interpretation {
    /// The reading the software follows. Every entry of the register has one.
    #[must_use]
    pub fn reading_in_use(&self) -> Option<&'static Reading> {
        self.readings
            .iter()
            .find(|reading| reading.id == self.in_use)
    }

    /// Whether the entry concerns the provision, be it the article or an item of it.
    #[must_use]
    pub fn concerns(&self, provision_id: &str) -> bool {
        self.provisions.contains(&provision_id)
    }
}

/// The whole register.
pub fn interpretations() -> impl Iterator<Item = &'static Interpretation> {
    [
        admission::ENTRIES,
        handling::ENTRIES,
        periods::ENTRIES,
        register::ENTRIES,
        sanctions::ENTRIES,
    ]
    .into_iter()
    .flatten()
}

/// The entry of that identifier, if there is one.
#[must_use]
pub fn interpretation(id: &str) -> Option<&'static Interpretation> {
    interpretations().find(|entry| entry.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::text::verbatim;
    use super::*;

    fn is_plain(id: &str, extra: char) -> bool {
        id.chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == extra)
    }

    #[test]
    fn the_reading_in_use_is_one_of_several() {
        for entry in interpretations() {
            assert!(entry.readings.len() >= 2, "{}", entry.id);
            assert!(
                entry.reading_in_use().is_some(),
                "{}: {}",
                entry.id,
                entry.in_use
            );
            let ids: BTreeSet<_> = entry.readings.iter().map(|r| r.id).collect();
            assert_eq!(ids.len(), entry.readings.len(), "{}", entry.id);
            assert!(ids.iter().all(|id| is_plain(id, '_')), "{}", entry.id);
        }
    }

    #[test]
    fn every_provision_exists_in_the_texts() {
        for entry in interpretations() {
            assert!(!entry.provisions.is_empty(), "{}", entry.id);
            for provision in entry.provisions {
                assert!(verbatim(provision).is_some(), "{}: {provision}", entry.id);
                assert!(entry.concerns(provision));
            }
        }
    }

    #[test]
    fn identifiers_are_unique_and_lead_to_their_entry() {
        let ids: BTreeSet<_> = interpretations().map(|entry| entry.id).collect();
        assert_eq!(ids.len(), interpretations().count());
        for entry in interpretations() {
            assert!(is_plain(entry.id, '-'), "{}", entry.id);
            assert_eq!(interpretation(entry.id), Some(entry));
        }
        assert_eq!(interpretation("gd-0"), None);
    }

    #[test]
    fn every_entry_is_written_in_both_languages() {
        for entry in interpretations() {
            assert!(entry.question_zh.ends_with(['？', '。']), "{}", entry.id);
            assert!(entry.question_en.ends_with(['?', '.']), "{}", entry.id);
            assert!(
                entry.reason_zh.ends_with('。') && entry.reason_en.ends_with('.'),
                "{}",
                entry.id
            );
            assert!(
                !entry.source_zh.is_empty() && !entry.source_en.is_empty(),
                "{}",
                entry.id
            );
            for reading in entry.readings {
                assert!(
                    reading.text_zh.ends_with('。') && reading.text_en.ends_with('.'),
                    "{}",
                    entry.id
                );
            }
            let english = [entry.question_en, entry.reason_en, entry.source_en];
            let has_han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert!(!english.into_iter().any(has_han), "{}", entry.id);
            assert!(
                has_han(entry.question_zh) && has_han(entry.reason_zh),
                "{}",
                entry.id
            );
        }
    }

    /// Words the entries quote from the provisions they are about.
    #[test]
    fn quoted_words_occur_in_the_provisions_in_question() {
        let quotes = |text: &'static str| {
            text.split('“')
                .skip(1)
                .filter_map(|part| part.split_once('”'))
                .map(|(quote, _)| quote)
        };
        for entry in interpretations() {
            for quote in quotes(entry.question_zh).chain(quotes(entry.reason_zh)) {
                let bare = quote.trim_end_matches(['…', '，']);
                let occurs = entry
                    .provisions
                    .iter()
                    .filter_map(|p| verbatim(p))
                    .any(|t| t.contains(bare));
                assert!(occurs, "{}: {quote}", entry.id);
            }
        }
    }
}
