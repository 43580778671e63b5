//! Complaint cases: intake, decision, notices, reading.

pub mod accept;
pub mod case;
pub mod command;
pub mod conclude;
pub mod correct;
pub mod deliver;
pub mod describe;
pub mod evaluate;
pub mod gather;
pub mod hand_over;
pub mod intake;
pub mod join;
pub mod officer;
pub mod reach;
pub mod refer;
pub mod refusal;
pub mod reject;
pub mod review;
pub mod schema;
pub mod schema_commands;
pub mod seal;
pub mod view;
pub mod withdraw;
pub mod words;
