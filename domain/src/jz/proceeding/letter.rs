//! The two documents of a proceeding, as an official would write them: 拟处理告知书 and 处理决定书.

use chrono::{Datelike, NaiveDate};

use super::event::{Decided, Sanctioning, Span};
use super::state::Proceeding;
use crate::jz::facts::Breach;
use crate::jz::institution::ledger::ListName;
use crate::jz::sanctions::Tier;

/// A ground as a document cites it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterGround {
    /// The provision.
    pub provision: &'static str,
    /// 第二十条第（一）项
    pub place: String,
    /// The regulation's own sentence.
    pub text: &'static str,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its title.
    pub title: &'static str,
    /// To whom.
    pub addressee: String,
    /// Before the grounds.
    pub paragraphs: Vec<String>,
    /// The grounds with the law's text.
    pub grounds: Vec<LetterGround>,
    /// After the grounds: measures, rights, remedies.
    pub closing: Vec<String>,
    /// Its date.
    pub dated: String,
}

/// 2026年3月2日
fn day(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

const NUMERALS: [&str; 8] = ["一", "二", "三", "四", "五", "六", "七", "八"];

fn place(ground: Breach) -> String {
    let (article, item) = match ground {
        Breach::Art12 => return "第十二条".to_owned(),
        Breach::Art13 => return "第十三条".to_owned(),
        Breach::Art20(item) => ("第二十条", item),
        Breach::Art21(item) => ("第二十一条", item),
        Breach::Art22(item) => ("第二十二条", item),
    };
    let numeral = usize::from(item)
        .checked_sub(1)
        .and_then(|n| NUMERALS.get(n));
    format!("{article}第（{}）项", numeral.copied().unwrap_or_default())
}

fn cited(grounds: &[Breach]) -> Vec<LetterGround> {
    grounds
        .iter()
        .filter_map(|ground| {
            let provision = ground.provision()?;
            Some(LetterGround {
                provision: provision.id,
                place: place(*ground),
                text: provision.text_zh,
            })
        })
        .collect()
}

const fn measures(tier: Tier) -> &'static str {
    match tier {
        Tier::None => "依法处理",
        Tier::Interview => {
            "依照第二十条，对你单位主要负责人进行约谈，责成规范操作，并视具体情形宣布有关证书或者评价成绩无效"
        }
        Tier::Warning => {
            "依照第二十一条，采取警示措施，暂停工作，限期整改，列入活动异常名录或者诚信不良档案，并向社会公布"
        }
        Tier::MarketBan => "依照第二十二条，采取市场禁入措施，取消资格，三年内不允许再申报备案",
    }
}

/// The notice of facts, grounds, basis and rights; none: none was given.
#[must_use]
pub fn notice_letter(proceeding: &Proceeding) -> Option<Letter> {
    let notice = proceeding.notice.as_ref()?;
    let mut closing = vec![
        format!("本机关拟{}。", measures(proceeding.proposal().tier)),
        format!(
            "你单位有权陈述事实、申辩或者作出承诺，请于{}前（含当日）提出；逾期未提出的，视为放弃。",
            day(notice.statement_until)
        ),
    ];
    if let Some(until) = notice.hearing_until {
        closing.push(format!(
            "拟取消资格的，你单位有权申请听证，请于{}前（含当日）提出；逾期未提出的，视为放弃。",
            day(until)
        ));
    }
    Some(Letter {
        title: "拟处理告知书",
        addressee: format!(
            "{}（统一社会信用代码 {}）：",
            proceeding.proposed.name, proceeding.proposed.uscc
        ),
        paragraphs: vec![
            format!("经查，{}", sentence(&notice.facts)),
            "上述行为符合《荆州市职业技能等级认定评价机构监督管理办法》的下列规定：".to_owned(),
        ],
        grounds: cited(&notice.grounds),
        closing,
        dated: day(notice.on),
    })
}

/// The decision, with reasons and remedies; none: nothing was decided and approved.
#[must_use]
pub fn decision_letter(proceeding: &Proceeding) -> Option<Letter> {
    let decided = proceeding.decision.as_ref()?;
    let (approved_on, _) = proceeding.approval.as_ref()?;
    let mut paragraphs = Vec::new();
    if let Some(notice) = &proceeding.notice {
        paragraphs.push(format!("经查，{}", sentence(&notice.facts)));
    }
    paragraphs.push(format!(
        "{}{}",
        heard(proceeding),
        sentence(&decided.reasons)
    ));
    if let Some(reason) = &decided.reading_reason {
        paragraphs.push(format!(
            "第二十二条第（六）项援引第十二、十三条，本机关按其目的理解适用，理由如下：{}",
            sentence(reason)
        ));
    }
    paragraphs
        .push("上述行为符合《荆州市职业技能等级认定评价机构监督管理办法》的下列规定：".to_owned());
    let mut closing = vec!["本机关决定：".to_owned()];
    closing.extend(ordered(decided));
    closing.push(format!(
        "不服本决定的，可以自收到本决定书之日起{}日内申请行政复议，或者自收到之日起{}个月内向人民法院提起行政诉讼。复议、诉讼期间，本决定不停止执行，法律另有规定的除外。",
        decided.reconsideration_days, decided.litigation_months
    ));
    Some(Letter {
        title: "处理决定书",
        addressee: format!(
            "{}（统一社会信用代码 {}）：",
            proceeding.proposed.name, proceeding.proposed.uscc
        ),
        paragraphs,
        grounds: cited(&decided.grounds),
        closing,
        dated: day(*approved_on),
    })
}

fn heard(proceeding: &Proceeding) -> &'static str {
    if proceeding.hearing.is_some() {
        "本机关已依申请举行听证。"
    } else if !proceeding.statements.is_empty() {
        "本机关已听取你单位的陈述、申辩或者承诺。"
    } else if proceeding.lapsed.is_some() {
        "你单位在告知的期限内未陈述、申辩，也未申请听证。"
    } else {
        ""
    }
}

fn ordered(decided: &Decided) -> Vec<String> {
    let until = |span: &Span| {
        let from = span.from.map_or_else(|| "本决定送达之日".to_owned(), day);
        match span.to {
            Some(to) => format!("自{from}起至{}止", day(to)),
            None => format!("自{from}起，至解除之日止"),
        }
    };
    match &decided.sanctioning {
        Sanctioning::Interview { voided } => {
            let mut lines = vec![
                "一、对你单位主要负责人进行约谈，听取其陈述事实或者承诺，责成规范操作。".to_owned(),
            ];
            if !voided.is_empty() {
                let batches: Vec<String> = voided
                    .iter()
                    .map(|void| format!("批次 {}（{}）", void.batch, void.reason))
                    .collect();
                lines.push(format!(
                    "二、宣布下列批次的证书或者评价成绩无效：{}。",
                    batches.join("、")
                ));
            }
            lines
        }
        Sanctioning::Warning {
            suspension,
            rectification,
            listing,
        } => {
            let list = match listing.list {
                ListName::Abnormal => "活动异常名录",
                ListName::BadCredit => "诚信不良档案",
            };
            vec![
                "一、予以警示。".to_owned(),
                format!("二、暂停评价工作，{}。", until(suspension)),
                format!(
                    "三、于{}前（含当日）完成整改：{}",
                    day(rectification.due_on),
                    sentence(&rectification.subject)
                ),
                format!("四、列入{list}，{}，并向社会公布。", until(&listing.span)),
            ]
        }
        Sanctioning::MarketBan { barred_until } => vec![format!(
            "采取市场禁入措施，取消资格，至{}（含当日）不允许再申报备案。",
            day(*barred_until)
        )],
    }
}

/// With a full stop at its end.
fn sentence(text: &str) -> String {
    let text = text.trim_end_matches(['。', '.', ' ', '；']);
    format!("{text}。")
}
