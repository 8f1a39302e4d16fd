//! What `--record` does to files and pipes: it keeps what is there, and says what it waits for.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use rstest::rstest;
use tungstenite::Message;

use crate::server::{Server, hear, leave};

/// A path for a recording, in a directory of its own.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let directory = std::env::temp_dir().join(format!("ws-inspect-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        Self(directory.join(name))
    }

    fn text(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// How a server ends that does not get to serve.
fn refused(arguments: &[&str]) -> (Option<i32>, String) {
    let Output { status, stderr, .. } = Command::new(env!("CARGO_BIN_EXE_ws-inspect"))
        .args(["--lang", "en", "serve"])
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    (status.code(), String::from_utf8(stderr).unwrap())
}

fn one_echo(server: &Server) {
    let mut client = server.at("/echo");
    client.send(Message::text("kept")).unwrap();
    assert_eq!(hear(&mut client), Message::text("kept"));
    leave(client);
    server.logged("closed");
}

#[rstest]
#[case::the_same_port(true, "S01")]
#[case::another_port(false, "S06")]
fn a_second_server_does_not_touch_a_recording_that_is_being_written(
    #[case] same_port: bool,
    #[case] code: &str,
) {
    let place = Place::new(code);
    let server = Server::start(&["--record", place.text()]);
    one_echo(&server);
    let port = if same_port { server.address.port().to_string() } else { "0".into() };
    for force in [&[][..], &["--force"]] {
        let arguments = [&["--port", &port, "--record", place.text()], force].concat();
        let (exit, said) = refused(&arguments);
        assert_eq!((exit, said.contains(code)), (Some(4), true), "{said}");
    }
    one_echo(&server);
    drop(server);
    let recorded = fs::read(&place.0).unwrap();
    let echoes = recorded.windows(4).filter(|part| part == b"kept").count();
    assert!(echoes >= 1 && recorded.starts_with(b"\x0a\x0d\x0d\x0a"), "{} bytes", recorded.len());
}

#[test]
fn a_file_that_holds_something_is_overwritten_only_where_that_is_asked_for() {
    let place = Place::new("existing");
    fs::write(&place.0, "a thesis").unwrap();
    let (exit, said) = refused(&["--port", "0", "--record", place.text()]);
    assert_eq!((exit, said.contains("S05")), (Some(4), true), "{said}");
    assert_eq!(fs::read(&place.0).unwrap(), b"a thesis");
    let server = Server::start(&["--record", place.text(), "--force"]);
    one_echo(&server);
    drop(server);
    assert!(!fs::read(&place.0).unwrap().starts_with(b"a thesis"));
}

#[cfg(unix)]
#[test]
fn a_recording_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new("private");
    let _server = Server::start(&["--record", place.text()]);
    let mode = fs::metadata(&place.0).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[cfg(unix)]
#[test]
fn that_nobody_reads_a_pipe_is_said_and_its_reader_waited_for() {
    use std::io::{BufRead, BufReader, Read};
    let place = Place::new("pipe");
    assert!(Command::new("mkfifo").arg(&place.0).status().unwrap().success());
    let mut child = Command::new(env!("CARGO_BIN_EXE_ws-inspect"))
        .args(["--lang", "en", "serve", "--port", "0", "--log", "off", "--record", place.text()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(said.next().unwrap().unwrap().contains("waiting for a program to read the pipe"));
    let mut start = [0; 4];
    fs::File::open(&place.0).unwrap().read_exact(&mut start).unwrap();
    assert_eq!(start, *b"\x0a\x0d\x0d\x0a");
    child.kill().unwrap();
    child.wait().unwrap();
}
