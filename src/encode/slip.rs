//! Makes a sender's mistake on purpose: the honest frame, and the bytes that the mistake makes.

use super::request::Keyring;
use super::{EncodeError, Encoding, KeyOrigin, Masking, Request, read_back};
use crate::slips::frame::{FrameSlip, Recipe};
use crate::terms::{MaskKey, Opcode, Role};

/// What the frame is made of that the mistake spoils. What is `None` is taken from the slip's own
/// example, or for a payload that is given, from what senders usually do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ground {
    /// The payload and what it is for.
    pub payload: Option<(Vec<u8>, Opcode)>,
    /// Whether and with which key the honest frame is masked.
    pub masking: Option<Masking>,
    /// Who sends it.
    pub sender: Option<Role>,
}

/// A mistake that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slipped {
    /// What an honest sender would have sent, one frame.
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
pub fn write(
    slip: FrameSlip,
    ground: &Ground,
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
    let masking = match sender {
        Role::Client => Masking::Masked(vec![key]),
        Role::Server => Masking::Unmasked,
    };
    let mut honest = Request::new(opcode, payload, masking).write(fresh_keys)?;
    let masked = honest.frames.iter_mut().filter(|frame| frame.header.mask_key.is_some());
    masked.for_each(|frame| frame.key_origin = origin);
    // Bytes that break no rule are wrong only for those who know whose they are.
    let must_know = read_back(&bytes, None).findings().next().is_none();
    let sender = ground.sender.or(must_know.then_some(sender));
    Ok(Slipped { honest, bytes, sender })
}

/// The key that is given, that of the example where it stays as it is, or a fresh one.
fn key(
    ground: &Ground,
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
