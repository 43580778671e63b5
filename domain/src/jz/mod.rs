//! Jingzhou measures for supervising assessment institutions: one place per article, in the order of the text.

pub mod art02_03_filing;
pub mod art05_11_duties;
pub mod art12_emergency;
pub mod art13_territorial;
pub mod art14_supervision;
pub mod art15_random_inspection;
pub mod art16_inspection;
pub mod art17_public_supervision;
pub mod art18_proposal;
pub mod art19_credit;
pub mod art20_interview;
pub mod art21_warning;
pub mod art22_market_ban;
pub mod art23_deregistration;
mod evidence;
pub mod explain;
pub mod facts;
pub mod facts_json;
pub mod inspection;
pub mod institution;
pub mod occupation;
pub mod parameters;
pub mod policy;
pub mod proceeding;
pub mod sanctions;

use crate::provision::Provision;

/// Provisions of this regulation that an answer can cite, in the order of the text.
pub static CITED: &[&Provision] = &[
    &art02_03_filing::ART2,
    &art02_03_filing::ART3,
    &art05_11_duties::ART5,
    &art05_11_duties::ART6,
    &art05_11_duties::ART7,
    &art05_11_duties::ART8,
    &art05_11_duties::ART9,
    &art05_11_duties::ART10,
    &art05_11_duties::ART11,
    &art12_emergency::ART12,
    &art13_territorial::ART13,
    &art14_supervision::ART14,
    &art15_random_inspection::ART15,
    &art16_inspection::ART16,
    &art16_inspection::ART16_1,
    &art16_inspection::ART16_2,
    &art16_inspection::ART16_3,
    &art16_inspection::ART16_4,
    &art16_inspection::ART16_5,
    &art16_inspection::ART16_6,
    &art17_public_supervision::ART17,
    &art18_proposal::ART18,
    &art19_credit::ART19,
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
    &art23_deregistration::ART23,
];
