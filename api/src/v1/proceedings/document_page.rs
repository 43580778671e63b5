//! A document of a proceeding, in the layout of Chinese official documents, in a page that loads nothing.

use super::documents::ProceedingDocument;
use crate::v1::complaints::notice_page::{Page, STYLE};

/// The page.
#[must_use]
pub fn render(document: &ProceedingDocument) -> String {
    let mut page = Page(String::with_capacity(4096));
    page.raw("<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .text(&document.title)
        .raw("</title>\n<style>")
        .raw(STYLE)
        .raw("</style>\n</head>\n<body>\n<h1>")
        .text(&document.title)
        .raw("</h1>\n")
        .line("addressee", &document.addressee);
    for paragraph in &document.paragraphs {
        page.paragraph(paragraph);
    }
    for ground in &document.grounds {
        page.paragraph(&format!("{}：{}", ground.place, ground.text));
    }
    for paragraph in &document.closing {
        page.paragraph(paragraph);
    }
    page.line("signed", &document.authority_name)
        .line("dated", &document.dated)
        .raw("</body>\n</html>\n");
    page.0
}

#[cfg(test)]
mod tests {
    use super::super::documents::DocumentGround;
    use super::*;

    #[test]
    fn the_page_has_every_text_and_no_markup_of_others() {
        let page = render(&ProceedingDocument {
            title: "拟处理告知书".to_owned(),
            addressee: "甲<b>：".to_owned(),
            paragraphs: vec!["经查，<script>x</script>。".to_owned()],
            grounds: vec![DocumentGround {
                provision: "jz-institutions/art21/3",
                place: "第二十一条第（三）项".to_owned(),
                text: "半年内",
            }],
            closing: vec!["尾".to_owned()],
            authority_name: "局".to_owned(),
            dated: "2026年3月2日".to_owned(),
        });
        assert!(!page.contains("<script") && !page.contains("<b>") && !page.contains("http"));
        for text in [
            "拟处理告知书",
            "甲&lt;b&gt;：",
            "第二十一条第（三）项：半年内",
            "尾",
            "局",
            "2026年3月2日",
        ] {
            assert!(page.contains(text), "{text} in {page}");
        }
    }
}
