//! FIN left 0 on messages that are whole: `0x01` for `0x81`. Provable from the second message on,
//! which begins while the first waits for its end.

use super::reading::sound;
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::finding::Fault;
use crate::frame::FrameHeader;
use crate::terms::Opcode;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    let frame = |recipe: &Recipe| recipe.under(FrameHeader { fin: false, ..recipe.header() });
    Ok([frame(recipe), frame(&recipe.with_fresh_key())].concat())
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let header = suspect.header.filter(|header| !header.fin)?;
    let opcode = begun_again(suspect)?;
    let fits = suspect.is_whole() && suspect.ends_well() && !ends_later(suspect);
    let text = suspect.text();
    debug_assert_eq!(header.opcode, opcode);
    fits.then(|| Evidence::FinForgotten { opcode }.claim(suspect.frame_len, text))
}

/// The opcode with which a message begins while one of the same opcode is open.
pub(super) fn begun_again(suspect: &Suspect<'_>) -> Option<Opcode> {
    suspect.findings.iter().find_map(|finding| match finding.fault {
        Fault::Interrupted(fault) if fault.open == fault.by => Some(fault.by),
        _ => None,
    })
}

/// Whether one of the next frames in the same direction ends a message.
pub(super) fn ends_later(suspect: &Suspect<'_>) -> bool {
    const FRAMES_AHEAD: usize = 64;
    let masked = suspect.header.is_some_and(|header| header.mask_key.is_some());
    let mut rest = suspect.after();
    for _ in 0..FRAMES_AHEAD {
        let Some((header, len)) = sound(rest) else { return false };
        let data = !header.opcode.is_control() && header.mask_key.is_some() == masked;
        if data && header.fin {
            return true;
        }
        rest = rest.get(len..).unwrap_or_default();
    }
    false
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}
