//! What holds of every score: order makes no difference, a case is itself, more in common never counts less.

use domain::gd::art09_10_admissibility::{Event, Precision};
use domain::gd::matter::{Features, SIGNATURE, Shingles, Signal, Signature, score};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

use super::{code, event, features, parameters, party, signed};
use crate::support::date;

/// A signature that agrees with another in so many bins.
fn agreeing(with: &Signature, bins: usize) -> Signature {
    let mut bytes = with.to_bytes();
    for byte in bytes.iter_mut().skip(2 * bins).step_by(2) {
        *byte ^= 0xFF;
    }
    Signature::from_bytes(&bytes).unwrap()
}

fn any_features() -> impl Strategy<Value = Features> {
    let names = prop::option::of(prop::sample::select(vec![
        "广州南岫职业培训学校",
        "南岫学校",
        "佛山市顺樾烹饪职业培训学校",
    ]));
    let codes = prop::option::of(prop::sample::select(vec!["A", "B"]));
    let events = prop::option::of((
        0..90_u64,
        prop::sample::select(Precision::ALL.to_vec()),
        any::<bool>(),
    ));
    let places = prop::collection::vec(
        prop::sample::select(vec!["440606", "440605", "440106", "440000"]),
        0..3,
    );
    let texts = prop::option::of(prop::sample::subsequence(
        "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
            .chars()
            .collect::<Vec<_>>(),
        2..20,
    ));
    (names, codes, events, places, texts).prop_map(|(name, uscc, event, places, text)| Features {
        accused: party(name, uscc),
        event: event.map(|(days, precision, ongoing)| Event {
            date: date("2026-01-01").checked_add_days(chrono::Days::new(days)),
            precision,
            ongoing,
        }),
        submitted_on: date("2026-06-01"),
        places: places.into_iter().map(code).collect(),
        text: text.and_then(|text| signed(&text.into_iter().collect::<String>())),
    })
}

proptest! {
    #[test]
    fn the_order_of_two_makes_no_difference(one in any_features(), other in any_features()) {
        let there = score(&one, &other, &parameters());
        prop_assert_eq!(there, score(&other, &one, &parameters()));
        prop_assert!(there.total <= 1000);
        let points: u32 = there.components.iter().map(|component| component.points).sum();
        prop_assert_eq!(points, there.total);
    }

    #[test]
    fn a_case_that_tells_anything_is_wholly_like_itself(one in any_features()) {
        let silent = Features {
            accused: party(None, None),
            event: None,
            places: Vec::new(),
            text: None,
            ..one.clone()
        };
        let expected = if one == silent { 0 } else { 1000 };
        prop_assert_eq!(score(&one, &one, &parameters()).total, expected);
    }

    /// As when everything is looked up.
    #[test]
    fn pairs_are_those_of_the_text_in_one_spelling(text in "[一-九甲Ａ-Ｚａ-ｚ０-９①-⑳㈠ｶﾞか゛e\u{301}，。 a-zA-Z㍿𠀀]{0,40}") {
        let letters: Vec<u64> = text
            .nfkc()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .map(|c| u64::from(u32::from(c)))
            .collect();
        let mut pairs: Vec<u64> = letters
            .windows(2)
            .filter_map(|pair| Some((pair.first()? << 32) | pair.last()?))
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let found = Shingles::of([text.as_str()]);
        prop_assert_eq!(found.pairs(), pairs);
    }

    #[test]
    fn more_text_in_common_never_counts_less(
        one in any_features(),
        other in any_features(),
        bins in 0..SIGNATURE,
    ) {
        let own = signed("养老护理员四级理论考试前一晚泄露试题").unwrap();
        let with = |bins| {
            let one = Features { text: Some(own.clone()), ..one.clone() };
            let other = Features { text: Some(agreeing(&own, bins)), ..other.clone() };
            score(&one, &other, &parameters()).total
        };
        prop_assert!(with(bins) <= with(bins + 1));
    }
}

fn component(one: &Features, other: &Features, signal: Signal) -> Option<u32> {
    let components = score(one, other, &parameters()).components;
    let found = components.iter().find(|found| found.signal == signal);
    found.unwrap().similarity
}

#[test]
fn the_accused_party_is_told_by_its_code_then_by_its_name() {
    let full = "佛山市顺樾烹饪职业培训学校";
    let table = [
        // name, code; name, code; how alike
        (
            (Some(full), Some("A")),
            (Some("别名"), Some("A")),
            Some(1000),
        ),
        ((Some(full), Some("A")), (Some(full), Some("B")), Some(0)),
        ((Some(full), Some("A")), (Some(full), None), Some(1000)),
        (
            (Some(full), None),
            (Some("佛山市　顺樾烹饪职业培训学校"), None),
            Some(1000),
        ),
        ((Some(full), None), (Some("顺樾学校"), None), Some(500)),
        (
            (Some(full), None),
            (Some("广州南岫职业培训学校"), None),
            Some(0),
        ),
        ((Some(full), None), (None, Some("A")), Some(500)),
        ((Some(full), None), (None, None), Some(500)),
        ((None, None), (None, None), None),
    ];
    for ((name, uscc), (other_name, other_uscc), expected) in table {
        let of = |name, uscc| Features {
            accused: party(name, uscc),
            ..features()
        };
        let (one, other) = (of(name, uscc), of(other_name, other_uscc));
        let found = component(&one, &other, Signal::Accused);
        assert_eq!(found, expected, "{name:?} {other_name:?}");
    }
}

#[test]
fn days_count_the_nearer_the_more() {
    let day = |text| event(text, Precision::Day);
    let table = [
        (day("2026-05-16"), day("2026-05-16"), Some(1000)),
        (day("2026-05-16"), day("2026-05-19"), Some(900)),
        (day("2026-05-16"), day("2026-06-14"), Some(33)),
        (day("2026-05-16"), day("2026-06-15"), Some(0)),
        (day("2026-05-16"), day("2027-05-16"), Some(0)),
        // Within the month: it may be the day.
        (
            day("2026-05-16"),
            event("2026-05-01", Precision::Month),
            Some(750),
        ),
        (
            day("2026-05-16"),
            event("2026-01-01", Precision::Year),
            Some(750),
        ),
        (day("2026-05-16"), None, Some(500)),
        (None, None, None),
    ];
    for (one, other, expected) in table {
        let of = |event| Features {
            event,
            submitted_on: date("2027-06-01"),
            ..features()
        };
        let (one, other) = (of(one), of(other));
        assert_eq!(
            component(&one, &other, Signal::Date),
            expected,
            "{one:?} {other:?}"
        );
    }
}

#[test]
fn texts_count_from_a_tenth_in_common_to_a_half() {
    let own = features().text.unwrap();
    let table = [(128, 1000), (64, 1000), (38, 490), (13, 2), (12, 0), (0, 0)];
    for (bins, expected) in table {
        let other = Features {
            text: Some(agreeing(&own, bins)),
            ..features()
        };
        let found = component(&features(), &other, Signal::Text);
        assert_eq!(found, Some(expected), "{bins}");
    }
}

#[test]
fn places_count_by_half_in_the_same_prefecture() {
    let table = [("440606", 1000), ("440605", 500), ("440106", 0)];
    for (place, expected) in table {
        let other = Features {
            places: vec![code(place)],
            ..features()
        };
        let found = component(&features(), &other, Signal::Places);
        assert_eq!(found, Some(expected), "{place}");
    }
}

#[test]
fn spelling_width_and_punctuation_make_no_difference_to_pairs() {
    let plain = Shingles::of(["三位考评员abc"]);
    assert!(plain == Shingles::of(["三位，考评员 ＡＢｃ！"]));
    // 三位, 位考, 考评, 评员, 员a, ab, bc
    assert_eq!(plain.pairs().len(), 7);
    // No pair reaches from one text into the next.
    assert_eq!(Shingles::of(["三", "位"]).pairs().len(), 0);
    assert_eq!(signed("三"), None);
    assert_eq!(Signature::from_bytes(&[0; 255]), None);
}

#[test]
fn near_copies_share_a_band_and_others_do_not() {
    let text = "考前一晚，辅导班的班主任在微信群里发了一份冲刺材料，三页纸，说背会就行。第二天理论考试九十道单选里有七十多道一模一样。";
    let copied = text
        .replace("冲刺材料", "复习资料")
        .replace("七十多道", "六十多道");
    let other = "开考一小时后教学楼停电，机考全部黑屏，监考让学生原地坐了五十分钟，来电以后有人数据丢失被要求重做。";
    let bands = |text: &str| -> Vec<(u8, [u16; 3])> {
        let signature = signed(text).unwrap();
        signature
            .bands()
            .map(|band| (band.number, band.values))
            .collect()
    };
    let common = |other: &str| {
        bands(text)
            .iter()
            .filter(|b| bands(other).contains(b))
            .count()
    };
    assert_eq!(bands(text).len(), 8);
    assert!(common(&copied) >= 1);
    assert_eq!(common(other), 0);
}
