//! The causes: the mistake in the sender's code that makes these bytes.
//!
//! A slip knows its mistake in both directions: forward, it makes the bytes that the mistake makes;
//! back, it reads bytes under the hypothesis of the mistake, and claims it only where that accounts
//! for what is there. Evidence is weighed in bits on one scale, `scale`, which decides between hypotheses. A slip also has the words for
//! it, in each language: one file says all there is to say of one mistake.
//! May import `bits`, `lang`, `terms`, `finding`, `frame`, `handshake`, `message` and `conversation`;
//! draws nothing.

mod list;
mod scale;
mod words;

pub mod accept;
pub mod frame;
pub mod handshake;

#[cfg(test)]
mod tests;
