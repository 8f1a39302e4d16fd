//! Slips as a reader of bytes meets them: through a conversation.

mod measured;

use super::*;
use crate::conversation::{Chunk, Conversation, FrameEvent, FrameOptions, Sender};
use crate::finding::Finding;
use crate::frame::FrameHeader;
use crate::terms::{MaskKey, Opcode, Role};
use rstest::rstest;

/// A frame as a conversation tells of it.
struct Told {
    at: usize,
    len: usize,
    header: Option<FrameHeader>,
    payload: Vec<u8>,
    kind: Option<Opcode>,
    findings: Vec<Finding>,
    sender: Sender,
}

fn told(bytes: &[u8], from: Option<Role>) -> Vec<Told> {
    let mut frames = Vec::new();
    let mut conversation = Conversation::new(FrameOptions::default());
    let mut on = |event: FrameEvent<'_>| {
        if let FrameEvent::Frame(frame) = event {
            let at = frame.at as usize;
            let header_len = frame.header.map_or(bytes.len() - at, |header| header.header_len());
            frames.push(Told {
                at,
                len: header_len + frame.have as usize,
                header: frame.header,
                payload: frame.payload.to_vec(),
                kind: frame.fragment.map(|fragment| fragment.kind),
                findings: frame.findings.to_vec(),
                sender: frame.sender,
            });
        }
    };
    conversation.read(Chunk { from, bytes }, &mut on);
    conversation.finish(&mut on);
    frames
}

/// The claims about every frame of the bytes, in the order of the frames. Where a claim ends a frame
/// elsewhere, reading goes on there.
pub(super) fn claims_from(bytes: &[u8], from: Option<Role>) -> Vec<Vec<Claim>> {
    let mut earlier: Vec<Earlier<'_>> = Vec::new();
    let (mut all, mut rest) = (Vec::new(), Some(bytes));
    while let Some(bytes) = rest.take().filter(|bytes| !bytes.is_empty()) {
        for frame in &told(bytes, from) {
            let found = explain(&FrameSuspect {
                wire: &bytes[frame.at..],
                frame_len: frame.len,
                header: frame.header,
                payload: &frame.payload,
                kind: frame.kind,
                findings: &frame.findings,
                sender: frame.sender,
                earlier: &earlier,
            });
            let covers = found.first().map_or(frame.len, |claim| claim.covers);
            all.push(found);
            let whole = &bytes[frame.at..frame.at + covers];
            earlier.extend(frame.header.map(|header| Earlier {
                header,
                whole,
                sender: frame.sender,
            }));
            if covers != frame.len {
                rest = bytes.get(frame.at + covers..);
                break;
            }
        }
    }
    all
}

/// All claims about bytes whose sender is not known.
pub(super) fn claims(bytes: &[u8]) -> Vec<Claim> {
    claims_from(bytes, None).concat()
}

/// Whether some frame of these bytes is explained by that slip.
pub(super) fn is_claimed(slip: FrameSlip, bytes: &[u8]) -> bool {
    claims(bytes).iter().any(|claim| claim.evidence.slip() == slip)
}

/// The best claim about the first frame that is explained.
pub(super) fn first_claim(bytes: &[u8]) -> Claim {
    claims(bytes).into_iter().next().expect("some frame is explained")
}

#[test]
fn names_are_unique_and_lead_back_to_their_slip() {
    for slip in FrameSlip::ALL {
        assert_eq!(FrameSlip::by_name(slip.name()), Some(slip));
    }
}

#[test]
fn every_demo_is_explained_by_its_own_slip_and_by_no_other() {
    for slip in FrameSlip::ALL {
        let recipe = slip.demo();
        let wire = slip.apply(&recipe).unwrap_or_else(|e| panic!("{}: {e:?}", slip.name()));
        let from = slip.shows_only_from();
        let found = claims_from(&wire, from);
        let slips: Vec<FrameSlip> =
            found.concat().iter().map(|claim| claim.evidence.slip()).collect();
        assert_eq!(slips.first(), Some(&slip), "{} {found:?}", slip.name());
        assert!(slips.iter().all(|other| *other == slip), "{} {slips:?}", slip.name());
    }
}

/// The text of a sample: 32 bytes a line, as `xxd -r -p` reads it.
fn hex_lines(bytes: &[u8]) -> String {
    let line =
        |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<Vec<_>>().join(" ");
    bytes.chunks(32).map(|chunk| line(chunk) + "\n").collect()
}

#[test]
fn every_sample_is_what_its_slip_makes() {
    for slip in FrameSlip::ALL {
        let path = format!("{}/samples/slips/{}.hex", env!("CARGO_MANIFEST_DIR"), slip.name());
        let made = hex_lines(&slip.apply(&slip.demo()).expect("a demo suits its slip"));
        // At the beginning of the input it would be the answer of a handshake.
        let before = if slip == FrameSlip::HttpText { "81 02 6f 6b\n" } else { "" };
        let made = before.to_owned() + &made;
        if std::env::var_os("WRITE_SAMPLES").is_some() {
            std::fs::write(&path, &made).expect("samples can be written");
        }
        let sample = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(sample, made, "{path}; WRITE_SAMPLES=1 writes it anew");
    }
}

/// The table of the samples: a line a slip, in the order of the list.
fn table() -> String {
    let line = |slip: FrameSlip| {
        let whose = match slip.shows_only_from() {
            Some(Role::Client) => " (from a client)",
            Some(Role::Server) => " (from a server)",
            None => "",
        };
        format!("| `{}.hex` | {}{whose} |\n", slip.name(), slip.title(Lang::En))
    };
    FrameSlip::ALL.into_iter().map(line).collect()
}

#[test]
fn every_sample_has_its_line_in_the_readme() {
    let path = format!("{}/samples/slips/README.md", env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(&path).expect("the samples have a README");
    let (before, after) = readme.split_once("|---|---|\n").expect("it has a table");
    let behind = after.find("\n\n").map_or("", |end| &after[end + 1..]);
    let expected = format!("{before}|---|---|\n{}{behind}", table());
    if std::env::var_os("WRITE_SAMPLES").is_some() {
        std::fs::write(&path, &expected).expect("samples can be written");
    } else {
        assert_eq!(readme, expected, "{path}; WRITE_SAMPLES=1 writes it anew");
    }
}

const TEXTS: [&str; 9] = [
    "Hello",
    "hellossssss",
    "今天天气很不错",
    "你好, world! how are you?",
    "先帝创业未半而中道崩殂，今天下三分，益州疲弊，此诚危急存亡之秋也。然侍卫之臣不懈于内",
    "The quick brown fox jumps over the lazy dog. And again: the quick brown fox jumps over the \
     lazy dog, who does not even open an eye.",
    r#"{"type":"chat","to_user":"YWB","msg":"最漂亮"}"#,
    "crème brûlée, s'il vous plaît",
    "😀 ok 👍",
];

/// Keys without a pattern, always the same ones (xorshift).
fn keys() -> impl Iterator<Item = MaskKey> {
    let next = |seed: &u64| {
        let a = seed ^ seed << 13;
        let b = a ^ a >> 7;
        Some(b ^ b << 17)
    };
    std::iter::successors(Some(0x2545_f491_4f6c_dd1d_u64), next).map(|seed| {
        let [a, b, c, d, ..] = seed.to_be_bytes();
        [a, b, c, d]
    })
}

#[test]
fn ordinary_texts_are_explained_by_their_own_slip_and_never_by_another() {
    for slip in FrameSlip::ALL {
        let (mut explained, mut all) = (0, 0);
        for (text, key) in TEXTS.into_iter().flat_map(|t| keys().take(20).map(move |k| (t, k))) {
            for sender in [Role::Client, Role::Server] {
                let closes = slip.demo().opcode == Opcode::CLOSE;
                let honest =
                    if closes { Recipe::close(1000, text) } else { Recipe::from_server(text) };
                let Ok(wire) = slip.apply(&Recipe { sender, key, ..honest }) else { continue };
                let claims = claims_from(&wire, slip.shows_only_from()).concat();
                let first = claims.first().map(|claim| claim.evidence.slip());
                assert!(
                    first.is_none_or(|first| first == slip),
                    "{} {text} {claims:?}",
                    slip.name()
                );
                explained += usize::from(first.is_some());
                all += 1;
            }
        }
        assert!(10 * explained >= 8 * all && all > 0, "{}: {explained} of {all}", slip.name());
    }
}

/// Frames that break a rule, or are cut, for which no slip accounts.
#[rstest]
#[case::deflated("c107 f248cdc9c90700")]
#[case::reserved_opcode("8305 48656c6c6f")]
#[case::half_a_ping("0900")]
#[case::first_frame_continues("8002 6c6f")]
#[case::other_kind_in_between("0102 4865 8202 6c6c")]
#[case::noise_for_text("8106 fafffdfcfbfa")]
#[case::utf8_with_one_bad_byte("8108 e4bda0ff e5a5bd21")]
#[case::utf8_that_is_cut("8105 e4bda0 e5a5")]
#[case::code_1005("8802 03ed")]
#[case::half_a_code("8801 03")]
#[case::zero_mask("8185 00000000 48656c6c6f")]
#[case::same_key_again("8181 01020304 60 8181 01020304 60")]
#[case::data_after_close("8802 03e8 8105 48656c6c6f")]
#[case::cut_header("81fe00")]
#[case::cut_payload("8105 4865")]
#[case::two_to_the_63("827f 8000000000000000 616263")]
fn what_no_slip_accounts_for_is_not_claimed(#[case] hex: &str) {
    let bytes = hex::decode(hex.replace(' ', "")).expect("the table holds hex");
    assert_eq!(claims(&bytes), []);
}

#[test]
fn a_long_ping_is_no_slip_of_the_length() {
    assert_eq!(claims(&[b"\x89\x7e\x00\x7e", [b'a'; 126].as_slice()].concat()), []);
}

#[test]
fn random_bytes_in_a_text_frame_are_hardly_ever_claimed() {
    let noise: Vec<u8> = keys().take(200_000).flatten().collect();
    let (mut rest, mut frames, mut claimed) = (noise.as_slice(), 0, 0);
    while let [len, behind @ ..] = rest {
        let (masked, len) = (*len & 0x80, usize::from(len % 60));
        let Some((body, behind)) = behind.split_at_checked(len + 4) else { break };
        let body = if masked != 0 { body } else { &body[4..] };
        claimed += claims(&[&[0x81, masked | len as u8], body].concat()).len();
        frames += 1;
        rest = behind;
    }
    assert!(frames > 20_000 && claimed * 1000 < frames, "{claimed} of {frames}");
}
