//! The causes: the mistake in the sender's code that makes these bytes.
//!
//! A slip knows its mistake in both directions: forward, it makes the bytes that the mistake makes;
//! back, it reads bytes under the hypothesis of the mistake, and claims it only where that accounts
//! for what is there. What fits two hypotheses alike is claimed by none.
//! May import `bits`, `terms`, `finding`, `frame`, `handshake`, `message` and `conversation`;
//! words nothing.

pub mod accept;
pub mod frame;
pub mod handshake;
