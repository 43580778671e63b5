//! Places in the two regulations that an answer can cite.

/// One of the two regulations the system carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RegulationId {
    /// 广东省职业技能鉴定质量投诉举报工作管理办法（暂行）.
    GdComplaints,
    /// 荆州市职业技能等级认定评价机构监督管理办法.
    JzInstitutions,
}

impl RegulationId {
    /// Both regulations, in the order in which they are listed.
    pub const ALL: [Self; 2] = [Self::GdComplaints, Self::JzInstitutions];

    /// The identifier used in provision ids and in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GdComplaints => "gd-complaints",
            Self::JzInstitutions => "jz-institutions",
        }
    }

    /// The regulation of that identifier, if there is one.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == id)
    }
}

/// A sentence of a regulation that a condition, a ground, a duty, a measure or a parameter rests on.
///
/// `text_zh` is the regulation's own sentence, verbatim; `text_en` is an unofficial English gloss.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Provision {
    /// `<regulation>/art<N>` or `<regulation>/art<N>/<item>`.
    pub id: &'static str,
    /// The regulation the sentence stands in.
    pub regulation: RegulationId,
    /// Article number, from 1.
    pub article: u8,
    /// Number of the item within the article, from 1; `None` for the article as a whole.
    pub item: Option<u8>,
    /// The sentence, verbatim.
    pub text_zh: &'static str,
    /// Unofficial English gloss of the sentence.
    pub text_en: &'static str,
}

/// Every provision with an English gloss, both regulations, in the order of the texts.
pub fn cited() -> impl Iterator<Item = &'static Provision> {
    crate::gd::CITED.iter().chain(crate::jz::CITED).copied()
}

/// The provision of that id, if anything cites it.
#[must_use]
pub fn find(id: &str) -> Option<&'static Provision> {
    cited().find(|p| p.id == id)
}

/// Declares a citable provision; the id is built from regulation, article and item.
macro_rules! provision {
    ($(#[$doc:meta])* $name:ident, $regulation:ident, $id:literal, $article:literal, $item:expr, $zh:literal, $en:literal) => {
        $(#[$doc])*
        #[doc = concat!("`", $id, "`: ", $zh)]
        pub static $name: $crate::provision::Provision = $crate::provision::Provision {
            id: $id,
            regulation: $crate::provision::RegulationId::$regulation,
            article: $article,
            item: $item,
            text_zh: $zh,
            text_en: $en,
        };
    };
}
pub(crate) use provision;
