//! Circulars (gd Art. 4(1), 5(5), 17): drafted from closed cases, revised, approved, published, withdrawn.

pub mod approve;
pub mod command;
pub mod draft;
pub mod publish;
pub mod read;
pub mod revise;
pub mod schema;
pub mod withdraw;
