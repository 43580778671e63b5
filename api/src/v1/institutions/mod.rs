//! Institutions: their register and ledger (jz Art. 2, 3, 5-9, 23).

pub mod command;
pub mod known;
pub mod ledger;
pub mod reach;
pub mod watch;
