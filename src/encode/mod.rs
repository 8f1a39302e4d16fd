//! What is asked for, to frames, to bytes: honest frames and broken ones alike.
//!
//! A [`Request`] says what to send and which of the header's values to choose by hand; [`fault`]
//! breaks exactly one rule, [`slip`] makes a sender's mistake; what comes out is an [`Encoding`],
//! which [`read_back`] then reads as a peer would. May import every room from `bits` to `slips`. No I/O and no random source: fresh mask
//! keys come as an iterator. Judging is the conversation's; nothing here makes a sentence.

mod deflation;
mod encoding;
mod error;
pub mod fault;
mod readback;
mod request;
pub mod slip;
#[doc(hidden)]
pub mod words;

pub use crate::slips::frame::Unsuited;
pub use deflation::Deflation;
pub use encoding::{Encoding, KeyOrigin, WrittenFrame};
pub use error::EncodeError;
#[doc(hidden)]
pub use readback::{ReadFrame, Readback, read_back, read_back_deflated};
pub use request::{Deflate, LengthForm, Masking, Request, close_body};

#[cfg(test)]
mod tests;
