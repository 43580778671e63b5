//! The two regulations as data: full texts, article by article, with what the software does about each,
//! the misprints it leaves as they are, and the register of how it reads what the texts leave unclear.

pub mod articles;
pub mod errata;
mod gd_articles;
pub mod interpretations;
mod jz_articles;
mod regulations;
mod split;
pub mod text;

pub use articles::{ArticleNote, Coverage, note, notes};
pub use errata::{ERRATA, Erratum};
pub use interpretations::{Interpretation, Reading, interpretation, interpretations};
pub use regulations::{Regulation, regulation};
pub use text::{Article, Item, article, articles, full_text, verbatim};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provision::{RegulationId, cited, find};

    #[test]
    fn every_citation_is_verbatim_and_its_id_says_where_it_stands() {
        for provision in cited() {
            let article_id = format!("{}/art{}", provision.regulation.as_str(), provision.article);
            let id = provision
                .item
                .map_or(article_id.clone(), |item| format!("{article_id}/{item}"));
            assert_eq!(provision.id, id);
            let occurs =
                verbatim(provision.id).is_some_and(|text| text.contains(provision.text_zh));
            assert!(
                occurs,
                "{} is not verbatim: {}",
                provision.id, provision.text_zh
            );
            assert!(
                !provision.text_zh.is_empty() && !provision.text_en.is_empty(),
                "{}",
                provision.id
            );
        }
    }

    #[test]
    fn citations_are_unique_in_the_order_of_the_texts_and_enough() {
        let places: Vec<_> = cited().map(|p| (p.regulation, p.article, p.item)).collect();
        assert!(places.is_sorted_by(|a, b| a < b), "{places:?}");
        assert!(cited().all(|p| find(p.id) == Some(p)));
        assert!(
            cited().count() >= 35,
            "only {} provisions cited",
            cited().count()
        );
    }

    #[test]
    fn an_enforced_article_is_cited() {
        for id in RegulationId::ALL {
            for note in notes(id)
                .iter()
                .filter(|note| note.coverage == Coverage::Enforced)
            {
                let by_rule = cited().any(|p| p.regulation == id && p.article == note.number);
                assert!(by_rule, "no rule cites {} art {}", id.as_str(), note.number);
            }
        }
    }
}
