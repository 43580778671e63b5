//! Jingzhou measures for supervising assessment institutions: one place per article, in the order of the text.

pub mod art12_emergency;
pub mod art13_territorial;
pub mod art20_interview;
pub mod art21_warning;
pub mod art22_market_ban;
mod evidence;
pub mod explain;
pub mod facts;
pub mod facts_json;
pub mod institution;
pub mod parameters;
pub mod policy;
pub mod proceeding;
pub mod sanctions;

use crate::provision::Provision;

/// Provisions of this regulation that an answer can cite, in the order of the text.
pub static CITED: &[&Provision] = &[
    &art12_emergency::ART12,
    &art13_territorial::ART13,
    &art20_interview::ART20,
    &art20_interview::ART20_1,
    &art20_interview::ART20_2,
    &art20_interview::ART20_3,
    &art20_interview::ART20_4,
    &art20_interview::ART20_5,
    &art20_interview::ART20_6,
    &art20_interview::ART20_7,
    &art20_interview::ART20_8,
    &art21_warning::ART21,
    &art21_warning::ART21_1,
    &art21_warning::ART21_2,
    &art21_warning::ART21_3,
    &art21_warning::ART21_4,
    &art21_warning::ART21_5,
    &art21_warning::ART21_6,
    &art21_warning::ART21_7,
    &art21_warning::ART21_8,
    &art22_market_ban::ART22,
    &art22_market_ban::ART22_1,
    &art22_market_ban::ART22_2,
    &art22_market_ban::ART22_3,
    &art22_market_ban::ART22_4,
    &art22_market_ban::ART22_5,
    &art22_market_ban::ART22_6,
];
