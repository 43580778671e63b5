//! Writing conditions and grounds. All that never changes of a ground, its citation and its reason, is rendered once.

use std::sync::{LazyLock, OnceLock};

use domain::gd::art09_10_admissibility as gd;
use domain::ground::{Computed, Ground, PointerTable, Reason, Status};
use domain::jz::facts::BREACHES;
use domain::jz::sanctions;
use domain::provision::Provision;

use super::json::Out;

/// The texts of a list of grounds: for each ground, status and reason everything up to its evidence.
#[derive(Debug)]
pub struct Texts {
    provisions: Vec<&'static Provision>,
    reasons: usize,
    /// By ground, status and reason; most combinations never occur and stay empty.
    cells: Vec<OnceLock<Text>>,
}

/// One combination's text.
#[derive(Debug)]
struct Text {
    /// Up to `"evidence":`, cut where an argument of the reason stands.
    pieces: Vec<(Box<str>, Option<usize>)>,
    /// The whole ground, where its reason has no arguments, and it has no pointers and computed nothing.
    bare: Option<Box<str>>,
}

/// gd Art. 9(1), (2).
pub static CONDITIONS: LazyLock<Texts> =
    LazyLock::new(|| Texts::new([&gd::ART9_1, &gd::ART9_2], gd::reasons::ALL));

/// gd Art. 10(1)-(6).
pub static ART10: LazyLock<Texts> = LazyLock::new(|| {
    let grounds = [
        &gd::ART10_1,
        &gd::ART10_2,
        &gd::ART10_3,
        &gd::ART10_4,
        &gd::ART10_5,
        &gd::ART10_6,
    ];
    Texts::new(grounds, gd::reasons::ALL)
});

/// jz Art. 20(1)-22(6).
pub static ART20_22: LazyLock<Texts> = LazyLock::new(|| {
    let grounds = BREACHES
        .iter()
        .map(|(_, provision)| *provision)
        .filter(|provision| provision.item.is_some());
    Texts::new(grounds, sanctions::reasons::ALL)
});

impl Texts {
    fn new(
        provisions: impl IntoIterator<Item = &'static Provision>,
        reasons: &[&'static Reason],
    ) -> Self {
        let provisions: Vec<_> = provisions.into_iter().collect();
        let mut cells = Vec::new();
        cells.resize_with(provisions.len() * STATUSES * reasons.len(), OnceLock::new);
        Self {
            provisions,
            reasons: reasons.len(),
            cells,
        }
    }

    fn text(&self, position: usize, ground: &Ground) -> Option<&Text> {
        let reason = ground.explained.reason;
        let cell =
            (position * STATUSES + status_index(ground.status)) * self.reasons + reason.index;
        let provision = self.provisions.get(position)?;
        self.cells
            .get(cell)
            .map(|cell| cell.get_or_init(|| Text::new(provision, ground.status, reason)))
    }
}

const STATUSES: usize = 3;

const fn status_index(status: Status) -> usize {
    match status {
        Status::Met => 0,
        Status::NotMet => 1,
        Status::Undetermined => 2,
    }
}

const NO_POINTERS: &str = "[],\"missing_facts\":[],\"computed\":{}}";

impl Text {
    fn new(provision: &Provision, status: Status, reason: &Reason) -> Self {
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
        out.raw(",\"status\":").word(status.as_str());
        let head = String::from_utf8_lossy(&json).into_owned();
        // Reasons are templates: their places are the only braces, and they need no escapes (a test sees to it).
        let template = format!(
            ",\"reason_zh\":\"{}\",\"reason_en\":\"{}\",\"evidence\":",
            reason.zh, reason.en
        );
        let mut pieces = Vec::new();
        let mut text = head;
        for piece in template.split_inclusive('}') {
            match piece.split_once('{') {
                Some((before, place)) => {
                    text.push_str(before);
                    let place = place.trim_end_matches('}').parse().ok();
                    pieces.push((std::mem::take(&mut text).into_boxed_str(), place));
                }
                None => text.push_str(piece),
            }
        }
        let bare = pieces
            .is_empty()
            .then(|| format!("{text}{NO_POINTERS}").into_boxed_str());
        pieces.push((text.into_boxed_str(), None));
        Self { pieces, bare }
    }
}

/// Writes a list of grounds.
pub fn write(out: &mut Out<'_>, texts: &Texts, grounds: &[Ground], table: &PointerTable) {
    let mut separator = "[";
    for (position, ground) in grounds.iter().enumerate() {
        out.raw(separator);
        separator = ",";
        if let Some(text) = texts.text(position, ground) {
            one(out, text, ground, table);
        }
    }
    out.raw("]");
}

fn one(out: &mut Out<'_>, text: &Text, ground: &Ground, table: &PointerTable) {
    let evidence = table.get(ground.evidence);
    let missing = table.get(ground.missing);
    if let Some(bare) = &text.bare
        && ground.computed == Computed::Nothing
        && evidence.is_empty()
        && missing.is_empty()
    {
        out.raw(bare);
        return;
    }
    for (piece, place) in &text.pieces {
        out.raw(piece);
        let argument = place
            .and_then(|place| ground.explained.arguments.get(place))
            .copied()
            .flatten();
        if let Some(argument) = argument {
            out.argument(argument);
        }
    }
    out.pointers(evidence);
    out.raw(",\"missing_facts\":").pointers(missing);
    out.raw(",\"computed\":{");
    computed(out, &ground.computed, table);
    out.raw("}");
    if let Computed::Readings { .. } = ground.computed {
        out.raw(",\"contested\":").bool(ground.contested);
    }
    out.raw("}");
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_numbered_in_order_and_need_no_escapes() {
        for reasons in [gd::reasons::ALL, sanctions::reasons::ALL] {
            for (position, reason) in reasons.iter().enumerate() {
                assert_eq!(reason.index, position, "{}", reason.en);
                for text in [reason.zh, reason.en] {
                    assert_eq!(
                        serde_json::to_string(text).unwrap_or_default(),
                        format!("\"{text}\"")
                    );
                    let places = text.matches('{').count();
                    let known = ["{0}", "{1}", "{2}"].map(|place| text.matches(place).count());
                    assert_eq!(places, known.iter().sum::<usize>(), "{text}");
                }
            }
        }
    }
}
