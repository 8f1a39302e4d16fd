//! The floor under a group: `ws_group PORT` writes what a member has said in its turn to everybody
//! else, from one buffer. Knows no rule, and lets who does not read wait for as long as it likes.

#![forbid(unsafe_code)]

use ws_inspect_peers::{crowd, header_onto, unmask_onto};

fn main() -> std::io::Result<()> {
    let mut said = Vec::new();
    crowd::serve(|crowd, key, bytes| {
        let Some(connection) = crowd.at(key) else { return };
        said.clear();
        connection.read(bytes, |frame| {
            header_onto(&mut said, frame.opcode, frame.payload.len(), None);
            unmask_onto(&mut said, frame);
        });
        if !said.is_empty() {
            let others = crowd.all().filter(|(other, member)| *other != key && member.is_open);
            others.for_each(|(_, member)| member.send(&said));
        }
    })
}
