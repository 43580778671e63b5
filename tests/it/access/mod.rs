//! Who comes in, and what they may do: tokens, clients, organisations, over HTTP on both databases.

mod clients;
mod command;
mod organisations;
mod token;
mod verification;
