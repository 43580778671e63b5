//! Guangdong measures for quality complaints and reports: one place per article, in the order of the text.

pub mod art03_04_jurisdiction;
pub mod art04_periodic_report;
pub mod art04_upward_report;
pub mod art05_complaint_office;
pub mod art06_undertaking_department;
pub mod art08_form;
pub mod art09_10_admissibility;
pub mod art11_registration;
pub mod art12_guidance;
pub mod art13_media;
pub mod art14_several_departments;
pub mod art15_confidentiality;
pub mod art16_feedback;
pub mod art17_archive;
pub mod art18_clock;
pub mod art18_days;
pub mod art19_accountability;
pub mod art20_complainant;
pub mod art21_local_rules;
pub mod case;
pub mod circular;
pub mod matter;
pub mod parameters;

use crate::provision::Provision;

/// Provisions of this regulation that an answer can cite, in the order of the text.
pub static CITED: &[&Provision] = &[
    &art03_04_jurisdiction::ART3,
    &art03_04_jurisdiction::ART4_1,
    &art04_upward_report::ART4_2,
    &art05_complaint_office::ART5,
    &art06_undertaking_department::ART6,
    &art08_form::ART8,
    &art09_10_admissibility::ART9,
    &art09_10_admissibility::ART9_1,
    &art09_10_admissibility::ART9_2,
    &art09_10_admissibility::ART10,
    &art09_10_admissibility::ART10_1,
    &art09_10_admissibility::ART10_2,
    &art09_10_admissibility::ART10_3,
    &art09_10_admissibility::ART10_4,
    &art09_10_admissibility::ART10_5,
    &art09_10_admissibility::ART10_6,
    &art11_registration::ART11,
    &art12_guidance::ART12,
    &art13_media::ART13,
    &art14_several_departments::ART14,
    &art15_confidentiality::ART15,
    &art16_feedback::ART16,
    &art17_archive::ART17,
    &art18_clock::ART18,
    &art19_accountability::ART19,
    &art20_complainant::ART20,
    &art21_local_rules::ART21,
];
