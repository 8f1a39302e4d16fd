//! A server under test, and what a client of it does most.

use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tungstenite::client::IntoClientRequest;
use tungstenite::handshake::client::Response;
use tungstenite::http::HeaderValue;
use tungstenite::{Message, WebSocket};

/// How long anything may take before a test gives up on it.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server on a port that the system chose, and its log in JSON.
pub struct Server {
    pub child: Child,
    /// Its lines. They are read whether a test wants them or not: a log that nobody reads stops
    /// the server.
    log: Receiver<String>,
    pub address: SocketAddr,
}

impl Server {
    pub fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_ws-inspect"))
            .args(["serve", "--port", "0", "--log", "json"])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (teller, log) = mpsc::channel();
        thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| teller.send(line)));
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut server = Self { child, log, address };
        let serving = server.logged("serving");
        server.address.set_port(u16::try_from(serving["port"].as_u64().unwrap()).unwrap());
        server
    }

    /// The next object of the log that is of this type.
    pub fn logged(&self, kind: &str) -> Value {
        loop {
            let entry = self.entry();
            let entry = entry.unwrap_or_else(|| panic!("the log tells of no {kind}"));
            if entry["type"] == kind {
                return entry;
            }
        }
    }

    /// The next object of the log, if one comes.
    pub fn entry(&self) -> Option<Value> {
        let line = self.log.recv_timeout(PATIENCE).ok()?;
        Some(serde_json::from_str(&line).unwrap())
    }

    /// A connection and the answer that opened it.
    pub fn client(
        &self,
        path: &str,
        headers: &[(&'static str, &'static str)],
    ) -> (Client, Response) {
        let mut request = format!("ws://{}{path}", self.address).into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, HeaderValue::from_static(value));
        }
        tungstenite::client(request, self.socket()).unwrap()
    }

    /// A client at a path.
    pub fn at(&self, path: &str) -> Client {
        self.client(path, &[]).0
    }

    pub fn socket(&self) -> TcpStream {
        let socket = TcpStream::connect(self.address).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        socket
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub type Client = WebSocket<TcpStream>;

/// The next message that is no ping or pong.
pub fn hear(client: &mut Client) -> Message {
    loop {
        match client.read().unwrap() {
            Message::Ping(_) | Message::Pong(_) => {}
            message => return message,
        }
    }
}

pub fn hear_json(client: &mut Client) -> Value {
    serde_json::from_str(hear(client).to_text().unwrap()).unwrap()
}

/// Closes as one should. Who keeps the socket, the server waits for.
pub fn leave(mut client: Client) {
    client.close(None).unwrap();
    while client.read().is_ok() {}
}

/// The code with which the server closes.
pub fn close_code(client: &mut Client) -> u16 {
    match hear(client) {
        Message::Close(Some(frame)) => frame.code.into(),
        other => panic!("{other:?} in place of a Close frame"),
    }
}
