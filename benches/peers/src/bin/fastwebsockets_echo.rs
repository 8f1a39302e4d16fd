//! A peer, used as its documentation shows: read a message, write it, one task a connection. The
//! handshake is ours, which spares it an HTTP library. `fastwebsockets_echo PORT`, on one thread.

#![forbid(unsafe_code)]

use std::io;
use std::net::Ipv4Addr;

use fastwebsockets::{FragmentCollector, OpCode, Role, WebSocket, WebSocketError};
use tokio::net::{TcpListener, TcpStream};
use ws_inspect_peers::{crowd::port, opening};

fn main() -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port()?)).await?;
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            tokio::spawn(echo(stream));
        }
    })
}

async fn echo(mut stream: TcpStream) -> Result<(), WebSocketError> {
    open(&mut stream).await?;
    let mut socket = FragmentCollector::new(WebSocket::after_handshake(stream, Role::Server));
    loop {
        let frame = socket.read_frame().await?;
        match frame.opcode {
            OpCode::Close => return Ok(()),
            OpCode::Text | OpCode::Binary => socket.write_frame(frame).await?,
            _ => {}
        }
    }
}

/// Answers the request. Our client sends nothing more before it has the answer.
async fn open(stream: &mut TcpStream) -> io::Result<()> {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut head = Vec::new();
    loop {
        if stream.read_buf(&mut head).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if let Some((answer, _)) = opening::answer(&head) {
            return stream.write_all(answer.as_bytes()).await;
        }
    }
}
