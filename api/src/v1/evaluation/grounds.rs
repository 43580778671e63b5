//! Writing conditions and grounds. What never changes of a ground, its citation, is rendered once.

use std::sync::LazyLock;

use domain::ground::{Computed, Ground, PointerTable};
use domain::jz::facts::BREACHES;
use domain::provision::Provision;

use super::json::Out;

/// `{"provision":…,"article":…,"item":…,"text_zh":…,"text_en":…,"status":"` of each provision in the order of answers.
#[derive(Debug)]
pub struct Heads(Vec<String>);

impl Heads {
    fn new<'a>(provisions: impl IntoIterator<Item = &'a Provision>) -> Self {
        Self(provisions.into_iter().map(head).collect())
    }
}

fn head(provision: &Provision) -> String {
    let mut json = Vec::new();
    let mut out = Out(&mut json);
    out.raw("{\"provision\":").word(provision.id);
    out.raw(",\"article\":").number(provision.article.into());
    out.raw(",\"item\":");
    match provision.item {
        Some(item) => out.number(item.into()),
        None => out.raw("null"),
    };
    out.raw(",\"text_zh\":").text(provision.text_zh);
    out.raw(",\"text_en\":").text(provision.text_en);
    out.raw(",\"status\":\"");
    String::from_utf8_lossy(&json).into_owned()
}

/// gd Art. 9(1), (2).
pub static CONDITIONS: LazyLock<Heads> = LazyLock::new(|| {
    use domain::gd::art09_10_admissibility::{ART9_1, ART9_2};
    Heads::new([&ART9_1, &ART9_2])
});

/// gd Art. 10(1)-(6).
pub static ART10: LazyLock<Heads> = LazyLock::new(|| {
    use domain::gd::art09_10_admissibility as gd;
    Heads::new([
        &gd::ART10_1,
        &gd::ART10_2,
        &gd::ART10_3,
        &gd::ART10_4,
        &gd::ART10_5,
        &gd::ART10_6,
    ])
});

/// jz Art. 20(1)-22(6).
pub static ART20_22: LazyLock<Heads> = LazyLock::new(|| {
    Heads::new(
        BREACHES
            .iter()
            .map(|(_, provision)| *provision)
            .filter(|provision| provision.item.is_some()),
    )
});

/// Writes a list of grounds.
pub fn write(out: &mut Out<'_>, heads: &Heads, grounds: &[Ground], table: &PointerTable) {
    let mut separator = "[";
    for (head, ground) in heads.0.iter().zip(grounds) {
        out.raw(separator).raw(head).raw(ground.status.as_str());
        out.raw("\",").explained(&ground.explained);
        out.raw(",\"evidence\":")
            .pointers(table.get(ground.evidence));
        out.raw(",\"missing_facts\":")
            .pointers(table.get(ground.missing));
        out.raw(",\"computed\":{");
        computed(out, &ground.computed, table);
        out.raw("}");
        if let Computed::Readings { .. } = ground.computed {
            out.raw(",\"contested\":").bool(ground.contested);
        }
        out.raw("}");
        separator = ",";
    }
    out.raw("]");
}

fn computed(out: &mut Out<'_>, computed: &Computed, table: &PointerTable) {
    match computed {
        Computed::Nothing => {}
        Computed::LimitDay(day) => {
            out.raw("\"limit_day\":").date_or_null(*day);
        }
        Computed::PriorDueOn(day) => {
            out.raw("\"due_on\":").date(*day);
        }
        Computed::WorstShare {
            unqualified,
            candidates,
        } => {
            out.raw("\"unqualified_candidates\":")
                .number((*unqualified).into());
            out.raw(",\"candidates\":").number((*candidates).into());
        }
        Computed::IdleLimit(day) => {
            out.raw("\"idle_limit\":").date(*day);
        }
        Computed::Readings {
            literal,
            purposive,
            purposive_evidence,
        } => {
            out.raw("\"readings\":{\"literal\":").word(literal.as_str());
            out.raw(",\"purposive\":").word(purposive.as_str());
            out.raw("},\"purposive_evidence\":")
                .pointers(table.get(*purposive_evidence));
        }
    }
}
