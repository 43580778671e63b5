//! The two full texts, compiled in, and their division into articles, paragraphs and items.
//!
//! The texts are verbatim copies, misprints included (see [`super::errata`]). The splitter only cuts; it
//! never changes, drops or joins a byte, and the tests prove that the pieces make up the whole again.

use std::sync::LazyLock;

use crate::provision::RegulationId;

use super::split::{canonical, split};

static GD_SOURCE: &str = include_str!("../../law/gd-complaints.zh.txt");
static JZ_SOURCE: &str = include_str!("../../law/jz-institutions.zh.txt");

static GD_ARTICLES: LazyLock<Vec<Article>> =
    LazyLock::new(|| split(RegulationId::GdComplaints, GD_SOURCE));
static JZ_ARTICLES: LazyLock<Vec<Article>> =
    LazyLock::new(|| split(RegulationId::JzInstitutions, JZ_SOURCE));

/// An article (条) of a regulation, verbatim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The regulation it stands in.
    pub regulation: RegulationId,
    /// Its number, from 1.
    pub number: u8,
    /// Heading of the chapter (章) it stands in, such as `第一章 总则`; `None` where the text has no chapters.
    pub chapter: Option<&'static str>,
    /// The number as printed, such as `第十八条`.
    pub heading: &'static str,
    /// The whole article, heading included, as printed.
    pub text: &'static str,
    /// Its paragraphs (款) without the heading, each with the items that belong to it.
    pub paragraphs: Vec<&'static str>,
    /// Its items (项), in order; empty where it has none.
    pub items: Vec<Item>,
}

/// A numbered item (项) of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Its number, from 1, whether printed `（1）`, `（一）` or `(一)`.
    pub number: u8,
    /// Its words without the marker, closing punctuation included.
    pub text: &'static str,
}

impl Article {
    /// The identifier an answer cites it by, such as `gd-complaints/art18`.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}/art{}", self.regulation.as_str(), self.number)
    }

    /// The item of that number, if the article has one.
    #[must_use]
    pub fn item(&self, number: u8) -> Option<&Item> {
        self.items.iter().find(|item| item.number == number)
    }
}

/// The full text of our copy, exactly as it was received.
#[must_use]
pub const fn full_text(id: RegulationId) -> &'static str {
    match id {
        RegulationId::GdComplaints => GD_SOURCE,
        RegulationId::JzInstitutions => JZ_SOURCE,
    }
}

/// All articles of a regulation, in order.
#[must_use]
pub fn articles(id: RegulationId) -> &'static [Article] {
    match id {
        RegulationId::GdComplaints => &GD_ARTICLES,
        RegulationId::JzInstitutions => &JZ_ARTICLES,
    }
}

/// Article `number` of a regulation, if it has one.
#[must_use]
pub fn article(id: RegulationId, number: u8) -> Option<&'static Article> {
    articles(id).iter().find(|article| article.number == number)
}

/// What a provision id stands for, verbatim: the whole article for `gd-complaints/art18`, the item without
/// its marker for `jz-institutions/art22/6`; `None` where the regulation has no such place.
#[must_use]
pub fn verbatim(provision_id: &str) -> Option<&'static str> {
    let (regulation, place) = provision_id.split_once("/art")?;
    let (number, item) = match place.split_once('/') {
        Some((number, item)) => (number, Some(canonical(item)?)),
        None => (place, None),
    };
    let article = article(RegulationId::parse(regulation)?, canonical(number)?)?;
    match item {
        Some(item) => article.item(item).map(|item| item.text),
        None => Some(article.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GD_ITEMS: [usize; 23] = [
        0, 0, 0, 2, 5, 0, 0, 0, 2, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];
    const JZ_ITEMS: [usize; 24] = [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 8, 8, 6, 0, 0,
    ];

    #[test]
    fn twenty_three_and_twenty_four_articles_with_their_items() {
        for (id, counts) in [
            (RegulationId::GdComplaints, &GD_ITEMS[..]),
            (RegulationId::JzInstitutions, &JZ_ITEMS[..]),
        ] {
            let found: Vec<usize> = articles(id).iter().map(|a| a.items.len()).collect();
            assert_eq!(found, counts);
            for (article, number) in articles(id).iter().zip(1..) {
                assert_eq!((article.regulation, article.number), (id, number));
                assert!(
                    article
                        .items
                        .iter()
                        .zip(1..)
                        .all(|(item, n)| item.number == n)
                );
            }
        }
    }

    #[test]
    fn articles_know_their_chapter() {
        let chapters: Vec<_> = articles(RegulationId::GdComplaints)
            .iter()
            .filter_map(|a| a.chapter)
            .collect();
        let expected = [
            ("第一章 总则", 2),
            ("第二章 职责分工", 4),
            ("第三章 质量投诉举报受理", 4),
            ("第四章 质量投诉举报办理", 8),
            ("第五章 法律责任", 2),
            ("第六章 附则", 3),
        ];
        let expected: Vec<_> = expected
            .into_iter()
            .flat_map(|(name, n)| std::iter::repeat_n(name, n))
            .collect();
        assert_eq!(chapters, expected);
        assert!(
            articles(RegulationId::JzInstitutions)
                .iter()
                .all(|a| a.chapter.is_none())
        );
    }

    #[test]
    fn paragraphs_keep_their_items_and_end_where_the_next_begins() {
        let paragraphs = |id, n| article(id, n).map(|a| a.paragraphs.len());
        assert_eq!(paragraphs(RegulationId::GdComplaints, 2), Some(6));
        assert_eq!(paragraphs(RegulationId::GdComplaints, 10), Some(1));
        assert_eq!(paragraphs(RegulationId::JzInstitutions, 8), Some(2));
        let several = RegulationId::ALL
            .into_iter()
            .flat_map(articles)
            .filter(|a| a.paragraphs.len() != 1);
        assert_eq!(several.count(), 2);
    }

    #[test]
    fn provision_ids_lead_to_their_words() {
        assert_eq!(
            verbatim("gd-complaints/art9/2"),
            Some("属于职能和管辖范围内。")
        );
        assert_eq!(
            verbatim("gd-complaints/art10/6"),
            Some("质量投诉举报提出时间距事件发生超过1年的。")
        );
        assert_eq!(
            verbatim("jz-institutions/art22/5"),
            Some("连续两年不开展评价工作的;")
        );
        let whole = "第二十三条 本管理办法自印发之日起施行。";
        assert_eq!(verbatim("gd-complaints/art23"), Some(whole));
        let unknown = [
            "",
            "gd-complaints",
            "gd-complaints/art0",
            "gd-complaints/art24",
            "gd-complaints/art09",
            "gd-complaints/art+9",
            "gd-complaints/art9/3",
            "gd-complaints/art9/",
            "gd-complaints/art9/1/1",
            "jz-institutions/art25",
            "hb-institutions/art1",
        ];
        for id in unknown {
            assert_eq!(verbatim(id), None, "{id}");
        }
    }
}
