//! 第十五条 人力资源社会保障行政部门会同有关部门采用“双随机、一公开”的监管模式，通过调阅资料、现场检查等方式对评价机构及其评价活动进行
//! 抽查检查，评价活动纳入全市职业技能等级认定管理平台监管。
//!
//! The draw: which institutions are inspected, and by whom, in a way that anybody can compute again. `docs/DRAW.md` says it
//! byte by byte.
//!
//! 1. Announced: roster and terms are fixed, their hash is published, and with it a commitment to a secret seed and the
//!    public value that will be mixed in, known only on a later day.
//! 2. Drawn: on that day or later the public value is entered, the seed revealed, and round 1 computed.
//! 3. Redrawn: whoever cannot be inspected, or cannot inspect, is replaced by a further round with its reason. Earlier
//!    results stay.
//! 4. Verified: [`verify`] computes all of it anew from what was published and names whatever differs.

mod draw;
mod encode;
mod fault;
pub mod parameters;
mod proof;
mod roster;
mod stream;
mod verification;

pub use draw::{Place, Replaces};
pub use encode::{Digest, commitment};
pub use fault::{Fault, FaultKind};
pub use proof::{Drawn, Proof, Redraw, RedrawReason, Redrawing, draw, redraw};
pub use roster::{
    Announcement, Conflict, Departments, LEAST_INSPECTORS, MOST_INSPECTORS, MOST_INSTITUTIONS,
    MOST_WEIGHT, RosterInspector, RosterInstitution, Terms,
};
pub use verification::{Difference, Verification, verify};

use crate::provision::provision;

provision!(
    ART15,
    JzInstitutions,
    "jz-institutions/art15",
    15,
    None,
    "人力资源社会保障行政部门会同有关部门采用“双随机、一公开”的监管模式,通过调阅资料、现场检查等方式对评价机构及其评价活动进行抽查检查,评价活动纳入全市职业技能等级认定管理平台监管。",
    "The HRSS authority, with the departments concerned, inspects institutions and their assessments by \"random institutions, random inspectors, published results\", by documents, on site or otherwise; assessments are supervised on the city's platform for skill-level assessment."
);
