//! Complaint cases: intake, decision, notices, reading.

pub mod accept;
pub mod case;
pub mod clock;
pub mod command;
pub mod disclose;
pub mod evaluate;
pub mod evaluations;
pub mod gather;
pub mod intake;
pub mod notice_page;
pub mod notices;
pub mod reach;
pub mod refusal;
pub mod replay;
pub mod schema;
pub mod seal;
pub mod timeline;
pub mod view;
pub mod words;
