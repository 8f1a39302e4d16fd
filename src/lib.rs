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
//! | [`finding`] | the table of rules, and the typed faults that break them |
//! | [`frame`] | the shared frame module: header, layout, mask, decoder, judge |
//! | [`handshake`] | heads read and judged line by line, what they agree on, the accept key step by step |
//! | [`notation`] | text to bytes with a source map, and bytes to text |
//! | [`message`] | frames to messages: fragments, inflating, UTF-8, the body of a Close frame |
//! | [`conversation`] | one connection, both directions: chunks in, events out |
//! | [`slips`] | the causes: make a mistake, and recognise it |
//! | [`capture`] | pcap, pcapng, HAR and followed streams: files in, connections out |
//! | [`encode`] | requests to frames, honest or broken |
//! | [`dissection`] | every field with its bits, its value, its findings, its cause |
//! | [`journal`] | what happens on a live server, as values |
//! | [`prose`] | every sentence that the user reads, in each language |
//! | [`render`] | values to text at a given width |
//! | [`live`] | the server: sockets in, events out; the only room that knows tokio |
//! | [`cli`] | the command line; the only room that knows clap |
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

pub mod bits;
pub mod capture;
pub mod cli;
pub mod conversation;
pub mod dissection;
pub mod encode;
pub mod finding;
pub mod frame;
pub mod handshake;
pub mod journal;
pub mod lang;
pub mod live;
pub mod message;
pub mod notation;
pub mod prose;
pub mod render;
pub mod slips;
pub mod terms;
