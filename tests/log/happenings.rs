//! One of everything that happens on a live server, told to whoever draws it.

use std::net::SocketAddr;
use std::time::Duration;

use ws_inspect::conversation::{Chunk, Conversation, Frame, FrameEvent, FrameOptions};
use ws_inspect::finding::{NoKey, Origin, ProtocolVersion, Rule};
use ws_inspect::frame::{FrameHeader, mask};
use ws_inspect::handshake::judge::judge;
use ws_inspect::handshake::{DeflateParams, Head, JudgedHead};
use ws_inspect::journal::{
    End, Entry, Happening, HostFault, HowEnded, Limit, NameFault, ServeFault, ServerTotals,
    Traffic, Trouble, Visitor,
};
use ws_inspect::slips::handshake::{Exchange, HandshakeSlip};
use ws_inspect::terms::{CloseCode, LengthField, Opcode, Role, Rsv};

/// 2023-11-14 22:13:20 UTC, in nanoseconds since 1970.
pub const START: u64 = 1_700_000_000_000_000_000;

pub const STORIES: [&str; 7] =
    ["handshake", "refusals", "frames", "text", "broken", "visitors", "ends"];

/// Tells a story, entry by entry, three milliseconds apart.
pub fn tell(story: &str, on: &mut dyn FnMut(&Entry<'_>)) {
    let mut at = START;
    let mut on = |connection: u64, what: Happening<'_>| {
        on(&Entry { at, connection, what });
        at += 3_000_000;
    };
    match story {
        "handshake" => handshake(&mut on),
        "refusals" => refusals(&mut on),
        "frames" => frames(&mut on),
        "text" => text(&mut on),
        "broken" => broken(&mut on),
        "visitors" => visitors(&mut on),
        "ends" => ends(&mut on),
        _ => panic!("no story {story}"),
    }
}

type On<'a> = &'a mut dyn FnMut(u64, Happening<'_>);

fn handshake(on: On<'_>) {
    on(1, Happening::Opened(address("127.0.0.1:52144")));
    let honest = Exchange::default();
    on(1, Happening::Chunk { from: Role::Client, len: honest.request.len(), at: 0 });
    heads(1, &honest.request, &honest.answer, on);
    let deflate = "Sec-WebSocket-Extensions: permessage-deflate";
    let more = format!(
        "{deflate}; client_max_window_bits\r\nOrigin: http://localhost:8000\r\n\
         Cookie: session=4711secret\r\nX-\u{202e}: \u{1b}[31m\r\n\r\n"
    );
    let request = honest.request.replace("\r\n\r\n", &format!("\r\n{more}"));
    let answer = honest.answer.replace(
        "\r\n\r\n",
        &format!("\r\n{deflate}; server_no_context_takeover; client_no_context_takeover\r\n\r\n"),
    );
    on(12, Happening::Opened(address("[2001:db8::7]:52145")));
    heads(12, &request, &answer, on);
}

fn refusals(on: On<'_>) {
    for slip in [
        HandshakeSlip::SpaceBeforeColon,
        HandshakeSlip::HeaderTwice,
        HandshakeSlip::HixieKeys,
        HandshakeSlip::KeyWithNewline,
        HandshakeSlip::OrdinaryRequest,
    ] {
        let bytes = slip.apply(&Exchange::default());
        let request = Head::read_cut(&bytes);
        let request = String::from_utf8_lossy(&request.bytes).into_owned();
        let answer = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";
        heads(2, &request, answer, on);
    }
    let request = Exchange::default().request.replace("Version: 13", "Version: 8");
    let answer = "HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\n\
                  Sec-WebSocket-Version: 13\r\nConnection: Upgrade\r\n\r\n";
    heads(3, &request, answer, on);
    let fault = ProtocolVersion::Other.into();
    on(3, ended(HowEnded::Refused { status: 426, because: fault }));
    let fault = Origin::NotAllowed.into();
    on(4, ended(HowEnded::Refused { status: 403, because: fault }));
}

fn frames(on: On<'_>) {
    let key = Some([0xa4, 0xc4, 0x22, 0xcd]);
    let mut client = Peer::new(Role::Client, None);
    let mut server = Peer::new(Role::Server, None);
    client.say(Opcode::TEXT, true, key, b"hellossssss", |frame| on(1, Happening::Frame(frame)));
    server.say(Opcode::TEXT, true, None, b"hellossssss", |frame| on(1, Happening::Frame(frame)));
    server.say(Opcode::PING, true, None, &[0, 0, 0, 1], |frame| on(1, Happening::Frame(frame)));
    client.say(Opcode::PONG, true, Some([0x5d, 1, 0xc7, 0xb2]), &[0, 0, 0, 1], |frame| {
        on(1, Happening::Pong(frame, Duration::from_micros(1234)));
    });
    let best = "最漂亮".as_bytes();
    client.say(Opcode::TEXT, false, Some([1, 2, 3, 4]), &best[..4], |frame| {
        on(12, Happening::Frame(frame));
    });
    client.say(Opcode::CONTINUATION, true, Some([1, 2, 3, 5]), &best[4..], |frame| {
        on(12, Happening::Frame(frame));
    });
    server.say(Opcode::TEXT, true, None, best, |frame| on(12, Happening::Broadcast(frame, 31)));
    let data: Vec<u8> = (0..=255).cycle().take(70_000).collect();
    client.say(Opcode::BINARY, true, Some([9, 8, 7, 6]), &data, |frame| {
        on(123, Happening::Frame(frame));
    });
    server.say(Opcode::BINARY, true, None, &[], |frame| on(123, Happening::Frame(frame)));
    let going = b"\x03\xe9";
    client.say(Opcode::CLOSE, true, key, going, |frame| on(1, Happening::Frame(frame)));
    server.say(Opcode::CLOSE, true, None, b"\x03\xe8bye, \xe5\x86\x8d\xe8\xa7\x81", |frame| {
        on(1, Happening::Frame(frame));
    });
    server = Peer::new(Role::Server, None);
    server.say(Opcode::CLOSE, true, None, b"", |frame| on(1, Happening::Frame(frame)));
    let params = DeflateParams { server_no_context_takeover: true, ..DeflateParams::default() };
    let mut packed = Peer::new(Role::Server, Some(params));
    packed.hear(b"\xc1\x07\xf2\x48\xcd\xc9\xc9\x07\x00", |frame| on(5, Happening::Frame(frame)));
}

fn text(on: On<'_>) {
    let mut server = Peer::new(Role::Server, None);
    let long = "a sentence that is longer than what is left of the line ".repeat(9);
    let chinese = "今天天气很不错, 我们去公园吧. ".repeat(4);
    let nasty = "a\u{1b}[31mred\u{202e}turned\u{200b}\r\nnext\t\\ \"quoted\"";
    for text in ["", "short", &long[..90], &long, &chinese, nasty] {
        server.say(Opcode::TEXT, true, None, text.as_bytes(), |frame| {
            on(1, Happening::Frame(frame));
        });
    }
}

fn broken(on: On<'_>) {
    for (role, bytes) in [
        // A client that does not mask; a server that does.
        (Role::Client, &b"\x81\x05Hello"[..]),
        (Role::Server, b"\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58"),
        // Reserved bits and a reserved opcode, and a close code in the wrong order.
        (Role::Server, b"\xf3\x01!"),
        (Role::Server, b"\x88\x02\xe8\x03"),
        // A length of which nobody has that much, and one whose top bit is set.
        (Role::Client, b"\x82\xff\x7f\xff\xff\xff\xff\xff\xff\xff\x01\x02\x03\x04"),
        (Role::Client, b"\x82\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x02\x03\x04"),
        // GBK; a header that is cut; a payload that is cut.
        (Role::Server, b"\x81\x06\xd7\xee\xc6\xaf\xc1\xc1"),
        (Role::Client, b"\x81\xfe\x00"),
        (Role::Server, b"\x81\x0bhell"),
    ] {
        Peer::new(role, None).hear(bytes, |frame| on(7, Happening::Frame(frame)));
    }
}

fn visitors(on: On<'_>) {
    on(1, Happening::Visitor(Visitor::Page { path: "/group_p", status: 200 }));
    on(2, Happening::Visitor(Visitor::Page { path: "/\u{1b}[2J\u{202e}x", status: 404 }));
    on(3, Happening::Visitor(Visitor::Tls));
    on(4, Happening::Visitor(Visitor::NotHttp(b"\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58")));
    on(5, Happening::Visitor(Visitor::Silent));
    on(5, Happening::Visitor(Visitor::NoService { path: "/chat" }));
    on(6, Happening::Trouble(Trouble::Absent { to: "bob\u{202e}" }));
    on(6, Happening::Trouble(Trouble::BadJson));
    on(6, Happening::Trouble(Trouble::NotText));
    on(6, Happening::Trouble(Trouble::TooLong { bytes: 70_000, most: 65_536 }));
    on(6, Happening::Trouble(Trouble::Repeated { field: "from_user" }));
    let why = NameFault::Hidden('\u{200b}');
    on(7, Happening::Trouble(Trouble::PayloadCut { frame: 3, bytes: 16_711_680 }));
    on(7, Happening::Trouble(Trouble::BadName { name: "anna\u{200b}", why }));
    on(7, Happening::Trouble(Trouble::NameTaken { name: "小明" }));
    on(8, Happening::Trouble(Trouble::SlowReader { waiting_bytes: 1 << 20 }));
    on(9, Happening::Trouble(Trouble::HandshakeTimeout));
    on(10, Happening::Trouble(Trouble::Idle(Duration::from_secs(90))));
    on(0, Happening::Trouble(Trouble::Limit(Limit::Connections(256))));
    on(0, Happening::Trouble(Trouble::Limit(Limit::OpenFiles)));
    on(0, Happening::Trouble(Trouble::NotRecorded(std::io::ErrorKind::StorageFull)));
    on(0, Happening::NotShown(312));
    on(0, Happening::NotShown(1));
}

fn ends(on: On<'_>) {
    let (client, server) = (Role::Client, Role::Server);
    on(1, ended(HowEnded::Closed { by: client, code: Some(CloseCode::GOING_AWAY) }));
    on(2, ended(HowEnded::Closed { by: server, code: None }));
    on(
        3,
        ended(HowEnded::Failed { code: CloseCode::PROTOCOL_ERROR, because: Rule::ClientUnmasked }),
    );
    let fault = NoKey.into();
    on(4, ended(HowEnded::Refused { status: 400, because: fault }));
    on(5, ended(HowEnded::Lost { reset: true }));
    on(6, ended(HowEnded::Lost { reset: false }));
    on(7, ended(HowEnded::Dropped));
    on(8, ended(HowEnded::Visited));
}

fn ended(how: HowEnded) -> Happening<'static> {
    let lasted = Duration::from_secs(25);
    Happening::Ended(End { how, lasted, frames_in: 3, frames_out: 1, errors: 0 })
}

/// Everything that keeps a server from serving.
pub fn faults() -> Vec<ServeFault> {
    vec![
        ServeFault::PortInUse { address: address("127.0.0.1:9527") },
        ServeFault::NotAllowed { address: address("0.0.0.0:80") },
        ServeFault::Host { text: "localhots".into(), why: HostFault::NoAddress },
        ServeFault::Host { text: "192.0.2.1".into(), why: HostFault::NotHere },
        ServeFault::OpenFiles { need: 10_040, have: 1024 },
        ServeFault::RecordingExists { path: "class.pcapng".into() },
        ServeFault::RecordingInUse { path: "class.pcapng".into() },
    ]
}

/// What a lesson came to.
pub fn totals() -> ServerTotals {
    ServerTotals {
        lasted: Duration::from_secs(2_712),
        connections: 41,
        upgraded: 33,
        most_at_once: 31,
        refused: 3,
        visitors: 5,
        came: Traffic { frames: 512, messages: 420, bytes: 40_960 },
        went: Traffic { frames: 9_300, messages: 9_301, bytes: 1 },
        findings: [(Rule::ClientUnmasked, 12), (Rule::NoKey, 1)].into(),
        too_slow: 1,
        lines_not_shown: 312,
    }
}

pub fn address(text: &str) -> SocketAddr {
    text.parse().unwrap()
}

/// The heads of a request and its answer, judged as a conversation does it.
fn heads(connection: u64, request: &str, answer: &str, on: On<'_>) {
    let request = Head::read_cut(request.as_bytes());
    let answer = Head::read_cut(answer.as_bytes());
    for (role, head, request) in
        [(Role::Client, &request, None), (Role::Server, &answer, Some(&request))]
    {
        let findings = judge(head, request);
        let opening = JudgedHead { at: 0, role, head, request, findings: &findings };
        on(connection, Happening::Head(opening));
    }
}

/// One end of a connection.
struct Peer {
    role: Role,
    conversation: Conversation,
}

impl Peer {
    fn new(role: Role, deflate: Option<DeflateParams>) -> Self {
        let options = FrameOptions {
            opening_seen: true,
            max_frame: 1 << 20,
            deflate,
            ..FrameOptions::default()
        };
        Self { role, conversation: Conversation::new(options) }
    }

    fn say(
        &mut self,
        opcode: Opcode,
        fin: bool,
        mask_key: Option<[u8; 4]>,
        payload: &[u8],
        on: impl FnMut(&Frame<'_>),
    ) {
        let length = LengthField::minimal(payload.len() as u64);
        let mut bytes = Vec::new();
        FrameHeader { fin, rsv: Rsv::NONE, opcode, length, mask_key }.write(&mut bytes);
        mask::unmask_onto(&mut bytes, payload, mask_key.unwrap_or_default(), 0);
        self.read(&bytes, on);
    }

    /// Reads bytes behind which nothing comes.
    fn hear(&mut self, bytes: &[u8], mut on: impl FnMut(&Frame<'_>)) {
        self.read(bytes, &mut on);
        self.conversation.finish(&mut |event| {
            if let FrameEvent::Frame(frame) = event {
                on(&frame);
            }
        });
    }

    fn read(&mut self, bytes: &[u8], mut on: impl FnMut(&Frame<'_>)) {
        let chunk = Chunk { from: Some(self.role), bytes };
        self.conversation.read(chunk, &mut |event| {
            if let FrameEvent::Frame(frame) = event {
                on(&frame);
            }
        });
    }
}
