//! The floor under an echo of frames: `ws_echo PORT` unmasks them and writes all answers of a turn
//! at once. Knows no rule: neither text nor lengths nor control frames are looked at.

#![forbid(unsafe_code)]

use ws_inspect_peers::{crowd, header_onto, unmask_onto};

fn main() -> std::io::Result<()> {
    let mut out = Vec::new();
    crowd::serve(|crowd, key, bytes| {
        let Some(connection) = crowd.at(key) else { return };
        out.clear();
        connection.read(bytes, |frame| {
            header_onto(&mut out, frame.opcode, frame.payload.len(), None);
            unmask_onto(&mut out, frame);
        });
        if !out.is_empty() {
            connection.send(&out);
        }
    })
}
