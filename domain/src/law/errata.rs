//! Misprints of the sources. They stay in the texts as printed and are named here, so that nobody mistakes
//! them for slips of this software and nothing rests on them.

/// A misprint kept verbatim in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erratum {
    /// The article it stands in, by provision id.
    pub provision: &'static str,
    /// As printed.
    pub printed: &'static str,
    /// As evidently meant.
    pub intended: &'static str,
    /// Why it is taken for a misprint, in Chinese.
    pub note_zh: &'static str,
    /// The same in English.
    pub note_en: &'static str,
}

/// Every known misprint, in the order of the texts.
pub static ERRATA: [Erratum; 2] = [
    Erratum {
        provision: "gd-complaints/art2",
        printed: "工作责职",
        intended: "工作职责",
        note_zh: "“责职”应为“职责”，两字颠倒；原文照录，不影响理解。",
        note_en: "The two characters of 职责 (duty) are transposed; kept as printed, the meaning is not in doubt.",
    },
    Erratum {
        provision: "jz-institutions/art11",
        printed: "贵任制",
        intended: "责任制",
        note_zh: "“贵任制”应为“责任制”，形近致误；原文照录，不影响理解。",
        note_en: "贵 stands for the similar 责 in 责任制 (responsibility system); kept as printed, the meaning is not in doubt.",
    },
];

#[cfg(test)]
mod tests {
    use super::super::text::verbatim;
    use super::*;

    #[test]
    fn each_misprint_stands_once_in_its_article_and_the_intended_word_does_not_replace_it() {
        for erratum in &ERRATA {
            let found =
                verbatim(erratum.provision).map(|text| text.matches(erratum.printed).count());
            assert_eq!(found, Some(1), "{}", erratum.printed);
            assert_ne!(erratum.printed, erratum.intended);
        }
    }
}
