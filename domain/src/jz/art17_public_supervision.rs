//! 第十七条 鼓励考生、新闻媒体和社会组织参与评价机构监督。畅通投诉举报渠道,充分利用来信来访、互联网、举报电话、新媒体等多种途径,及时发现评价机构
//! 违法违规行为。
//!
//! A complaint about an institution is a case of the authority. Once concluded as substantiated, wholly or partly, it enters
//! the institution's ledger by its number: [`super::institution::ledger::Complaint`].

use crate::provision::provision;

provision!(
    ART17,
    JzInstitutions,
    "jz-institutions/art17",
    17,
    None,
    "畅通投诉举报渠道,充分利用来信来访、互联网、举报电话、新媒体等多种途径,及时发现评价机构违法违规行为。",
    "Channels for complaints and reports shall be open; letters and visits, the internet, hotlines and new media shall be used to discover institutions' violations in time."
);
