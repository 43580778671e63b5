//! The numbers by which cases about the same matter are found: all of them local policy, published like the others.

use crate::parameter::{Direction, Parameter, ParameterSource, ParameterValue, ParameterVersion};
use crate::provision::RegulationId;

/// A number of local policy, open to local rules.
macro_rules! local {
    ($(#[$doc:meta])* $constant:ident = $name:literal, $number:literal $unit:literal, $zh:literal, $en:literal;) => {
        $(#[$doc])*
        pub static $constant: Parameter = Parameter {
            name: $name,
            regulation: RegulationId::GdComplaints,
            unit: $unit,
            source: ParameterSource::LocalPolicy,
            direction: Direction::Free,
            choices: &[],
            versions: &[ParameterVersion {
                from: None,
                value: ParameterValue::Number($number),
            }],
            note_zh: $zh,
            note_en: $en,
        };
    };
}

local! {
    /// From which score on two cases are proposed as the same matter.
    THRESHOLD = "similar_threshold", 600 "permille",
    "相似度达到此数（千分比）时提示可能为同一事项；由承办人认定",
    "From this score on two cases are proposed as the same matter; an officer decides";
}
local! {
    /// Weight of the accused party.
    ACCUSED_WEIGHT = "similar_accused_weight", 350 "permille",
    "被投诉举报对象相同在相似度中的权重",
    "Weight of the accused party in the score";
}
local! {
    /// Weight of the day of the event.
    DATE_WEIGHT = "similar_date_weight", 350 "permille",
    "事件日期相近在相似度中的权重",
    "Weight of the day of the event in the score";
}
local! {
    /// Weight of the text.
    TEXT_WEIGHT = "similar_text_weight", 250 "permille",
    "陈述文字相似在相似度中的权重",
    "Weight of the text in the score";
}
local! {
    /// Weight of the place.
    PLACE_WEIGHT = "similar_place_weight", 50 "permille",
    "事件发生地相同在相似度中的权重",
    "Weight of the place in the score";
}
local! {
    /// Events that lie so many days apart have nothing in common by their date.
    WINDOW_DAYS = "similar_window_days", 30 "days",
    "事件日期相差达到此天数即不再视为相近",
    "Events that lie this many days apart count as having nothing in common by their date";
}
local! {
    /// Up to this share of common pairs of characters texts are alike by chance.
    TEXT_FLOOR = "similar_text_floor", 100 "permille",
    "文字重合不超过此数（千分比）视为偶然，不计分",
    "Up to this share of common pairs of characters texts are alike by chance, which counts nothing";
}
local! {
    /// From this share of common pairs of characters on a text counts as the same.
    TEXT_FULL = "similar_text_full", 500 "permille",
    "文字重合达到此数（千分比）视为同一文字",
    "From this share of common pairs of characters on texts count as the same";
}

/// The values in force on a day, under a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SimilarParameters {
    /// [`THRESHOLD`]
    pub threshold: u32,
    /// [`ACCUSED_WEIGHT`]
    pub accused_weight: u32,
    /// [`DATE_WEIGHT`]
    pub date_weight: u32,
    /// [`TEXT_WEIGHT`]
    pub text_weight: u32,
    /// [`PLACE_WEIGHT`]
    pub place_weight: u32,
    /// [`WINDOW_DAYS`]
    pub window_days: u32,
    /// [`TEXT_FLOOR`]
    pub text_floor: u32,
    /// [`TEXT_FULL`]
    pub text_full: u32,
}
