//! Inputs that break a rule, or look as if they did, written so that a person can read them.
//! Imports nothing. `tests/rule_samples.rs` makes the files of `samples/rules` of them.

/// What is special about an input, in English, and the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample(pub &'static str, pub Input);

/// An input.
///
/// A frame is its header in bits as in RFC 6455 section 5.2 (`FIN RSV opcode MASK length`), then
/// behind bars, where it has them, the longer length and the mask key in hex, and the payload before
/// it is masked: bytes in hex, text in single quotes, `x 126` behind what stands that many times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Frames.
    Frames(&'static [&'static str]),
    /// Frames that are read with these options of the command line.
    With(&'static str, &'static [&'static str]),
    /// The usual request, with lines that replace those of their names or go at its end; `-NAME`
    /// leaves a line out, `+` puts one beside another.
    Request(&'static [&'static str]),
    /// The usual request and the usual response, each changed in this way.
    Exchange(&'static [&'static str], &'static [&'static str]),
    /// The usual request in a capture, and these bytes that the server answers before both ends end
    /// the connection.
    Answer(&'static [u8]),
    /// Just these bytes.
    Bytes(&'static [u8]),
    /// Frames of a whole connection, which begins with a handshake and ends; MASK tells their sender.
    Capture(&'static [&'static str]),
}
