//! The header put together as text and encoded with it: `('\x81' + chr(n) + text).encode()`, so
//! that the byte 81 becomes the two bytes c2 81.

use super::reading::readable;
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::terms::Role;

const BYTE0: &[u8] = &[0xc2, 0x81];

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_sender(Role::Server)?;
    recipe.needs_len(1, 125)?;
    Ok([BYTE0, &[recipe.payload.len() as u8], &recipe.payload].concat())
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let (&len, rest) = suspect.wire.strip_prefix(BYTE0)?.split_first()?;
    let len = usize::from(len);
    if !(1..=125).contains(&len) {
        return None;
    }
    let bytes = rest.get(..len).and_then(readable);
    let characters = || {
        let text = rest.get(..rest.len().min(4 * len))?.utf8_chunks().next()?.valid();
        let end = text.char_indices().map(|(at, c)| at + c.len_utf8()).nth(len - 1)?;
        readable(text.get(..end)?.as_bytes())
    };
    let follows = |text: &&str| {
        let after = rest.get(text.len()..).unwrap_or_default();
        after.is_empty() || after.starts_with(BYTE0)
    };
    let text = bytes.filter(follows).or_else(|| characters().filter(follows))?;
    let end = BYTE0.len() + 1 + text.len();
    Some(Evidence::HeaderAsUtf8 { len }.claim(end, text.to_owned()))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};

    #[test]
    fn a_length_in_characters_fits_as_well() {
        let wire = [b"\xc2\x81\x02", "最漂".as_bytes()].concat();
        assert_eq!(first_claim(&wire).text.as_deref(), Some("最漂"));
    }

    #[test]
    fn a_length_that_fits_neither_way_is_not_claimed() {
        assert_eq!(claims(b"\xc2\x81\x04Hello"), []);
    }
}
