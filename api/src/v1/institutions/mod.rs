//! Institutions: their register and ledger (jz Art. 2, 3, 5-9, 23).

pub mod apply;
pub mod authority;
pub mod command;
pub mod decide;
pub mod known;
pub mod reach;
pub mod request;
pub mod schema;
pub mod shown;
pub mod view;
pub mod watch;
pub mod withdraw;
