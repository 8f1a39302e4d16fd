//! Breaks one rule on purpose: frames that a reader answers with exactly that rule's code.

use super::request::Keyring;
use super::{EncodeError, Encoding, KeyOrigin, Masking, WrittenFrame};
use crate::conversation::FrameOptions;
use crate::finding::Rule;
use crate::frame::FrameHeader;
use crate::frame::judge::MAX_CONTROL_PAYLOAD;
use crate::terms::{CloseCode, LengthField, MaskKey, Opcode, Role, Rsv};

/// The rules that a few bytes can break, in the order of their codes.
///
/// Of the rules of frames, messages and closing these are left out: M05, which takes a message
/// past the limit; M06, M07 and M08, for where no handshake agreed on compression a set RSV1 breaks
/// F03 instead; C05, which takes a connection that ends, and bytes alone do not.
pub const RULES: [Rule; 21] = [
    Rule::ShortHeader,
    Rule::ShortPayload,
    Rule::ReservedBits,
    Rule::ReservedOpcode,
    Rule::LongControl,
    Rule::FragmentedControl,
    Rule::ClientUnmasked,
    Rule::ServerMasked,
    Rule::NonMinimalLength,
    Rule::LengthTopBit,
    Rule::ZeroMask,
    Rule::OverLimit,
    Rule::MaskKeyReused,
    Rule::NothingToContinue,
    Rule::Interrupted,
    Rule::BadUtf8,
    Rule::UnfinishedMessage,
    Rule::CloseBodyOneByte,
    Rule::CloseCodeNotAllowed,
    Rule::CloseReasonNotUtf8,
    Rule::DataAfterClose,
];

/// What the frames around a fault are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleGround {
    /// The text of the frames, UTF-8.
    pub text: String,
    /// Whether and with which keys they are masked; `None` leaves it to the sender and the fault.
    pub masking: Option<Masking>,
    /// Who sends them; `None` leaves it to the fault, or open.
    pub sender: Option<Role>,
}

/// Writes frames that break `rule` and no other.
///
/// # Errors
/// [`EncodeError::NoBytesBreak`] for a rule that is not in [`RULES`]; [`EncodeError::WrongSender`],
/// [`EncodeError::MaskAgainstFault`] and [`EncodeError::PayloadTooLong`] where `ground` does not
/// let that rule be broken alone; [`EncodeError::NoFreshKey`].
///
/// ```
/// use ws_inspect::encode::fault::{self, RuleGround};
/// use ws_inspect::{Analysis, Options, Rule};
///
/// let ground = RuleGround { text: "hi".to_owned(), masking: None, sender: None };
/// let written = fault::write(Rule::ReservedOpcode, &ground, &mut [[1, 2, 3, 4]].into_iter())?;
/// let (frames, _) = Analysis::dissect(&written.bytes(), written.sender, Options::default());
/// assert_eq!(frames[0].findings[0].fault.rule(), Rule::ReservedOpcode);
/// # Ok::<(), ws_inspect::EncodeError>(())
/// ```
pub fn write(
    rule: Rule,
    ground: &RuleGround,
    fresh_keys: &mut dyn Iterator<Item = MaskKey>,
) -> Result<Encoding, EncodeError> {
    if !RULES.contains(&rule) {
        return Err(EncodeError::NoBytesBreak { rule });
    }
    let sender = sender(rule, ground)?;
    let masking = masking(rule, ground, sender)?;
    let mut frames = plan(rule, &ground.text)?;
    let mut keyring = Keyring::new(&masking, fresh_keys);
    for (index, frame) in frames.iter_mut().enumerate() {
        (frame.header.mask_key, frame.key_origin) = keyring.key_of(index)?;
    }
    spoil_keys(rule, &mut frames);
    let headers_end = frames.first().map(|frame| frame.header.header_len());
    let cut_to = headers_end.filter(|_| rule == Rule::ShortHeader).map(|end| end - 1);
    Ok(Encoding { frames, cut_to, sender, deflation: None })
}

/// Who sends the frames, where a reader must know it.
fn sender(rule: Rule, ground: &RuleGround) -> Result<Option<Role>, EncodeError> {
    let only = match rule {
        Rule::ClientUnmasked => Role::Client,
        Rule::ServerMasked => Role::Server,
        // A server's frame has no key to get wrong, unless F08 is broken beside.
        Rule::ZeroMask | Rule::MaskKeyReused => {
            return match ground.sender {
                Some(Role::Server) => Err(EncodeError::WrongSender { rule, sender: Role::Client }),
                other => Ok(other),
            };
        }
        _ => return Ok(ground.sender),
    };
    match ground.sender {
        Some(sender) if sender != only => Err(EncodeError::WrongSender { rule, sender: only }),
        _ => Ok(Some(only)),
    }
}

fn masking(rule: Rule, ground: &RuleGround, sender: Option<Role>) -> Result<Masking, EncodeError> {
    let wanted = match rule {
        Rule::ClientUnmasked => Some(false),
        Rule::ServerMasked | Rule::ZeroMask | Rule::MaskKeyReused => Some(true),
        _ => sender.map(|role| role == Role::Client),
    };
    let masking = match (&ground.masking, wanted) {
        (Some(masking), _) => masking.clone(),
        (None, Some(false)) => Masking::Unmasked,
        (None, _) => Masking::Masked(Vec::new()),
    };
    let contradicts = wanted.is_some_and(|masked| masked == (masking == Masking::Unmasked));
    let key_given = matches!(&masking, Masking::Masked(keys) if !keys.is_empty());
    if contradicts || (rule == Rule::ZeroMask && key_given) {
        return Err(EncodeError::MaskAgainstFault { rule });
    }
    Ok(masking)
}

/// The frames that break the rule, without their keys. Where the rule is about the mask, or the
/// end is cut off, these are honest frames.
fn plan(rule: Rule, text: &str) -> Result<Vec<WrittenFrame>, EncodeError> {
    let text = text.as_bytes();
    let honest = frame(Opcode::TEXT, text);
    let with_length = |length| vec![change(honest.clone(), |header| header.length = length)];
    Ok(match rule {
        Rule::ShortPayload => with_length(LengthField::minimal(text.len() as u64 + MISSING)),
        Rule::NonMinimalLength => with_length(longer_form(text.len())?),
        Rule::LengthTopBit => with_length(LengthField::Bits64(1 << 63 | text.len() as u64)),
        Rule::OverLimit => with_length(LengthField::minimal(FrameOptions::default().max_frame + 1)),
        Rule::ReservedBits => vec![change(honest, |header| header.rsv = Rsv::RSV1)],
        Rule::ReservedOpcode => vec![frame(Opcode(0x3), text)],
        Rule::LongControl => vec![frame(Opcode::PING, &too_long_for_control(text))],
        Rule::FragmentedControl => {
            at_most(MAX_CONTROL_PAYLOAD as usize, rule, text)?;
            vec![change(frame(Opcode::PING, text), |header| header.fin = false)]
        }
        Rule::MaskKeyReused => vec![honest.clone(), honest],
        Rule::NothingToContinue => vec![honest, frame(Opcode::CONTINUATION, text)],
        Rule::Interrupted => {
            vec![change(honest.clone(), |header| header.fin = false), honest]
        }
        Rule::BadUtf8 => vec![frame(Opcode::TEXT, &[text, &NEVER_UTF8].concat())],
        Rule::UnfinishedMessage => vec![change(honest, |header| header.fin = false)],
        Rule::CloseBodyOneByte => vec![frame(Opcode::CLOSE, &NORMAL_CUT)],
        Rule::CloseCodeNotAllowed => vec![frame(Opcode::CLOSE, &NO_STATUS)],
        Rule::CloseReasonNotUtf8 => {
            at_most(MAX_CONTROL_PAYLOAD as usize - 3, rule, text)?;
            vec![frame(Opcode::CLOSE, &[&NORMAL, text, &NEVER_UTF8].concat())]
        }
        Rule::DataAfterClose => vec![frame(Opcode::CLOSE, &NORMAL), honest],
        _ => vec![honest],
    })
}

/// How many bytes a frame that is cut short lacks.
const MISSING: u64 = 4;

/// A byte that never stands in UTF-8.
const NEVER_UTF8: [u8; 1] = [0xff];

const NORMAL: [u8; 2] = CloseCode::NORMAL.0.to_be_bytes();

/// Half a code.
const NORMAL_CUT: [u8; 1] = [NORMAL[0]];

/// 1005 means that there was no code, so no frame may say it (RFC 6455 section 7.4.1).
const NO_STATUS: [u8; 2] = 1005u16.to_be_bytes();

fn frame(opcode: Opcode, payload: &[u8]) -> WrittenFrame {
    let length = LengthField::minimal(payload.len() as u64);
    let header = FrameHeader { fin: true, rsv: Rsv::NONE, opcode, length, mask_key: None };
    WrittenFrame { header, payload: payload.to_vec(), key_origin: KeyOrigin::Unmasked }
}

fn change(mut frame: WrittenFrame, how: impl FnOnce(&mut FrameHeader)) -> WrittenFrame {
    how(&mut frame.header);
    frame
}

/// The next longer form than the length needs.
fn longer_form(len: usize) -> Result<LengthField, EncodeError> {
    let (rule, limit) = (Rule::NonMinimalLength, usize::from(u16::MAX));
    match LengthField::minimal(len as u64) {
        LengthField::Bits7(len) => Ok(LengthField::Bits16(u16::from(len))),
        LengthField::Bits16(len) => Ok(LengthField::Bits64(u64::from(len))),
        LengthField::Bits64(_) => Err(EncodeError::PayloadTooLong { rule, len, limit }),
    }
}

/// The text over and over, until a control frame cannot hold it.
fn too_long_for_control(text: &[u8]) -> Vec<u8> {
    let text = if text.is_empty() { b"ping".as_slice() } else { text };
    let times = MAX_CONTROL_PAYLOAD as usize / text.len() + 1;
    text.repeat(times)
}

fn at_most(limit: usize, rule: Rule, text: &[u8]) -> Result<(), EncodeError> {
    let len = text.len();
    if len > limit { Err(EncodeError::PayloadTooLong { rule, len, limit }) } else { Ok(()) }
}

/// Sets the keys that a rule is about.
fn spoil_keys(rule: Rule, frames: &mut [WrittenFrame]) {
    let first = frames.first().and_then(|frame| frame.header.mask_key);
    match (rule, frames) {
        (Rule::ZeroMask, [frame, ..]) => {
            frame.header.mask_key = Some([0; 4]);
            frame.key_origin = KeyOrigin::Fault;
        }
        (Rule::MaskKeyReused, [_, again, ..]) => {
            again.header.mask_key = first;
            again.key_origin = KeyOrigin::Fault;
        }
        _ => {}
    }
}
