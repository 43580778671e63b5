//! Sanction proceedings (jz Art. 20-22): proposed by the engine, conducted by the authority that filed the institution.

pub mod accept_rectification;
pub mod approve;
pub mod command;
pub mod complete;
pub mod decide;
pub mod document_page;
pub mod documents;
pub mod drop;
pub mod evaluations;
pub mod hold_hearing;
pub mod hold_interview;
pub mod lapse_hearing;
pub mod lift;
pub mod list;
pub mod notify;
mod parts;
pub mod propose;
pub mod reach;
pub mod request_hearing;
pub mod return_decision;
pub mod schema;
pub mod serve;
pub mod show;
pub mod state_machine;
pub mod statements;
pub mod timeline;
pub mod view;
