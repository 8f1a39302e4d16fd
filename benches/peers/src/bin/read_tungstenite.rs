//! Every message of a file, as a server that uses tungstenite reads them.

use std::fs::File;
use std::io::{self, Read, Write};

use tungstenite::WebSocket;
use tungstenite::protocol::{Role, WebSocketConfig};
use ws_inspect_peers::PIECE;

/// A file to read from; what would be written is dropped.
struct OneWay(File);

impl Read for OneWay {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Write for OneWay {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn main() -> io::Result<()> {
    let file = File::open(std::env::args().nth(1).unwrap_or_default())?;
    let config = WebSocketConfig::default().read_buffer_size(PIECE);
    let mut socket = WebSocket::from_raw_socket(OneWay(file), Role::Server, Some(config));
    let (mut count, mut sum) = (0u64, 0);
    while let Ok(message) = socket.read() {
        count += 1;
        sum += message.len();
    }
    println!("{count} messages, {sum} bytes");
    Ok(())
}
