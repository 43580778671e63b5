//! Draws (jz Art. 15): announced, held, drawn again, published, and computed anew by whoever wants to.

pub mod announce;
pub mod hold;
pub mod proof;
pub mod public;
pub mod read;
pub mod redraw;
pub mod roster;
pub mod schema;
pub mod verify;
