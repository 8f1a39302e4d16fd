//! A finished frame given to code that frames once more, such as a library's `send`.

use super::frames_taken_for_one::frames_in;
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    Ok(recipe.carrying(recipe.frame()).with_fresh_key().frame())
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    if !suspect.is_only_bad_text() {
        return None;
    }
    let (frames, text) = frames_in(suspect.payload)?;
    Some(Evidence::FramedTwice { frames }.claim(suspect.frame_len, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}
