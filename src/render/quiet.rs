//! The value alone: a message a line, text escaped so that it stays one line, bytes as hex.

use super::printable::printable_bytes;
use crate::conversation::{Frame, Message};
use crate::terms::Opcode;

/// A whole message.
pub fn message(message: &Message<'_>) -> String {
    line(message.kind, message.payload)
}

/// What is here of a message whose last frame is cut; nothing for any other frame.
pub fn cut(frame: &Frame<'_>) -> String {
    let last = frame.header.is_some_and(|header| header.fin);
    match frame.fragment {
        Some(fragment) if last && !frame.ends_message() => line(fragment.kind, frame.plain()),
        _ => String::new(),
    }
}

fn line(kind: Opcode, bytes: &[u8]) -> String {
    let text = match kind {
        Opcode::TEXT => printable_bytes(bytes),
        _ => hex::encode(bytes),
    };
    text + "\n"
}
