//! The working calendar: the notices day by day, arithmetic, calendar files, statutory days.

mod arithmetic;
mod files;
mod notices;
mod statutory;
