//! What is fuzzed of the live server: the body of `live`, which draws its log, and reads back what
//! it records.

use ws_inspect::analysis::{Analysis, Chunk, Options, Place, Told};
use ws_inspect::capture::{self, Capture, Recorder, Selection};
use ws_inspect::conversation;
use ws_inspect::handshake::JudgedHead;
use ws_inspect::journal::{Entry, Happening, Trouble, Visitor};
use ws_inspect::prose::Lang;
use ws_inspect::render::Screen;
use ws_inspect::render::live::{Form, Log, Look, TimeZone};
use ws_inspect::terms::Role;

use super::harmless;

/// Whatever a client and a server send, heads or frames, the log draws it in every form and both
/// languages and harms no terminal; and a recording of it is read back to the same bytes. The first
/// byte chooses the width and where the client's bytes end.
pub fn live(data: &[u8]) {
    let Some((choice, bytes)) = data.split_first() else { return };
    let (client, server) = bytes.split_at(bytes.len() * usize::from(*choice) / 256);
    let width = 40 + usize::from(choice % 61);
    for lang in [Lang::En, Lang::Zh] {
        for form in [Form::Line, Form::Full, Form::Json] {
            let text = told(client, server, form, Screen { lang, width });
            if form == Form::Json {
                for line in text.lines() {
                    serde_json::from_str::<serde_json::Value>(line).expect("JSON is printed");
                }
            }
            harmless(&text);
        }
    }
    recorded(client, server);
}

/// The log of a conversation, and of somebody who begins with these bytes.
fn told(client: &[u8], server: &[u8], form: Form, screen: Screen) -> String {
    let look = Look { colour: form != Form::Json, hex: true, chunks: true, secrets: true };
    let mut log = Log::new(form, look, screen, TimeZone::UTC);
    let mut out = Vec::new();
    let mut tell = |what: Happening<'_>| {
        log.entry(&mut out, &Entry { at: 1_700_000_000_000_000_000, connection: 1, what });
    };
    let conversation = conversation::FrameOptions { max_message: 256, ..Default::default() };
    let mut analysis = Analysis::new(Options { conversation, heads: true, ..Options::default() });
    let mut on = |told: Told<'_>, _: Place| match told {
        Told::Opening(opening) => {
            for half in opening.halves() {
                let role = if half.is_response() { Role::Server } else { Role::Client };
                let (head, findings) = (&half.head, &half.findings[..]);
                tell(Happening::Head(JudgedHead { at: 0, role, head, request: None, findings }));
            }
        }
        Told::Frame(frame) => tell(Happening::Frame(frame)),
        _ => {}
    };
    for (from, bytes) in [(Role::Client, client), (Role::Server, server)] {
        analysis.read(Chunk { from: Some(from), bytes, ..Chunk::default() }, &mut on);
    }
    analysis.finish(&mut on);
    let name = String::from_utf8_lossy(server);
    tell(Happening::Visitor(Visitor::NotHttp(client)));
    tell(Happening::Visitor(Visitor::Page { path: &name, status: 404 }));
    tell(Happening::Trouble(Trouble::Absent { to: &name }));
    tell(Happening::Trouble(Trouble::NameTaken { name: &name }));
    String::from_utf8(out).expect("a log is text")
}

/// Records the bytes of both ends in small pieces, and reads the recording.
fn recorded(client: &[u8], server: &[u8]) {
    let addresses = [40_000, 9527].map(|port| std::net::SocketAddr::from(([127, 0, 0, 1], port)));
    let (mut recorder, mut file) = (Recorder::new(), Vec::new());
    recorder.begin(&mut file);
    recorder.open(1, addresses[0], addresses[1], 1, &mut file);
    for (from, bytes) in [(Role::Client, client), (Role::Server, server)] {
        bytes.chunks(100).for_each(|piece| recorder.data(1, from, piece, 2, &mut file));
    }
    recorder.close(1, Role::Client, false, 3, &mut file);
    recorder.close(1, Role::Server, false, 4, &mut file);
    let selection = Selection { assume_websocket: true, ..Selection::default() };
    let mut capture = Capture::new(capture::Options { selection, ..capture::Options::default() });
    let mut read = [Vec::new(), Vec::new()];
    let mut on = |event: capture::Event<'_>| {
        if let capture::Event::Data(data) = event {
            let side = usize::from(data.from == Some(Role::Server));
            read[side].extend_from_slice(data.bytes);
        }
    };
    capture.read(&file, &mut on);
    capture.finish(&mut on);
    // Bytes that plainly are no WebSocket conversation are passed over by the reader.
    let all = [client, server];
    for (read, sent) in read.iter().zip(all) {
        assert!(read.is_empty() || read == sent);
    }
}
