//! A client that does not mask: code for a server used at the other end.

use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::finding::Fault;
use crate::terms::Role;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_sender(Role::Client)?;
    Ok(recipe.sent_by(Role::Server).frame())
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let fits =
        suspect.has(|fault| matches!(fault, Fault::ClientUnmasked(_))) && suspect.reads_well();
    let text = suspect.text();
    fits.then(|| Evidence::ClientDoesNotMask.claim(suspect.frame_len, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}
