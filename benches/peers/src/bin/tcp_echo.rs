//! The floor under every echo: `tcp_echo PORT` writes back what it reads.

#![forbid(unsafe_code)]

fn main() -> std::io::Result<()> {
    ws_inspect_peers::crowd::serve(|crowd, key, bytes| {
        if let Some(connection) = crowd.at(key) {
            connection.send(bytes);
        }
    })
}
