//! Options that are given and change nothing for input of this kind, so that it can be said.

use clap::ArgMatches;
use clap::parser::ValueSource;

use super::View;
use crate::capture::Kind;

/// What says how a text is to be read as bytes.
const OF_TEXT: [&str; 3] = ["in", "skip-spaces", "literal-dots"];
/// What chooses the connections of a capture.
const OF_CAPTURES: [&str; 3] = ["port", "stream", "assume-websocket"];
/// What is known of one stream of bytes, and what a capture says itself.
const OF_BYTES: [&str; 1] = ["from"];
/// What makes the limits and the extension of frames, which a HAR has none of.
const OF_FRAMES: [&str; 4] = ["ext", "max-frame", "max-message", "max-memory"];
/// What hides frames, where each is shown.
const FILTERS: [&str; 5] = ["frame", "opcode", "dir", "findings-only", "grep"];

/// The names of the options that were given without effect: for input of that kind, `None` where
/// it is all at hand, in the view that will be drawn.
pub(super) fn missing(matches: &ArgMatches, kind: Option<Kind>, view: View) -> Vec<&'static str> {
    let deep = matches!(view, View::Full | View::Plain | View::Diagram);
    let captured = matches!(kind, Some(Kind::Pcap | Kind::Pcapng | Kind::Follow | Kind::Har));
    let mut idle: Vec<&'static str> = Vec::new();
    if captured {
        idle.extend(OF_TEXT.into_iter().chain(OF_BYTES));
        // These are told as lines; what only a dissection has is not there.
        idle.extend(["fields", "all-bytes"]);
        if deep {
            idle.push("format");
        }
    } else {
        idle.extend(OF_CAPTURES);
        if view != View::Json {
            idle.push("fields");
        }
        if !deep {
            idle.push("all-bytes");
        }
    }
    if kind == Some(Kind::Har) {
        idle.extend(OF_CAPTURES.into_iter().chain(OF_FRAMES));
    }
    if view == View::Summary {
        idle.extend(FILTERS);
    }
    let given = |name: &&str| matches.value_source(name) == Some(ValueSource::CommandLine);
    idle.into_iter().filter(given).collect()
}
