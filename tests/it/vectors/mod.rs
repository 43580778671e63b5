//! The example vectors of the evaluation contract by every way in, and what holds of every answer.

mod answers;
mod command;
mod http;
