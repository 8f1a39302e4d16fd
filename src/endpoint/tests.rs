//! What a peer sends and what it hears, for both roles: bytes in, bytes out, no socket.

mod link;
mod opening;

use std::time::Duration;

use rstest::rstest;

use super::*;
use crate::conversation::{Frame, FrameEvent, Message};
use crate::finding::Rule;
use crate::frame::{FrameHeader, write_frame};
use crate::handshake::Agreement;
use crate::terms::{CloseCode, LengthField, MaskKey, Opcode, Role, Rsv};

/// An application that echoes where it is told to, and keeps what it heard.
#[derive(Default)]
struct Echo {
    out: Vec<u8>,
    compressors: Compressors,
    keys: u32,
    echoes: bool,
    frames: u64,
    findings: Vec<Rule>,
    messages: Vec<(Opcode, Vec<u8>)>,
    pongs: Vec<Duration>,
    sent: Vec<FrameHeader>,
}

impl Application for Echo {
    fn out(&mut self) -> &mut Vec<u8> {
        &mut self.out
    }

    fn compressors(&mut self) -> &mut Compressors {
        &mut self.compressors
    }

    fn mask_key(&mut self) -> MaskKey {
        self.keys += 1;
        self.keys.wrapping_mul(0x9e37_79b9).to_be_bytes()
    }

    fn heard(&mut self, heard: Heard<'_>) {
        self.pongs.extend(heard.ping_sent_at);
        match *heard.event {
            FrameEvent::Finding(_, finding) => self.findings.push(finding.fault.rule()),
            FrameEvent::Frame(_) => self.frames += 1,
            _ => {}
        }
    }

    fn sent(&mut self, frame: &Frame<'_>) {
        self.sent.extend(frame.header);
    }

    fn message(&mut self, message: &Message<'_>, sending: &mut Sending) {
        self.messages.push((message.kind, message.payload.to_vec()));
        if self.echoes {
            sending.message(message.kind, message.payload, self);
        }
    }
}

/// One end and what stands above it.
struct End {
    endpoint: Endpoint,
    above: Echo,
}

impl End {
    fn new(role: Role, extension: Option<&str>) -> Self {
        let deflate = extension.and_then(|text| Agreement::read(text).unwrap().deflate);
        let options = Options { role, deflate, max_message: 1000, sent_bytes: 0 };
        Self { endpoint: Endpoint::new(options), above: Echo::default() }
    }

    fn echo(role: Role) -> Self {
        let mut end = Self::new(role, None);
        end.above.echoes = true;
        end
    }

    /// Returns what goes to the peer in response to `bytes`.
    fn hears(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.endpoint.read(bytes, &mut self.above);
        self.says()
    }

    fn says(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.above.out)
    }

    fn message(&mut self, kind: Opcode, payload: &[u8]) -> bool {
        self.endpoint.sending_mut().message(kind, payload, &mut self.above)
    }

    fn close(&mut self, code: CloseCode, reason: &str) -> Vec<u8> {
        self.endpoint.sending_mut().close(code, reason, &mut self.above);
        self.says()
    }

    fn ping(&mut self, now: u64, every: u64) -> Vec<u8> {
        let [now, every] = [now, every].map(Duration::from_secs);
        self.endpoint.sending_mut().ping(now, every, &mut self.above);
        self.says()
    }

    fn ending(&self) -> Option<Ending> {
        self.endpoint.sending().ending()
    }
}

/// A frame as `role` sends it.
fn frame(role: Role, byte0: u8, payload: &[u8]) -> Vec<u8> {
    let header = FrameHeader {
        fin: byte0 & 0x80 != 0,
        rsv: Rsv(byte0 >> 4 & 7),
        opcode: Opcode(byte0 & 15),
        length: LengthField::minimal(payload.len() as u64),
        mask_key: (role == Role::Client).then_some([1, 2, 3, 4]),
    };
    let mut bytes = Vec::new();
    write_frame(&header, payload, &mut bytes);
    bytes
}

/// The frames in `bytes`: byte 0, whether masked, the payload unmasked.
fn frames(mut bytes: &[u8]) -> Vec<(u8, bool, Vec<u8>)> {
    let mut frames = Vec::new();
    while !bytes.is_empty() {
        let (header, start) = FrameHeader::read(bytes).unwrap();
        let end = start + usize::try_from(header.payload_len()).unwrap();
        let mut payload = bytes[start..end].to_vec();
        crate::frame::mask::apply(&mut payload, header.mask_key.unwrap_or_default(), 0);
        frames.push((bytes[0], header.mask_key.is_some(), payload));
        bytes = &bytes[end..];
    }
    frames
}

/// The code and reason of the Close frame with which `out` ends.
fn close_of(out: &[u8]) -> Option<(u16, String)> {
    let (byte0, _, body) = frames(out).pop()?;
    let code = u16::from_be_bytes(*body.first_chunk()?);
    (byte0 == 0x88).then(|| (code, String::from_utf8(body[2..].to_vec()).unwrap()))
}

#[rstest]
fn messages_come_back_whole_with_pings_answered_between_their_fragments(
    #[values(Role::Client, Role::Server)] role: Role,
) {
    let peer = |byte0, payload: &[u8]| frame(role.peer(), byte0, payload);
    let sent = [peer(0x01, b"Hel"), peer(0x89, b"x"), peer(0x80, b"lo"), peer(0x82, b"\xff")];
    let masks = role == Role::Client;
    let expected = [
        (0x8a, masks, b"x".to_vec()),
        (0x81, masks, b"Hello".to_vec()),
        (0x82, masks, b"\xff".to_vec()),
    ];
    assert_eq!(frames(&End::echo(role).hears(&sent.concat())), expected);
    let mut bytewise = End::echo(role);
    let heard: Vec<u8> = sent.concat().iter().flat_map(|byte| bytewise.hears(&[*byte])).collect();
    assert_eq!(frames(&heard), expected);
    assert_eq!(bytewise.above.sent.len(), 3);
}

#[test]
fn a_client_masks_each_frame_with_a_key_of_its_own_and_a_server_none() {
    let keys = |role| {
        let mut end = End::echo(role);
        end.message(Opcode::TEXT, b"one");
        end.message(Opcode::TEXT, b"two");
        end.ping(1, 1);
        end.close(CloseCode::NORMAL, "");
        end.above.sent.iter().map(|header| header.mask_key).collect::<Vec<_>>()
    };
    assert_eq!(keys(Role::Server), [None; 4]);
    let mut client = keys(Role::Client);
    assert!(client.iter().all(Option::is_some));
    client.dedup();
    assert_eq!(client.len(), 4);
}

#[rstest]
#[case::reserved_bits(0xb1, b"a", 1002, "F03")]
#[case::rsv1_not_agreed(0xc1, b"a", 1002, "F03")]
#[case::reserved_opcode(0x83, b"", 1002, "F04")]
#[case::long_control(0x89, &[b'a'; 126], 1002, "F05")]
#[case::cut_control(0x09, b"a", 1002, "F06")]
#[case::nothing_to_continue(0x80, b"a", 1002, "M01")]
#[case::too_big(0x82, &[0; 1001], 1009, "F12")]
#[case::no_utf8(0x81, b"\xc3\x28", 1007, "M03")]
#[case::one_byte_close(0x88, b"\x03", 1002, "C01")]
#[case::forbidden_code(0x88, &1005_u16.to_be_bytes(), 1002, "C02")]
#[case::bad_reason(0x88, b"\x03\xe8\xff", 1007, "C03")]
fn a_broken_rule_fails_the_connection_with_its_code_and_its_name(
    #[case] byte0: u8,
    #[case] payload: &[u8],
    #[case] code: u16,
    #[case] rule: &str,
    #[values(Role::Client, Role::Server)] role: Role,
) {
    let peer = |byte0, payload: &[u8]| frame(role.peer(), byte0, payload);
    let mut end = End::echo(role);
    let sent = [peer(0x81, b"before"), peer(byte0, payload), peer(0x81, b"behind")];
    let out = end.hears(&sent.concat());
    assert_eq!(frames(&out)[0].2, b"before", "what came before is answered first");
    let (sent_code, reason) = close_of(&out).unwrap();
    assert_eq!((sent_code, reason.starts_with(rule)), (code, true), "{reason}");
    assert_eq!(frames(&out).len(), 2, "nothing behind it is answered");
    assert!(matches!(end.ending(), Some(Ending::Failed { code: CloseCode(sent), because })
        if sent == code && because.entry().code == rule));
    assert!(end.above.findings.iter().any(|found| found.entry().code == rule));
    assert_eq!(end.hears(&peer(0x81, b"later")), b"");
}

#[rstest]
#[case(Role::Server, Role::Server, "F07")]
#[case(Role::Client, Role::Client, "F08")]
fn a_frame_masked_as_the_other_role_would_fails_the_connection(
    #[case] role: Role,
    #[case] masked_as: Role,
    #[case] rule: &str,
) {
    let out = End::echo(role).hears(&frame(masked_as, 0x81, b"a"));
    let (code, reason) = close_of(&out).unwrap();
    assert_eq!((code, reason.starts_with(rule)), (1002, true), "{reason}");
}

#[test]
fn bad_text_fails_inside_a_frame_that_goes_on() {
    let mut end = End::echo(Role::Server);
    let bytes = frame(Role::Client, 0x81, &[b"good \xff".as_slice(), &[b'x'; 500]].concat());
    let out = end.hears(&bytes[..20]);
    assert_eq!(close_of(&out).unwrap().0, 1007);
    assert_eq!(end.above.frames, 1, "it is told as far as it came");
    assert!(!end.above.findings.contains(&Rule::ShortPayload), "and its end is our doing");
}

#[rstest]
#[case(b"", b"")]
#[case(b"\x03\xe8bye", b"\x03\xe8")]
#[case(b"\x0f\xa0", b"\x0f\xa0")]
fn a_close_frame_is_answered_with_its_code_and_nothing_follows(
    #[case] body: &[u8],
    #[case] response: &[u8],
    #[values(Role::Client, Role::Server)] role: Role,
) {
    let mut end = End::echo(role);
    let peer = role.peer();
    let out = end.hears(&[frame(peer, 0x88, body), frame(peer, 0x81, b"late")].concat());
    assert_eq!(frames(&out), [(0x88, role == Role::Client, response.to_vec())]);
    assert!(matches!(end.ending(), Some(Ending::Closed { by, .. }) if by == peer));
    assert!(!end.message(Opcode::TEXT, b"too late"));
    assert_eq!(end.says(), b"");
}

#[rstest]
fn after_our_close_frame_nothing_is_sent_and_the_peers_ends_it(
    #[values(Role::Client, Role::Server)] role: Role,
) {
    let mut end = End::echo(role);
    assert_eq!(close_of(&end.close(CloseCode::GOING_AWAY, "")).unwrap().0, 1001);
    assert_eq!(end.close(CloseCode::NORMAL, ""), b"");
    let peer = role.peer();
    assert_eq!(end.hears(&[frame(peer, 0x81, b"a"), frame(peer, 0x89, b"")].concat()), b"");
    assert_eq!(end.above.messages, [], "a message that cannot be answered is only told");
    assert_eq!(end.hears(&frame(peer, 0x88, b"\x03\xe9")), b"");
    let expected = Ending::Closed { by: role, code: Some(CloseCode::GOING_AWAY) };
    assert_eq!(end.ending(), Some(expected));
}

#[test]
fn a_close_frame_of_ours_breaks_no_rule_whatever_is_asked_for() {
    let mut end = End::new(Role::Server, None);
    let (code, reason) = close_of(&end.close(CloseCode(1006), &"好".repeat(100))).unwrap();
    assert_eq!((code, reason), (1000, "好".repeat(41)));
}

#[test]
fn a_ping_waits_for_its_pong_before_the_next_one() {
    let mut end = End::echo(Role::Server);
    assert_eq!(end.ping(10, 20), b"\x89\x04\0\0\0\x01");
    assert_eq!(end.ping(11, 20), b"");
    end.hears(&frame(Role::Client, 0x8a, b"other"));
    assert_eq!(end.ping(12, 20), b"");
    end.hears(&frame(Role::Client, 0x8a, b"\0\0\0\x01"));
    assert_eq!(end.above.pongs, [Duration::from_secs(10)], "it is known which Ping it answers");
    assert_eq!(end.ping(13, 20), b"\x89\x04\0\0\0\x02");
    assert_eq!(end.ping(33, 20), b"\x89\x04\0\0\0\x03", "who answers wrongly is asked again");
}

#[test]
fn rsv1_is_set_only_where_compression_was_agreed_on() {
    let text = "again and again and again and again";
    for (extension, byte0) in [(None, 0x81), (Some("permessage-deflate"), 0xc1)] {
        let mut end = End::new(Role::Client, extension);
        end.message(Opcode::TEXT, text.as_bytes());
        assert_eq!(frames(&end.says())[0].0, byte0);
    }
}

#[test]
fn a_compressed_message_comes_back_compressed() {
    let mut end = End::new(Role::Server, Some("permessage-deflate"));
    end.above.echoes = true;
    let hello = [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00];
    let out = end.hears(&frame(Role::Client, 0xc1, &hello));
    assert_eq!(out, [&b"\xc1\x07"[..], &hello].concat());
}

#[test]
fn a_message_of_the_greatest_length_is_taken_though_it_does_not_compress() {
    let mut state = 1_u32;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_be_bytes()[0]
    };
    let noise: Vec<u8> = (0..1000).map(|_| next()).collect();
    let mut end = End::new(Role::Server, Some("permessage-deflate; server_no_context_takeover"));
    end.above.echoes = true;
    let compressed = crate::message::deflate::Deflater::new(false, 15).deflate(&noise);
    assert!(compressed.len() > noise.len(), "{}", compressed.len());
    let out = end.hears(&frame(Role::Client, 0xc2, &compressed));
    assert!(out.ends_with(&noise), "it comes back as it is");
    let out = end.hears(&frame(Role::Client, 0x82, &[0; 1001]));
    assert_eq!(close_of(&out).unwrap().0, 1009);
}

#[test]
fn a_limit_on_messages_refuses_no_control_frame() {
    let options = Options { role: Role::Server, deflate: None, max_message: 4, sent_bytes: 0 };
    let mut end = End { endpoint: Endpoint::new(options), above: Echo::default() };
    let out = end.hears(&frame(Role::Client, 0x89, &[b'x'; 125]));
    assert_eq!(frames(&out), [(0x8a, false, vec![b'x'; 125])]);
    assert_eq!(close_of(&end.hears(&frame(Role::Client, 0x82, b"12345"))).unwrap().0, 1009);
}

#[test]
fn a_peer_that_sends_no_more_is_lost_and_its_cut_frame_is_told() {
    let mut end = End::echo(Role::Client);
    end.hears(&frame(Role::Server, 0x81, b"Hello")[..4]);
    end.endpoint.end_of_input(&mut end.above);
    assert_eq!((end.ending(), end.above.frames), (Some(Ending::Lost), 1));
    assert!(end.endpoint.sending().is_closed());
}

#[test]
fn what_inflates_an_open_message_is_counted_and_what_waits_for_the_next_is_not() {
    let mut end = End::new(Role::Server, Some("permessage-deflate"));
    let hello = [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00];
    end.hears(&frame(Role::Client, 0x41, &hello[..3]));
    assert!(end.endpoint.held_bytes() > 28 << 10, "{}", end.endpoint.held_bytes());
    end.hears(&frame(Role::Client, 0x80, &hello[3..]));
    assert_eq!(end.endpoint.held_bytes(), 0);
}
