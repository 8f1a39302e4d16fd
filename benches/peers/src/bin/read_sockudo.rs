//! Every message of a file, as a server that uses sockudo-ws reads them.

use std::fs::File;
use std::io::{self, Read};

use bytes::BytesMut;
use sockudo_ws::Role;
use sockudo_ws::protocol::Protocol;
use ws_inspect_peers::PIECE;

const MOST: usize = 64 << 20;

fn main() -> io::Result<()> {
    let mut file = File::open(std::env::args().nth(1).unwrap_or_default())?;
    let mut protocol = Protocol::new(Role::Server, MOST, MOST);
    let (mut buffer, mut messages) = (BytesMut::with_capacity(2 * PIECE), Vec::new());
    let (mut count, mut sum) = (0, 0);
    loop {
        let start = buffer.len();
        buffer.resize(start + PIECE, 0);
        let read = file.read(&mut buffer[start..])?;
        buffer.truncate(start + read);
        if read == 0 {
            break;
        }
        protocol.process_into(&mut buffer, &mut messages).map_err(io::Error::other)?;
        count += messages.len();
        sum += messages.drain(..).map(|message| message.as_bytes().len()).sum::<usize>();
    }
    println!("{count} messages, {sum} bytes");
    Ok(())
}
