//! What is still owed at the end of a case (Art. 4, 6, 13, 16, 17), and who can be reached how.

use chrono::NaiveDate;

use super::event::Received;
use super::event::handling::Measure;
use super::public::PUBLIC;
use super::record::DeliveryManner;
use super::responsible::PROVINCE_CENTER;
use super::state::{CaseState, Status};
use crate::access::{Principal, Regime, Role};

/// Whether the complainant holds a receipt code, by which they look the result up.
#[must_use]
pub fn has_receipt_code(record: &Received) -> bool {
    record.submitted_by == PUBLIC
}

/// Whether another system passed the case on under a number of its own: it can pass the result back.
fn was_passed_on(record: &Received) -> bool {
    !has_receipt_code(record) && (record.external_ref.is_some() || record.submitted_for.is_some())
}

/// Whether there is any way to tell the complainant something.
#[must_use]
pub fn can_be_told(record: &Received) -> bool {
    record.form.contact || has_receipt_code(record) || was_passed_on(record)
}

/// Whether the complainant can be told in this manner.
#[must_use]
pub fn can_be_told_by(record: &Received, manner: DeliveryManner) -> bool {
    match manner {
        DeliveryManner::ReceiptCode => has_receipt_code(record),
        DeliveryManner::Platform => {
            !has_receipt_code(record) && (record.form.contact || was_passed_on(record))
        }
        DeliveryManner::InPerson
        | DeliveryManner::Post
        | DeliveryManner::Email
        | DeliveryManner::Fax
        | DeliveryManner::Sms
        | DeliveryManner::Phone
        | DeliveryManner::Other => record.form.contact,
    }
}

/// Art. 16: whether feedback of the result is owed and was not given. It is not owed to whoever left neither contact nor
/// holds a receipt code.
#[must_use]
pub fn owes_feedback(state: &CaseState) -> bool {
    state.status == Status::Concluded
        && state.handling.feedback.is_none()
        && (state.record.form.contact || has_receipt_code(&state.record))
}

/// Art. 6: the measures that were not carried out yet, each with its place from 1.
pub fn measures_left(state: &CaseState) -> impl Iterator<Item = (u32, &Measure)> {
    let measures = state
        .conclusion
        .iter()
        .flat_map(|concluded| &concluded.measures);
    (1_u32..)
        .zip(measures)
        .filter(|(number, _)| state.handling.execution(*number).is_none())
}

/// Art. 6: whether it is for this principal to record that a measure was carried out: a department records its own, the
/// center the others.
#[must_use]
pub fn carries_out(state: &CaseState, measure: &Measure, principal: &Principal) -> bool {
    let department = measure
        .department
        .as_ref()
        // What was laid on an organisation that does not have the case is the center's to follow.
        .filter(|department| state.handling.assignment(department).is_some());
    match department {
        Some(department) if *department == principal.organisation_id => true,
        Some(department) => *department == state.record.center && principal.role != Role::Handler,
        None => principal.role != Role::Handler,
    }
}

/// Art. 5(3): the numbers of supervision orders that can still be answered and were not.
pub fn orders_left(state: &CaseState) -> impl Iterator<Item = u32> {
    // Of a case that was withdrawn nobody answers them any more.
    let answerable = matches!(state.status, Status::Concluded | Status::FedBack);
    state
        .handling
        .supervisions
        .iter()
        .filter(move |supervision| answerable && supervision.answer.is_none())
        .map(|supervision| supervision.order.number)
}

/// Whether the case is answered for elsewhere: by the case it was joined to, or the authority it was referred to. An
/// archived one stays another's.
fn is_answered_elsewhere(state: &CaseState) -> bool {
    state.joining.is_some()
        || state.referral.is_some()
        || matches!(state.status, Status::Joined | Status::Referred)
}

/// Art. 4(2), 15: since when a report to the province center is owed that was not made; none: none is. There is nobody
/// above the province center, and Art. 4 binds Guangdong cases only.
#[must_use]
pub fn upward_report_owed_since(state: &CaseState) -> Option<NaiveDate> {
    let owed = state.record.regime == Regime::Gd
        && state.record.center != PROVINCE_CENTER
        && !is_answered_elsewhere(state)
        && state.handling.upward_reports.is_empty();
    state.attention.notable_since.filter(|_| owed)
}

/// Art. 13: since when the public is owed a statement that it did not get; none: none is.
#[must_use]
pub fn statement_owed_since(state: &CaseState) -> Option<NaiveDate> {
    let owed = !is_answered_elsewhere(state) && state.handling.statements.is_empty();
    state.attention.exposed_since.filter(|_| owed)
}

/// Whether the principal leads the organisation that holds the case.
#[must_use]
pub const fn leads(principal: &Principal) -> bool {
    match principal.role {
        Role::CenterLead | Role::ProvinceLead | Role::Regulator => true,
        Role::Admin
        | Role::Platform
        | Role::Intake
        | Role::ComplaintOfficer
        | Role::Handler
        | Role::Inspector
        | Role::Institution
        | Role::Auditor => false,
    }
}
