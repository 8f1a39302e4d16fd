//! ws-inspect: WebSocket handshakes and frames, explained bit by bit.
//!
//! The library behind the program of the same name. It reads bytes in any notation, cuts them into
//! heads, frames and messages, judges them by RFC 6455 and RFC 7692, and names the mistake in the
//! sender's code that accounts for what is wrong.
//!
//! ```
//! use ws_inspect::analysis::Verdict;
//! use ws_inspect::{Analysis, Options, ReadOptions, read};
//!
//! // The masked `Hello` of RFC 6455 section 5.7, as somebody pasted it.
//! let reading = read("81 85 37 fa 21 3d 7f 9f 4d 51 58", &ReadOptions::default())?;
//! let (frames, tally) = Analysis::dissect(&reading.bytes, None, Options::default());
//! assert_eq!(frames[0].payload, b"Hello");
//! assert_eq!(tally.verdict(), Verdict::Ok);
//! # Ok::<(), ws_inspect::NotationError>(())
//! ```
//!
//! | to | take | the values are in |
//! |---|---|---|
//! | read a text as bytes | [`read`], [`read_input`] | [`notation`] |
//! | analyse bytes that are all here | [`Analysis::dissect`], [`Analysis::opening`] | [`analysis`] |
//! | analyse bytes as they come, of many connections | [`Analysis`] | [`analysis`] |
//! | write frames, honest or broken | [`Request`] | [`encode`] |
//! | compute an accept value | [`Accept`] | |
//! | explain a rule, or a finding that breaks it | [`Rule::explain`], [`Finding::explain`] | [`finding`] |
//! | read a capture | [`capture::Capture`], [`capture::Follow`], [`capture::har`] | [`capture`] |
//!
//! Nothing here reads a file, a socket or a clock. Random bytes, times and pauses are arguments.
//! Input never makes a function panic, and no memory is taken by a length that a peer claims.
//!
//! # Features
//!
//! `program`, on by default, has the command line and the live server; a library does without it:
//! `default-features = false`, which also builds for `wasm32-unknown-unknown`. `capture` has
//! [`capture`] and comes with `program`.
//!
//! # The rooms
//!
//! The data flows one way, and the rooms of the house stand in the order of the flow. A room imports
//! only rooms that stand above it in this list; `tests/house.rs` holds that order. Those that are
//! not in the list of modules below are for the program and its tests, and may change in any version.
//!
//! | room | what lives there |
//! |---|---|
//! | [`bits`] | where something stands in a buffer |
//! | [`lang`] | the languages |
//! | [`terms`] | the RFC's small values: opcode, close code, role, length field |
//! | `rules` | the rules, one file each: row, words, the values that prove a fault, samples |
//! | [`finding`] | a fault, how grave it is, where it stands |
//! | `frame` | the shared frame module: header, layout, mask, decoder, judge |
//! | `handshake` | heads read and judged line by line, what they agree on, the accept key step by step |
//! | [`notation`] | text to bytes with a source map, and bytes to text |
//! | `message` | frames to messages: fragments, inflating, UTF-8, the body of a Close frame |
//! | `conversation` | the frames of one connection, both directions: chunks in, events out |
//! | `endpoint` | our end of a connection, client or server, sans I/O |
//! | `slips` | the causes: make a mistake, and recognise it |
//! | `dissection` | every field with its bits, its value, its findings, its cause |
//! | [`analysis`] | the one road: bytes of any input in, what happened and why out |
//! | [`encode`] | requests to frames, honest or broken |
//! | [`capture`] | pcap, pcapng, HAR and followed streams: files in, connections out |
//! | `journal` | what happens on a live server, as values |
//! | `prose` | every sentence that the user reads, in each language |
//! | `tree` | what is shown: named parts with place, value, meaning, findings |
//! | `render` | values to text at a given width |
//! | `live` | the server: sockets in, events out; the only room that knows tokio |
//! | `cli` | the command line; the only room that knows clap |
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
pub mod encode;
pub mod finding;
pub mod lang;
pub mod notation;
pub mod terms;

#[doc(hidden)]
#[cfg(feature = "program")]
pub mod cli;
#[doc(hidden)]
pub mod conversation;
#[doc(hidden)]
pub mod dissection;
#[doc(hidden)]
pub mod endpoint;
#[doc(hidden)]
pub mod frame;
#[doc(hidden)]
pub mod handshake;
#[doc(hidden)]
#[cfg(feature = "program")]
pub mod journal;
#[doc(hidden)]
#[cfg(feature = "program")]
pub mod live;
#[doc(hidden)]
pub mod message;
#[doc(hidden)]
pub mod prose;
#[doc(hidden)]
pub mod render;
#[doc(hidden)]
pub mod rules;
#[doc(hidden)]
pub mod slips;
#[doc(hidden)]
pub mod tree;

pub use analysis::{Analysis, Chunk, Options, Tally, Told};
pub use encode::{EncodeError, Encoding, Request};
pub use finding::{Fault, Finding, Level, Rule};
#[doc(inline)]
pub use handshake::Accept;
pub use lang::Lang;
pub use notation::{NotationError, ReadOptions, Reading, read, read_input};
#[doc(inline)]
pub use prose::finding::Explanation;

// The examples of the README are run as well.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
#[cfg(doctest)]
#[doc = include_str!("../README.zh.md")]
struct ReadmeInChinese;
