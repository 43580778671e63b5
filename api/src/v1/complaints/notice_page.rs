//! A notice as a letter to be printed: the layout of Chinese official documents, in a page that loads nothing.

use super::notices::CaseNotice;

/// A4 with the margins of GB/T 9704; serif letters, title centred, number on the right, first lines indented by two
/// characters, signature and date at the right.
pub(crate) const STYLE: &str = "@page{size:A4;margin:37mm 26mm 35mm 28mm}\
:root{color-scheme:light}\
body{font:16pt/28pt FangSong,\"仿宋\",STFangsong,\"Noto Serif CJK SC\",SimSun,serif;color:#000;background:#fff;max-width:156mm;margin:20mm auto;padding:0 5mm}\
h1{font:bold 22pt/36pt SimSun,\"宋体\",\"Noto Serif CJK SC\",serif;text-align:center;margin:0 0 12pt}\
.number{text-align:right;margin:0 0 18pt}\
.addressee{margin:0}\
p{margin:0;text-indent:2em;text-align:justify;overflow-wrap:anywhere}\
.number,.addressee,.signed{text-indent:0}\
.signed{text-align:right;margin-top:36pt;padding-right:2em;break-inside:avoid}\
.dated{text-align:right;text-indent:0;padding-right:2em;break-before:avoid}\
@media print{body{margin:0;padding:0;max-width:none}}";

/// The page.
#[must_use]
pub fn render(notice: &CaseNotice) -> String {
    let mut page = Page(String::with_capacity(4096));
    page.raw("<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .text(&notice.title)
        .raw("</title>\n<style>")
        .raw(STYLE)
        .raw("</style>\n</head>\n<body>\n<h1>")
        .text(&notice.title)
        .raw("</h1>\n")
        .line("number", &notice.document_number)
        .line("addressee", &notice.addressee);
    for paragraph in &notice.paragraphs {
        page.paragraph(paragraph);
    }
    for ground in &notice.grounds {
        page.paragraph(&format!("{}：{}", ground.place_zh, ground.text_zh));

        page.paragraph(&format!("理由：{}", ground.reason_zh));
    }
    for paragraph in &notice.closing {
        page.paragraph(paragraph);
    }
    page.line("signed", &notice.center_name)
        .line("dated", &notice.dated)
        .raw("</body>\n</html>\n");
    page.0
}

/// HTML in the making.
pub(crate) struct Page(pub(crate) String);

impl Page {
    /// Markup.
    pub(crate) fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text, whatever is in it.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\n' => self.0.push_str("<br>"),
                other => self.0.push(other),
            }
        }
        self
    }

    pub(crate) fn paragraph(&mut self, text: &str) -> &mut Self {
        self.raw("<p>").text(text).raw("</p>\n")
    }

    pub(crate) fn line(&mut self, class: &str, text: &str) -> &mut Self {
        self.raw("<p class=\"")
            .raw(class)
            .raw("\">")
            .text(text)
            .raw("</p>\n")
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::v1::complaints::notices::CaseNoticeGround;

    #[test]
    fn the_page_has_every_text_and_no_markup_of_others() {
        let evil = "<script>alert('\"x\"')</script>&";
        let notice = CaseNotice {
            number: 1,
            on: NaiveDate::default(),
            kind: "rejection",
            title: format!("题{evil}"),
            document_number: format!("号{evil}"),
            addressee: "提出人：".to_owned(),
            paragraphs: vec![format!("段{evil}"), "甲\n乙".to_owned()],
            grounds: vec![CaseNoticeGround {
                provision: "gd-complaints/art10/6".to_owned(),
                place_zh: "处".to_owned(),
                text_zh: "文".to_owned(),
                reason_zh: format!("由{evil}"),
            }],
            closing: vec!["尾".to_owned()],
            center_name: "中心".to_owned(),
            dated: "2026年3月2日".to_owned(),
            deliveries: Vec::new(),
        };
        let page = render(&notice);
        assert!(!page.contains("<script"), "{page}");
        assert!(!page.contains("http"), "nothing is loaded: {page}");
        for text in [
            "题",
            "号",
            "提出人：",
            "段",
            "甲<br>乙",
            "处：文",
            "由",
            "尾",
            "中心",
        ] {
            assert!(page.contains(text), "{text} in {page}");
        }
        assert!(page.contains("&lt;script&gt;alert(&#39;&quot;x&quot;&#39;)&lt;/script&gt;&amp;"));
    }
}
