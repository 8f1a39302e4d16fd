//! ws-inspect: WebSocket handshakes and frames, explained bit by bit.
//!
//! The data flows one way, and the rooms stand in the order of the flow. A room imports only
//! rooms that stand above it in this list; `tests/house.rs` holds that order.
//!
//! | room | what lives there |
//! |---|---|
//! | [`bits`] | where something stands in a buffer |
//! | [`lang`] | the languages |
//! | [`terms`] | the RFC's small values: opcode, close code, role, length field |
//! | [`rules`] | the rules, one file each: row, words, the values that prove a fault, samples |
//! | [`finding`] | a fault, how grave it is, where it stands |
//! | [`frame`] | the shared frame module: header, layout, mask, decoder, judge |
//! | [`handshake`] | heads read and judged line by line, what they agree on, the accept key step by step |
//! | [`notation`] | text to bytes with a source map, and bytes to text |
//! | [`message`] | frames to messages: fragments, inflating, UTF-8, the body of a Close frame |
//! | [`conversation`] | the frames of one connection, both directions: chunks in, events out |
//! | [`endpoint`] | our end of a connection, client or server, sans I/O |
//! | [`slips`] | the causes: make a mistake, and recognise it |
//! | [`dissection`] | every field with its bits, its value, its findings, its cause |
//! | [`analysis`] | the one road: bytes of any input in, what happened and why out |
//! | [`encode`] | requests to frames, honest or broken |
//! | [`capture`] | pcap, pcapng, HAR and followed streams: files in, connections out |
//! | [`journal`] | what happens on a live server, as values |
//! | [`prose`] | every sentence that the user reads, in each language |
//! | [`tree`] | what is shown: named parts with place, value, meaning, findings |
//! | [`render`] | values to text at a given width |
//! | [`live`] | the server: sockets in, events out; the only room that knows tokio |
//! | [`cli`] | the command line; the only room that knows clap |
//!
//! Two features of the package choose among them. `program`, on by default, has [`journal`],
//! [`live`], [`cli`] and what speaks for them; without it the library knows no file, socket, clock,
//! environment or thread, and builds for `wasm32-unknown-unknown`. `capture` has [`capture`], and
//! comes with `program`.
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

pub mod analysis;
pub mod bits;
#[cfg(feature = "capture")]
pub mod capture;
#[cfg(feature = "program")]
pub mod cli;
pub mod conversation;
pub mod dissection;
pub mod encode;
pub mod endpoint;
pub mod finding;
pub mod frame;
pub mod handshake;
#[cfg(feature = "program")]
pub mod journal;
pub mod lang;
#[cfg(feature = "program")]
pub mod live;
pub mod message;
pub mod notation;
pub mod prose;
pub mod render;
pub mod rules;
pub mod slips;
pub mod terms;
pub mod tree;
