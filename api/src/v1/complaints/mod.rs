//! Complaint cases: intake, decision, notices, reading.

pub mod accept;
pub mod case;
pub mod clock;
pub mod command;
pub mod counts;
pub mod departures;
pub mod disclose;
pub mod evaluate;
pub mod evaluations;
pub mod gather;
pub mod intake;
pub mod list;
pub mod notice_page;
pub mod notices;
pub mod reach;
pub mod refusal;
pub mod replay;
pub mod schema;
pub mod seal;
pub mod state_machine;
pub mod timeline;
pub mod view;
pub mod words;
pub mod work_queue;
