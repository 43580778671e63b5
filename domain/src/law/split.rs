//! Cuts a full text into its title, chapter lines and articles, and articles into paragraphs and items.

use crate::provision::RegulationId;

use super::text::{Article, Item};

/// What a stretch of the source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Title,
    Chapter,
    Article(u8),
}

/// A stretch of the source with its line ends; the segments of a source follow each other without a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Segment {
    kind: Kind,
    text: &'static str,
}

/// Cuts before every chapter line and before the line that opens the next article in sequence.
fn segments(source: &'static str) -> Vec<Segment> {
    let mut found = Vec::new();
    let (mut kind, mut start, mut offset) = (Kind::Title, 0, 0);
    let mut next_article = 1;
    for line in source.split_inclusive('\n') {
        let opens = if numbered(line, '条') == Some(next_article) {
            next_article = next_article.saturating_add(1);
            Some(Kind::Article(next_article.saturating_sub(1)))
        } else {
            numbered(line, '章').map(|_| Kind::Chapter)
        };
        if let Some(opened) = opens {
            push(&mut found, source, kind, start, offset);
            (kind, start) = (opened, offset);
        }
        offset = offset.saturating_add(line.len());
    }
    push(&mut found, source, kind, start, offset);
    found
}

fn push(found: &mut Vec<Segment>, source: &'static str, kind: Kind, start: usize, end: usize) {
    if let Some(text) = source.get(start..end).filter(|text| !text.is_empty()) {
        found.push(Segment { kind, text });
    }
}

pub(super) fn split(regulation: RegulationId, source: &'static str) -> Vec<Article> {
    let mut chapter = None;
    let mut articles = Vec::new();
    for segment in segments(source) {
        match segment.kind {
            Kind::Title => {}
            Kind::Chapter => chapter = Some(segment.text.trim()),
            Kind::Article(number) => {
                let text = segment.text.trim_end();
                let (heading, body) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
                let (paragraphs, items) = divide(body.trim_start());
                articles.push(Article {
                    regulation,
                    number,
                    chapter,
                    heading,
                    text,
                    paragraphs,
                    items,
                });
            }
        }
    }
    articles
}

/// Paragraphs and items of an article's body: a line that carries the next item's marker belongs to the
/// paragraph before it, every other line opens a paragraph of its own.
fn divide(body: &'static str) -> (Vec<&'static str>, Vec<Item>) {
    let (mut paragraphs, mut items) = (Vec::new(), Vec::<Item>::new());
    let (mut start, mut offset) = (0, 0);
    for line in body.split_inclusive('\n') {
        let expected = items.last().map_or(1, |item| item.number.saturating_add(1));
        match marked(line).filter(|item| item.number == expected) {
            Some(item) => items.push(item),
            None => {
                paragraphs.extend(body.get(start..offset).filter(|text| !text.is_empty()));
                start = offset;
            }
        }
        offset = offset.saturating_add(line.len());
    }
    paragraphs.extend(body.get(start..offset).filter(|text| !text.is_empty()));
    (paragraphs.into_iter().map(str::trim_end).collect(), items)
}

/// The number of a line that opens with `第…<unit>` and white space.
fn numbered(line: &str, unit: char) -> Option<u8> {
    let (numeral, rest) = line.strip_prefix('第')?.split_once(unit)?;
    if rest.starts_with(char::is_whitespace) {
        chinese_number(numeral)
    } else {
        None
    }
}

/// The item of a line that opens with a bracketed number.
fn marked(line: &'static str) -> Option<Item> {
    let (numeral, rest) = line.strip_prefix(['（', '('])?.split_once(['）', ')'])?;
    let number = chinese_number(numeral).or_else(|| canonical(numeral))?;
    Some(Item {
        number,
        text: rest.trim(),
    })
}

/// A Chinese numeral from 一 to 九十九.
fn chinese_number(numeral: &str) -> Option<u8> {
    match numeral.split_once('十') {
        None => digit(numeral),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            tens.checked_mul(10)?.checked_add(ones)
        }
    }
}

fn digit(numeral: &str) -> Option<u8> {
    let place = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]
        .iter()
        .position(|d| *d == numeral)?;
    u8::try_from(place).ok()?.checked_add(1)
}

/// A number in the one spelling ids use: no sign, no leading zero.
pub(super) fn canonical(digits: &str) -> Option<u8> {
    let plain = !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::super::text::{articles, full_text};
    use super::*;

    #[test]
    fn every_byte_of_the_sources_belongs_to_the_title_a_chapter_line_or_an_article() {
        for id in RegulationId::ALL {
            let pieces = segments(full_text(id));
            assert_eq!(
                pieces.iter().map(|p| p.text).collect::<String>(),
                full_text(id)
            );
            let kinds: Vec<Kind> = pieces.iter().map(|p| p.kind).collect();
            let chapters = kinds.iter().filter(|k| **k == Kind::Chapter).count();
            let titles = kinds.iter().filter(|k| **k == Kind::Title).count();
            match id {
                RegulationId::GdComplaints => assert_eq!((titles, chapters), (1, 6)),
                RegulationId::JzInstitutions => assert_eq!((titles, chapters), (0, 0)),
            }
            assert_eq!(pieces.len(), titles + chapters + articles(id).len());
            for piece in pieces.iter().filter(|p| p.kind == Kind::Chapter) {
                assert_eq!(piece.text.lines().count(), 1, "{}", piece.text);
            }
        }
    }

    #[test]
    fn an_article_is_its_heading_and_its_paragraphs_and_nothing_else() {
        for article in RegulationId::ALL.into_iter().flat_map(articles) {
            let body = article.paragraphs.join("\n");
            let lead = article.text.strip_suffix(&body).map(str::trim_end);
            assert_eq!(lead, Some(article.heading), "{}", article.id());
            assert_eq!(numbered(article.text, '条'), Some(article.number));
            for line in body.lines() {
                let is_item = line.starts_with(['（', '(']);
                let found = article.items.iter().any(|item| line.ends_with(item.text));
                assert_eq!(is_item, found, "{}: {line}", article.id());
            }
        }
    }

    #[test]
    fn chinese_numerals() {
        let cases = [
            ("一", Some(1)),
            ("九", Some(9)),
            ("十", Some(10)),
            ("十九", Some(19)),
            ("二十", Some(20)),
            ("二十四", Some(24)),
            ("九十九", Some(99)),
            ("", None),
            ("一二", None),
            ("十十", None),
            ("百", None),
        ];
        for (numeral, number) in cases {
            assert_eq!(chinese_number(numeral), number, "{numeral}");
        }
    }

    #[test]
    fn the_splitter_is_total() {
        for odd in [
            "",
            "\n",
            "第",
            "第条",
            "第一条",
            "第一条 ",
            "第二条 二",
            "(",
            "（）",
            "第一章\n第一条 甲\n（2） 乙\n",
        ] {
            let source: &'static str = odd;
            assert_eq!(
                segments(source).iter().map(|s| s.text).collect::<String>(),
                source
            );
            assert!(split(RegulationId::GdComplaints, source).len() <= 1);
        }
    }
}
