//! One frame taken apart by itself, without the bytes around it: what a conversation told is
//! enough for it.

use super::{Dissection, Inflated};
use crate::conversation::Frame;
use crate::frame::mask;

impl Dissection {
    /// The dissection of a frame as it was told. Its bytes are those of its header and of as much
    /// payload as was kept. What made it is told later.
    pub fn of(frame: &Frame<'_>) -> Self {
        let mut wire = Vec::new();
        write_wire(&mut wire, frame, usize::MAX);
        Self {
            number: frame.number,
            at: usize::try_from(frame.at).unwrap_or(usize::MAX),
            sender: frame.sender,
            wire,
            header: frame.header,
            payload: frame.payload.to_vec(),
            have: frame.have,
            inflated: frame.compressed.map(|compressed| Inflated {
                trial: compressed.trial,
                bytes: compressed.plain.to_vec(),
                message_len: compressed.message_len,
            }),
            fragment: frame.fragment,
            message: None,
            findings: frame.findings.to_vec(),
            claims: Vec::new(),
            end: frame.end,
        }
    }
}

/// Appends a frame as it stood on the wire, with at most so many bytes of its payload.
pub fn write_wire(out: &mut Vec<u8>, frame: &Frame<'_>, max_payload: usize) {
    let Some(header) = frame.header else {
        out.extend_from_slice(frame.cut_header);
        return;
    };
    let payload = frame.payload.get(..max_payload).unwrap_or(frame.payload);
    out.reserve(header.header_len() + payload.len());
    header.write(out);
    match header.mask_key {
        Some(key) => {
            mask::unmask_onto(out, payload, key, 0);
        }
        None => out.extend_from_slice(payload),
    }
}
