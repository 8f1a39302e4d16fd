//! What is fuzzed of the two ends of a connection, and of what reading may cost: the bodies
//! `endpoint`, `upgrade` and `bomb`.

use std::time::{Duration, Instant};

use ws_inspect::analysis::{Analysis, Chunk, Options, Place, Told};
use ws_inspect::conversation::{self, Conversation, Frame, FrameEvent, Message};
use ws_inspect::endpoint::{self, Application, Compressors, Endpoint, Heard, Sending};
use ws_inspect::finding::Level;
use ws_inspect::handshake::judge::{judge_request, judge_response};
use ws_inspect::handshake::response::{Response, Server, Takeover};
use ws_inspect::handshake::{DeflateParams, Head, HeadEnd};
use ws_inspect::terms::{HeaderName, MaskKey, Role};

/// An application that says back what it hears.
#[derive(Debug, Default)]
struct Echo {
    out: Vec<u8>,
    compressors: Compressors,
    keys: u8,
}

impl Application for Echo {
    fn out(&mut self) -> &mut Vec<u8> {
        &mut self.out
    }

    fn compressors(&mut self) -> &mut Compressors {
        &mut self.compressors
    }

    fn mask_key(&mut self) -> MaskKey {
        self.keys = self.keys.wrapping_add(1);
        [self.keys, 0x5a, 0xc3, 1]
    }

    fn heard(&mut self, _: Heard<'_>) {}

    fn sent(&mut self, _: &Frame<'_>) {}

    fn message(&mut self, message: &Message<'_>, sending: &mut Sending) {
        sending.message(message.kind, message.payload, self);
    }
}

/// Whatever a peer sends, our end says the same however the bytes arrive, what it says breaks no
/// rule, and it holds no more than two messages. The first byte chooses the role, compression and the
/// size of the chunks.
pub fn endpoint(data: &[u8]) {
    const MAX_MESSAGE: u64 = 512;
    let Some((choice, bytes)) = data.split_first() else { return };
    let role = if choice & 1 == 0 { Role::Server } else { Role::Client };
    let takeover = choice & 4 == 0;
    let deflate = (choice & 2 != 0).then_some(DeflateParams {
        server_no_context_takeover: !takeover,
        client_no_context_takeover: !takeover,
        ..DeflateParams::default()
    });
    let options = endpoint::Options { role, deflate, max_message: MAX_MESSAGE, sent_bytes: 0 };
    let said = |size: usize| {
        let (mut end, mut echo) = (Endpoint::new(options), Echo::default());
        for chunk in bytes.chunks(size) {
            if end.sending().is_closed() {
                break;
            }
            end.read(chunk, &mut echo);
            // Both are held by doubling, with what inflates them.
            assert!(end.held_bytes() <= 4 * MAX_MESSAGE as usize + (64 << 10) + bytes.len());
        }
        let ending = end.sending().ending();
        (echo.out, ending, end.sending().frames())
    };
    let whole = said(usize::MAX);
    assert_eq!(said(1), whole);
    assert_eq!(said(usize::from(choice >> 3) + 2), whole);
    let reader = conversation::FrameOptions { opening_seen: true, deflate, ..Default::default() };
    let mut reader = Conversation::new(reader);
    let mut frames = 0;
    let chunk = conversation::Chunk { from: Some(role), bytes: &whole.0 };
    reader.read(chunk, &mut |event| match event {
        FrameEvent::Frame(_) => frames += 1,
        FrameEvent::Finding(_, finding) => assert!(finding.level < Level::Warning, "{finding:?}"),
        FrameEvent::Message(_) | FrameEvent::Ended(_) => {}
    });
    assert_eq!(frames, whole.2);
}

/// Whatever a client asks, the response is a whole head; it accepts only where the request breaks no
/// rule and its origin is one that is served, and then breaks none itself.
pub fn upgrade(data: &[u8]) {
    const ORIGIN: &str = "http://localhost:8000";
    let request = Head::read_cut(data);
    for deflate in [None, Some(Takeover::Kept), Some(Takeover::Fresh)] {
        let server = Server { subprotocols: &["chat", "v1"], origins: Some(&[ORIGIN]), deflate };
        let response = Response::to(&request, &server);
        let bytes = response.write();
        match response {
            Response::Wait => {
                assert!(request.end == HeadEnd::Cut && bytes.is_empty());
                continue;
            }
            Response::Accept { .. } => {
                let wrong = judge_request(&request);
                assert!(wrong.iter().all(|finding| finding.level < Level::Error), "{wrong:?}");
                for (_, value) in request.all(HeaderName::Origin) {
                    assert!(request.part(value).eq_ignore_ascii_case(ORIGIN.as_bytes()));
                }
            }
            Response::Refuse { status, .. } => assert!((400..500).contains(&status)),
        }
        let (answer, used) = Head::read(&bytes).expect("a response is a whole head");
        assert!(used <= bytes.len() && answer.status() == response.status());
        if answer.status() == Some(101) {
            let wrong = judge_response(&answer, Some(&request));
            assert!(wrong.iter().all(|finding| finding.level < Level::Warning), "{wrong:?}");
        }
    }
}

/// Whatever comes on four connections at once, reading it holds no more than it may, tells no more
/// than so much for each byte, and takes no longer than so much. The first byte chooses the size of
/// the chunks.
pub fn bomb(data: &[u8]) {
    const MAX_MEMORY: usize = 128 << 10;
    const MAX_MESSAGE: u64 = 64 << 10;
    /// What DEFLATE can make of a byte, at most.
    const RATIO: usize = 1032;
    let Some((choice, bytes)) = data.split_first() else { return };
    let conversation =
        conversation::FrameOptions { max_message: MAX_MESSAGE, ..Default::default() };
    let mut analysis =
        Analysis::new(Options { conversation, heads: choice & 1 == 0, max_memory: MAX_MEMORY });
    let begun = Instant::now();
    let mut told = 0;
    let mut on = |what: Told<'_>, _: Place| {
        told += match what {
            Told::Frame(frame) => frame.payload.len() + 1,
            Told::Message(message) => message.payload.len(),
            _ => 1,
        };
    };
    for (number, bytes) in (0..).zip(bytes.chunks(usize::from(choice >> 1) + 1)) {
        // Each connection gets all of it, so that there are four times the frames.
        for connection in 0..4 {
            let from = if number % 7 == 6 { Role::Server } else { Role::Client };
            let (connection, from) = (Some(connection), Some(from));
            analysis.read(Chunk { connection, from, bytes, ..Chunk::default() }, &mut on);
            // For evidence both directions of each connection may be held, by doubling.
            let evidence = 16 * data.len() + (4 << 10);
            assert!(analysis.held_bytes() <= MAX_MEMORY + evidence, "{}", analysis.held_bytes());
        }
    }
    analysis.finish(&mut on);
    // Of a message in fragments each byte is told with its frame and with the message.
    assert!(told <= 4 * data.len() * 2 * RATIO, "{told} bytes are told of {}", data.len());
    let most = Duration::from_millis(2000 + 2 * data.len() as u64);
    assert!(begun.elapsed() < most, "{:?} for {} bytes", begun.elapsed(), data.len());
}
