//! Words that all notices share.

use chrono::{Datelike, NaiveDate};

use super::super::command::{CenterCard, Context};
use super::super::event::Received;
use super::super::record::CaseKind;
use super::super::state::CaseState;
use super::{Notice, NoticeGround, NoticeKind};
use crate::access::Regime;
use crate::law::regulation;
use crate::provision::{self, Provision, RegulationId};

/// 2026年11月22日
#[must_use]
pub fn chinese_date(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// 本中心 in Guangdong, 本机关 in Jingzhou.
pub(super) const fn we(regime: Regime) -> &'static str {
    match regime {
        Regime::Gd => "本中心",
        Regime::Jz => "本机关",
    }
}

/// The rules by their full name, and the short one the notice goes on with.
pub(super) fn rules_in_full(regime: Regime) -> String {
    let title = regulation(RegulationId::GdComplaints).title_zh;
    let adopted = match regime {
        Regime::Gd => "",
        // Not this regulation's territory: its rules hold there by local policy, and the notice says so.
        Regime::Jz => "本机关作为本地政策参照适用，",
    };
    format!("《{title}》（{adopted}以下简称{}）", rules(regime))
}

/// The rules by their short name.
pub(super) const fn rules(regime: Regime) -> &'static str {
    match regime {
        Regime::Gd => "《管理办法》",
        Regime::Jz => "《参照办法》",
    }
}

/// 你（单位）于2026年3月2日提出的职业技能鉴定质量投诉收悉。
pub(super) fn received(record: &Received) -> String {
    let field = match record.regime {
        Regime::Gd => "职业技能鉴定质量",
        Regime::Jz => "职业技能等级认定",
    };
    let kind = match record.kind {
        CaseKind::Complaint => "投诉",
        CaseKind::Report => "举报",
    };
    format!(
        "你（单位）于{}提出的{field}{kind}收悉。",
        chinese_date(record.submitted_on)
    )
}

/// A text as a sentence: with one full stop.
pub(super) fn sentence(text: &str) -> String {
    format!(
        "{}。",
        text.trim()
            .trim_end_matches(['。', '.', '；', ';', '！', '!'])
    )
}

/// 第十条第（6）项 of the rules, as the text itself numbers it.
pub(super) fn place(regime: Regime, provision: &Provision) -> String {
    let rules = match provision.regulation {
        RegulationId::GdComplaints => rules(regime).to_owned(),
        RegulationId::JzInstitutions => {
            format!("《{}》", regulation(RegulationId::JzInstitutions).title_zh)
        }
    };
    let article = chinese_number(provision.article);
    match provision.item {
        // Article 9 numbers its items in Chinese, the others of these measures in figures.
        Some(item) if provision.article == 9 => {
            format!("{rules}第{article}条第（{}）项", chinese_number(item))
        }
        Some(item) => format!("{rules}第{article}条第（{item}）项"),
        None => format!("{rules}第{article}条"),
    }
}

/// 一 to 九十九.
fn chinese_number(n: u8) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u8| DIGITS.get(usize::from(n)).copied().unwrap_or_default();
    match (n / 10, n % 10) {
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, ones) => format!("{}十{}", digit(tens), digit(ones)),
    }
}

/// A provision as the ground of a notice; none where the id is no citation.
pub(super) fn ground(regime: Regime, id: &str, reason_zh: String) -> Option<NoticeGround> {
    let provision = provision::find(id)?;
    Some(NoticeGround {
        provision: provision.id.to_owned(),
        place_zh: place(regime, provision),
        text_zh: provision.text_zh.to_owned(),
        reason_zh,
    })
}

/// Art. 15, to the complainant.
pub(super) fn confidentiality(regime: Regime) -> String {
    format!(
        "依照{}第十五条，{}及承办部门的工作人员不得擅自将你（单位）要求保密的事项、有关投诉材料及你（单位）的信息透露或者转交给被投诉举报对象。",
        rules(regime),
        we(regime)
    )
}

/// How the center is reached (Art. 7); none where nothing is known.
pub(super) fn contact(center: &CenterCard) -> Option<String> {
    let parts: Vec<String> = [
        ("咨询电话", &center.telephone),
        ("通讯地址", &center.address),
        ("电子信箱", &center.email),
    ]
    .into_iter()
    .filter_map(|(label, value)| value.as_ref().map(|value| format!("{label}：{value}")))
    .collect();
    (!parts.is_empty()).then(|| format!("{}。", parts.join("；")))
}

/// Why the officer did not follow what the rules said.
pub(super) fn departure(reason: &str) -> String {
    format!(
        "本决定未采用依规则审查得出的结论，理由是：{}",
        sentence(reason)
    )
}

/// A notice without its body. Where the case has no registration number, the number is that of the file.
pub(super) fn frame(
    kind: NoticeKind,
    title: &str,
    number: Option<String>,
    state: &CaseState,
    context: &Context<'_>,
) -> Notice {
    Notice {
        kind,
        title: title.to_owned(),
        number: number
            .unwrap_or_else(|| format!("收件{}第{}号", context.case_id, state.next_notice())),
        addressee: "提出人：".to_owned(),
        paragraphs: Vec::new(),
        grounds: Vec::new(),
        closing: Vec::new(),
        center_name: context.center.name.clone(),
        date: chinese_date(context.today),
    }
}
