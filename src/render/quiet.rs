//! The value alone: a message a line, text escaped so that it stays one line, bytes as hex.

use super::printable::printable_bytes;
use crate::dissection::Dissection;
use crate::terms::Opcode;

/// The message that ends with the frame, or what is here of one that is cut; nothing for control
/// frames and for fragments that are followed by others.
pub fn render(frame: &Dissection) -> String {
    let Some(fragment) = frame.fragment else { return String::new() };
    if frame.header.is_some_and(|header| !header.fin) {
        return String::new();
    }
    let bytes = frame.message_or_payload();
    let text = match fragment.kind {
        Opcode::TEXT => printable_bytes(bytes),
        _ => hex::encode(bytes),
    };
    text + "\n"
}
