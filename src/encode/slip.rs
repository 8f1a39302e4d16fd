//! Makes a sender's mistake on purpose: the honest frame, and the bytes that the mistake makes.

use super::request::Keyring;
use super::{EncodeError, Encoding, KeyOrigin, Masking, Request, WrittenFrame, read_back};
use crate::frame::FrameHeader;
use crate::slips::frame::{FrameSlip, Honest, Recipe};
use crate::terms::{LengthField, MaskKey, Opcode, Role, Rsv};

/// What the frame is made of that the mistake spoils. What is `None` is taken from the slip's own
/// example, or for a payload that is given, from what senders usually do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlipGround {
    /// The payload and what it is for.
    pub payload: Option<(Vec<u8>, Opcode)>,
    /// Whether and with which key the honest frame is masked.
    pub masking: Option<Masking>,
    /// Who sends it.
    pub sender: Option<Role>,
}

/// A mistake that was made.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slipped {
    /// What an honest sender would have sent, in as many frames.
    pub honest: Encoding,
    /// What is sent instead: a frame, a stream of several, or no frame at all.
    pub bytes: Vec<u8>,
    /// Who sends them, where a reader must know it.
    pub sender: Option<Role>,
}

/// Makes the mistake `slip`.
///
/// # Errors
/// [`EncodeError::Unsuited`] where it would make no difference or cannot be made,
/// [`EncodeError::MaskAgainstSlip`] for a client without a mask, [`EncodeError::NoFreshKey`].
///
/// ```
/// use ws_inspect::analysis::FrameSlip;
/// use ws_inspect::encode::slip::{self, SlipGround};
/// use ws_inspect::{Analysis, Options};
///
/// let ground = SlipGround::default();
/// let slipped = slip::write(FrameSlip::Length254, &ground, &mut [[1, 2, 3, 4]].into_iter())?;
/// let (frames, _) = Analysis::dissect(&slipped.bytes, slipped.sender, Options::default());
/// assert_eq!(frames[0].claims[0].evidence.slip(), FrameSlip::Length254);
/// # Ok::<(), ws_inspect::EncodeError>(())
/// ```
pub fn write(
    slip: FrameSlip,
    ground: &SlipGround,
    fresh_keys: &mut dyn Iterator<Item = MaskKey>,
) -> Result<Slipped, EncodeError> {
    let example = slip.demo();
    let sender = ground.sender.unwrap_or(example.sender);
    if sender == Role::Client && ground.masking == Some(Masking::Unmasked) {
        return Err(EncodeError::MaskAgainstSlip { slip });
    }
    let (key, origin) = key(ground, example.key, fresh_keys)?;
    let (payload, opcode) = match &ground.payload {
        Some((payload, opcode)) => (payload.clone(), *opcode),
        None => (example.payload, example.opcode),
    };
    let recipe = Recipe { payload: payload.clone(), opcode, sender, key };
    let unsuited = |unsuited| EncodeError::Unsuited { slip, unsuited };
    let bytes = slip.apply(&recipe).map_err(unsuited)?;
    let mut honest = honest(slip, &recipe, fresh_keys)?;
    let masked = honest.frames.iter_mut().filter(|frame| frame.header.mask_key.is_some());
    masked.for_each(|frame| frame.key_origin = origin);
    // Bytes that break no rule are wrong only for those who know whose they are.
    let must_know = read_back(&bytes, None).findings().next().is_none();
    let sender = ground.sender.or(must_know.then_some(sender));
    Ok(Slipped { honest, bytes, sender })
}

/// What an honest sender would have sent: one frame, or the two that the mistake is about.
fn honest(
    slip: FrameSlip,
    recipe: &Recipe,
    fresh_keys: &mut dyn Iterator<Item = MaskKey>,
) -> Result<Encoding, EncodeError> {
    let next = recipe.with_fresh_key();
    let masking = match recipe.sender {
        Role::Client => Masking::Masked(vec![recipe.key, next.key]),
        Role::Server => Masking::Unmasked,
    };
    let request = Request::new(recipe.opcode, recipe.payload.clone(), masking);
    match slip.honest() {
        Honest::TwoFrames => {
            let mut first = request.write(fresh_keys)?;
            let masking = match recipe.sender {
                Role::Client => Masking::Masked(vec![next.key]),
                Role::Server => Masking::Unmasked,
            };
            first.frames.extend(Request { masking, ..request }.write(fresh_keys)?.frames);
            Ok(first)
        }
        Honest::TwoFragments => in_two(&request, fresh_keys),
        Honest::FragmentsAndFrame => {
            let mut all = in_two(&request, fresh_keys)?;
            let masking = match recipe.sender {
                Role::Client => Masking::Masked(vec![next.with_fresh_key().key]),
                Role::Server => Masking::Unmasked,
            };
            all.frames.extend(Request { masking, ..request }.write(fresh_keys)?.frames);
            Ok(all)
        }
        Honest::Frame => request.write(fresh_keys),
    }
}

/// The message in two fragments, cut in its middle.
fn in_two(
    request: &Request,
    fresh_keys: &mut dyn Iterator<Item = MaskKey>,
) -> Result<Encoding, EncodeError> {
    let (head, tail) =
        request.payload.split_at_checked(request.payload.len() / 2).unwrap_or_default();
    let mut keys = Keyring::new(&request.masking, fresh_keys);
    let mut fragment = |index: usize, payload: &[u8]| {
        let (mask_key, key_origin) = keys.key_of(index)?;
        let opcode = if index == 0 { request.opcode } else { Opcode::CONTINUATION };
        let length = LengthField::minimal(payload.len() as u64);
        let header = FrameHeader { fin: index == 1, rsv: Rsv::NONE, opcode, length, mask_key };
        Ok(WrittenFrame { header, payload: payload.to_vec(), key_origin })
    };
    let frames = vec![fragment(0, head)?, fragment(1, tail)?];
    Ok(Encoding { frames, cut_to: None, sender: request.sender, deflation: None })
}

/// The key that is given, that of the example where it stays as it is, or a fresh one.
fn key(
    ground: &SlipGround,
    of_example: MaskKey,
    fresh_keys: &mut dyn Iterator<Item = MaskKey>,
) -> Result<(MaskKey, KeyOrigin), EncodeError> {
    let random = Masking::Masked(Vec::new());
    let masking = match &ground.masking {
        None if ground.payload.is_none() => return Ok((of_example, KeyOrigin::Example)),
        None | Some(Masking::Unmasked) => &random,
        Some(masking) => masking,
    };
    let (key, origin) = Keyring::new(masking, fresh_keys).key_of(0)?;
    Ok((key.unwrap_or(of_example), origin))
}
