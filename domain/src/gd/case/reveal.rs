//! Whether a text for the public gives away what Art. 15 protects: compared with what is sealed, character by character, and
//! blind to blanks, marks, width and capitals. What was found is named, never quoted.

use std::collections::HashSet;

use crate::text::narrow;

/// So many characters of what the complainant wrote, one after the other, are a quotation.
pub const QUOTED: usize = 12;

/// Fewest characters of a name that tell anybody.
const NAME: usize = 2;

/// What people give for a name that is nobody's: it tells nothing of them.
const NOBODY: [&str; 12] = [
    "匿名", "不详", "未知", "某某", "考生", "学员", "学生", "家长", "市民", "群众", "员工", "职工",
];

/// Fewest characters of an e-mail address, a number or another contact.
const CONTACT: usize = 5;

/// Fewest characters of an address that say more than the name of a place.
const ADDRESS: usize = 6;

/// Fewest characters of a matter to be kept confidential that are looked for as a whole.
const MATTER: usize = 4;

/// Who reads a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everybody (Art. 13, 17), or another center (Art. 4(2)): nothing of who the complainant is or what they wrote.
    Public,
    /// Whoever reads the case: staff write it down unsealed, and it must not say who the complainant is (Art. 15).
    Record,
}

/// What a text gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revealed {
    /// The complainant's name.
    Name,
    /// A telephone number, an e-mail address, an identity number or another contact.
    Contact,
    /// The complainant's address.
    Address,
    /// What they wrote.
    Statement,
    /// What else they asked to keep confidential.
    Matter,
}

impl Revealed {
    /// The reason in Chinese.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Name => "含有提出人的姓名（名称），应当保密，不得写明",
            Self::Contact => "含有提出人的联系方式或者证件号码，应当保密，不得写明",
            Self::Address => "含有提出人的地址，应当保密，不得写明",
            Self::Statement => "引用了提出人的陈述，应当保密，不得写明",
            Self::Matter => "含有提出人要求保密的事项，不得写明",
        }
    }

    /// The reason in English.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            Self::Name => "contains the complainant's name, which stays sealed",
            Self::Contact => {
                "contains a contact or identity number of the complainant, which stays sealed"
            }
            Self::Address => "contains the complainant's address, which stays sealed",
            Self::Statement => "quotes what the complainant wrote, which stays sealed",
            Self::Matter => {
                "contains what the complainant asked to keep confidential, which stays sealed"
            }
        }
    }
}

/// What of a case must not become public. It holds confidential content in the clear: kept as long as it is compared, and
/// printed nowhere.
#[derive(Default)]
pub struct Protected {
    whole: Vec<(Revealed, String)>,
    written: Vec<Vec<char>>,
}

/// Letters, digits and characters only, in one spelling.
fn bare(text: &str) -> String {
    text.chars()
        .map(narrow)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

impl Protected {
    /// The complainant's name.
    pub fn name(&mut self, text: &str) {
        if !NOBODY.contains(&bare(text).as_str()) {
            self.keep(Revealed::Name, text, NAME);
        }
    }

    /// A way to reach them, or their identity number.
    pub fn contact(&mut self, text: &str) {
        self.keep(Revealed::Contact, text, CONTACT);
        // A telephone number is also given away without the prefix of its country.
        if let Some(local) = text.trim().strip_prefix("+86") {
            self.keep(Revealed::Contact, local, CONTACT);
        }
    }

    /// Where they live.
    pub fn address(&mut self, text: &str) {
        self.keep(Revealed::Address, text, ADDRESS);
    }

    /// What they wrote.
    pub fn statement(&mut self, text: &str) {
        self.written.push(bare(text).chars().collect());
    }

    /// What else they asked to keep confidential.
    pub fn matter(&mut self, text: &str) {
        self.keep(Revealed::Matter, text, MATTER);
        self.statement(text);
    }

    /// What a text of the staff's own gives away first of who the complainant is and what they asked to keep confidential;
    /// none: nothing. What a case is about is said in it, so that it may say what the complainant said.
    #[must_use]
    pub fn identified(&self, text: &str) -> Option<Revealed> {
        let text = bare(text);
        let whole = self.whole.iter().find(|(_, kept)| text.contains(kept));
        whole.map(|(what, _)| *what)
    }

    /// What a text gives away to those who read it; none: nothing.
    #[must_use]
    pub fn told(&self, audience: Audience, text: &str) -> Option<Revealed> {
        match audience {
            Audience::Public => self.revealed(text),
            Audience::Record => self.identified(text),
        }
    }

    fn keep(&mut self, what: Revealed, text: &str, fewest: usize) {
        let text = bare(text);
        if text.chars().count() >= fewest {
            self.whole.push((what, text));
        }
    }

    /// What a text gives away first; none: nothing.
    #[must_use]
    pub fn revealed(&self, text: &str) -> Option<Revealed> {
        if let Some(what) = self.identified(text) {
            return Some(what);
        }
        let text = bare(text);
        let chars: Vec<char> = text.chars().collect();
        let runs: HashSet<&[char]> = chars.windows(QUOTED).collect();
        let quoted = |written: &Vec<char>| written.windows(QUOTED).any(|run| runs.contains(run));
        (!runs.is_empty() && self.written.iter().any(quoted)).then_some(Revealed::Statement)
    }
}
