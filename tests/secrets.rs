//! What lets somebody in is hidden in every output, and shown in every output that shows it where
//! `--show-secrets` asks for it.

use std::io::Write;
use std::process::{Command, Stdio};

use ws_inspect::analysis::{Analysis, Chunk, Options, Place, Told};
use ws_inspect::handshake::JudgedHead;
use ws_inspect::journal::{Entry, Happening, Visitor};
use ws_inspect::prose::Lang;
use ws_inspect::render::Screen;
use ws_inspect::render::live::{Form, Log, Look, TimeZone};
use ws_inspect::terms::Role;

/// A request with a secret in each place where there may be one: each holds `HUSH` and two letters.
const REQUEST: &str = "GET /chat?room=1&token=HUSHaa HTTP/1.1\r\n\
    Host: localhost\r\n\
    Upgrade: websocket\r\n\
    Connection: Upgrade\r\n\
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
    Sec-WebSocket-Version: 13\r\n\
    Sec-WebSocket-Protocol: chat, access_token, HUSHbb, eyJHUSHcc.x.y\r\n\
    Cookie: sid=HUSHdd\r\n\
    Cookie2: HUSHee\r\n\
    Cookie sid=HUSHff\r\n\
    Authorization: Bearer HUSHgg\r\n\
    Proxy-Authorization: Basic HUSHhh\r\n\
    X-Api-Key: HUSHii\r\n\
    X-Auth-Token: HUSHjj\r\n\
    X-Amz-Security-Token: HUSHkk\r\n\
    X-Of-Our-Own-Token: HUSHll\r\n\
    Referer: http://me:HUSHmm@a/?key=HUSHnn\r\n\r\n";

const RESPONSE: &str = "HTTP/1.1 101 Switching Protocols\r\n\
    Upgrade: websocket\r\n\
    Connection: Upgrade\r\n\
    Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\
    Sec-WebSocket-Protocol: eyJHUSHoo.x.y\r\n\
    Set-Cookie: sid=HUSHpp\r\n\r\n";

/// How many secrets the request and the response hold.
const OF_REQUEST: usize = 14;
const OF_BOTH: usize = 16;

/// How many different secrets stand in a text.
fn secrets_in(text: &str) -> usize {
    let found: std::collections::BTreeSet<&str> =
        text.match_indices("HUSH").filter_map(|(at, _)| text.get(at..at + 6)).collect();
    found.len()
}

/// What the program says, on both streams.
fn said(args: &[&str], input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ws-inspect"))
        .args(args)
        .env("COLUMNS", "400")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("ws-inspect starts");
    child.stdin.take().expect("piped").write_all(input.as_bytes()).expect("it reads");
    let out = child.wait_with_output().expect("it ends");
    let text = [out.stdout, out.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    text.concat()
}

fn har() -> String {
    let headers = |head: &str| -> Vec<serde_json::Value> {
        let fields = head.lines().skip(1).filter_map(|line| line.split_once(": "));
        fields.map(|(name, value)| serde_json::json!({"name": name, "value": value})).collect()
    };
    serde_json::json!({"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, "entries": [{
        "startedDateTime": "2026-01-01T00:00:00Z",
        "_resourceType": "websocket",
        "request": {"method": "GET", "url": "ws://me:HUSHqq@localhost/chat?room=1&token=HUSHaa",
            "httpVersion": "HTTP/1.1", "headers": headers(REQUEST)},
        "response": {"status": 101, "statusText": "Switching Protocols",
            "httpVersion": "HTTP/1.1", "headers": headers(RESPONSE)},
        "_webSocketMessages": [{"type": "send", "time": 1.0, "opcode": 1, "data": "hi"}],
    }]}})
    .to_string()
}

#[test]
fn a_secret_stands_in_no_output_unless_it_is_asked_for() {
    let both = format!("{REQUEST}{RESPONSE}");
    let har = har();
    let view = |view| ["decode", "-", "-f", view];
    // Of a line view, the first lines of heads are all.
    let table: Vec<(Vec<&str>, &str, usize)> = vec![
        (view("full").to_vec(), &both, OF_BOTH),
        (view("plain").to_vec(), &both, OF_BOTH),
        (view("json").to_vec(), &both, OF_BOTH),
        (view("line").to_vec(), &both, 1),
        (view("diagram").to_vec(), &both, 0),
        (view("summary").to_vec(), &both, 0),
        (["decode", "-", "-f", "full", "--lang", "zh"].to_vec(), &both, OF_BOTH),
        (["accept", "-"].to_vec(), REQUEST, OF_REQUEST),
        (["accept", "-", "-f", "plain"].to_vec(), REQUEST, OF_REQUEST),
        (["accept", "-", "-f", "json"].to_vec(), REQUEST, OF_REQUEST),
        (view("line").to_vec(), &har, 2),
        (view("json").to_vec(), &har, OF_BOTH - 1),
    ];
    for (args, input, shown) in table {
        let hidden = said(&args, input);
        assert_eq!(secrets_in(&hidden), 0, "{args:?}: {hidden}");
        let open = said(&[&args[..], &["--show-secrets"]].concat(), input);
        assert!(secrets_in(&open) >= shown, "{args:?}: {open}");
    }
}

/// What the log of the server says of the heads, and of somebody who asks for a page.
fn logged(form: Form, secrets: bool) -> String {
    let look = Look { colour: false, hex: true, chunks: true, secrets };
    let mut log = Log::new(form, look, Screen { lang: Lang::En, width: 400 }, TimeZone::UTC);
    let mut out = Vec::new();
    let mut tell = |what: Happening<'_>| {
        log.entry(&mut out, &Entry { at: 1_700_000_000_000_000_000, connection: 1, what });
    };
    for path in ["/x?access_token=HUSHrr", "/y;sid=HUSHss"] {
        tell(Happening::Visitor(Visitor::NoService { path }));
        tell(Happening::Visitor(Visitor::Page { path, status: 404 }));
    }
    let mut analysis = Analysis::new(Options { heads: true, ..Options::default() });
    let mut on = |told: Told<'_>, _: Place| {
        if let Told::Opening(opening) = told {
            for half in opening.halves() {
                let role = if half.is_response() { Role::Server } else { Role::Client };
                let (head, findings) = (&half.head, &half.findings[..]);
                tell(Happening::Head(JudgedHead { at: 0, role, head, request: None, findings }));
            }
        }
    };
    for (from, text) in [(Role::Client, REQUEST), (Role::Server, RESPONSE)] {
        let chunk = Chunk { from: Some(from), bytes: text.as_bytes(), ..Chunk::default() };
        analysis.read(chunk, &mut on);
    }
    analysis.finish(&mut on);
    String::from_utf8(out).expect("a log is text")
}

#[test]
fn the_log_of_the_server_hides_them_in_every_form() {
    for (form, shown) in [(Form::Line, 6), (Form::Full, OF_BOTH + 2), (Form::Json, OF_BOTH + 2)] {
        let hidden = logged(form, false);
        assert_eq!(secrets_in(&hidden), 0, "{hidden}");
        let open = logged(form, true);
        assert!(secrets_in(&open) >= shown, "{}: {open}", secrets_in(&open));
    }
}
