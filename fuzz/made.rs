//! What is fuzzed of the commands that make something: the bodies of `accept` and `encode`.

use ws_inspect::encode::fault::{self, RuleGround};
use ws_inspect::encode::{
    Deflate, EncodeError, LengthForm, Masking, Request, close_body, slip, words,
};
use ws_inspect::handshake::Accept;
use ws_inspect::handshake::key::Pasted;
use ws_inspect::notation::write::{Style, write};
use ws_inspect::notation::{Notation, ReadOptions, read};
use ws_inspect::prose::encode::error as refusal;
use ws_inspect::prose::{self, Lang};
use ws_inspect::render::Detail;
use ws_inspect::render::Screen;
use ws_inspect::render::accept::{self, AcceptView, Expected};
use ws_inspect::render::encode::{self, Written};
use ws_inspect::slips::accept::{AcceptCause as Cause, AcceptSlip};
use ws_inspect::slips::frame::FrameSlip;
use ws_inspect::terms::{CloseCode, MaskKey, Opcode, Role, Rsv};

use super::harmless;

/// Any text is a key: it has its value of 28 characters, every view of it is drawn in both
/// languages, with and without a value to compare with, and no other value passes for the right
/// one. The first byte chooses the width, and where the key ends and the expected value begins.
pub fn accept(data: &[u8]) {
    let Some((choice, bytes)) = data.split_first() else { return };
    let (first, second) = bytes.split_at(bytes.len().div_ceil(2));
    let (text, expected) = (String::from_utf8_lossy(first), String::from_utf8_lossy(second));
    let width = 40 + usize::from(choice % 61);
    let pasted = Pasted::read(&text, "Sec-WebSocket-Key");
    let accept = Accept::of(pasted.value);
    assert_eq!(accept.value.len(), 28);
    assert!(accept.compare(&accept.value).is_none());
    let alone =
        AcceptView { accept: accept.clone(), taken_off: pasted.taken_off.clone(), expected: None };
    accept_views(&alone, width);
    let slip = AcceptSlip::ALL[usize::from(*choice) % AcceptSlip::ALL.len()].apply(&accept.key);
    let others = [slip.clone().unwrap_or_default(), expected.clone().into_owned()];
    let right = accept.value.clone();
    for value in slip.as_deref().into_iter().chain([&*expected, &*right]) {
        let pasted_value = Pasted::read_with_line_end(value, "Sec-WebSocket-Accept");
        let value = pasted_value.value.to_owned();
        let cause = Cause::of(&value, &accept, &others);
        assert_eq!(cause.is_none(), value == accept.value);
        let expected = Expected {
            value,
            taken_off: pasted_value.taken_off,
            escape_read: choice & 1 != 0,
            cause,
        };
        accept_views(&AcceptView { expected: Some(expected), ..alone.clone() }, width);
    }
}

fn accept_views(view: &AcceptView, width: usize) {
    for lang in [Lang::En, Lang::Zh] {
        let screen = Screen { lang, width };
        harmless(&accept::full::draw(view, screen));
        harmless(&accept::plain::draw(view, screen));
        harmless(&prose::accept::taken_off(lang, &view.taken_off));
    }
    is_json(&accept::json::draw(view));
}

/// The first bytes choose a request, a fault or a slip, the others are its payload: it is written
/// or refused with a sentence, every view draws it in both languages, and in every style it is
/// read back to the same bytes.
pub fn encode(data: &[u8]) {
    let Some((choices, payload)) = data.split_first_chunk::<12>() else { return };
    let lossy = String::from_utf8_lossy(payload);
    for word in [words::read_rsv(&lossy).err(), words::read_opcode(&lossy).err()] {
        word.iter().for_each(refused);
    }
    match written(*choices, payload) {
        Ok(written) => drawn(&written, 40 + usize::from(choices[11] % 61)),
        Err(error) => refused(&error),
    }
}

fn written(choices: [u8; 12], payload: &[u8]) -> Result<Written, EncodeError> {
    let [kind, which, opcode, bits, form, size, a, b, c, d, e, _] = choices;
    let mut seed = u32::from_be_bytes([a, b, c, d]);
    let mut fresh_keys = std::iter::from_fn(|| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Some(seed.to_be_bytes())
    })
    .take(8192);
    let sender = [None, Some(Role::Client), Some(Role::Server)][usize::from(bits >> 6) % 3];
    let key: MaskKey = [a, b, c, d];
    let masking = [None, Some(Masking::Unmasked), Some(Masking::Masked(vec![key]))]
        .get(usize::from(bits >> 4 & 3))
        .cloned()
        .unwrap_or(Some(Masking::Masked(Vec::new())));
    let text = String::from_utf8_lossy(payload).into_owned();
    let opcode = Opcode(opcode & 0x0f);
    match kind % 8 {
        0 => {
            let rule = fault::RULES[usize::from(which) % fault::RULES.len()];
            let ground = RuleGround { text, masking, sender };
            Ok(Written::fault(fault::write(rule, &ground, &mut fresh_keys)?, rule))
        }
        1 | 2 => {
            let slip = FrameSlip::ALL[usize::from(which) % FrameSlip::ALL.len()];
            let payload = (kind % 8 == 2).then(|| (payload.to_vec(), opcode));
            let ground = slip::SlipGround { payload, masking, sender };
            Ok(Written::slip(slip::write(slip, &ground, &mut fresh_keys)?, slip))
        }
        3 => {
            let body = close_body(CloseCode(u16::from_be_bytes([which, size])), &text)?;
            let masking = masking.unwrap_or(Masking::Unmasked);
            let request = Request::new(Opcode::CLOSE, body, masking);
            Ok(Written::new(request.write(&mut fresh_keys)?))
        }
        _ => {
            let forms = [LengthForm::Bits7, LengthForm::Bits16, LengthForm::Bits64];
            let claimed = u64::from_be_bytes([a, b, c, d, e, size, which, form]) >> (form & 0x3f);
            let masking = masking.unwrap_or(Masking::Masked(Vec::new()));
            let before = (which & 1 != 0).then(|| payload.iter().rev().copied().collect());
            let request = Request {
                fin: bits & 1 != 0,
                rsv: (which & 4 != 0).then_some(Rsv(bits >> 1 & 7)),
                length_form: forms.get(usize::from(form & 7)).copied(),
                claimed_length: (form & 8 != 0).then_some(claimed),
                fragment_size: (size != 0).then_some(usize::from(size)),
                sender,
                deflate: (which & 2 != 0).then_some(Deflate { before }),
                ..Request::new(opcode, payload, masking)
            };
            Ok(Written::new(request.write(&mut fresh_keys)?))
        }
    }
}

fn drawn(written: &Written, width: usize) {
    for lang in [Lang::En, Lang::Zh] {
        let screen = Screen { lang, width };
        for all_bytes in [false, true] {
            harmless(&encode::full(written, Detail { all_bytes, ..Detail::default() }, screen));
        }
        harmless(&encode::plain(written, screen));
    }
    is_json(&encode::json(written));
    for style in Style::ALL {
        let text = write(written.bytes(), style);
        harmless(&text);
        let pin = (style == Style::Base64).then_some(Notation::Base64);
        let reading = read(&text, &ReadOptions { pin, ..ReadOptions::default() });
        let bytes = reading.map(|reading| reading.bytes);
        assert_eq!(bytes.as_deref(), Ok(written.bytes()), "{style:?} {text}");
    }
}

fn refused(error: &EncodeError) {
    for lang in [Lang::En, Lang::Zh] {
        assert!(!refusal::title(lang, error).is_empty());
        assert!(refusal::help(lang, error).is_none_or(|help| !help.is_empty()));
    }
}

/// Whether it is JSON that harms no terminal that it is printed on.
fn is_json(text: &str) {
    harmless(text);
    for line in text.lines() {
        serde_json::from_str::<serde_json::Value>(line).expect("JSON is printed");
    }
}
