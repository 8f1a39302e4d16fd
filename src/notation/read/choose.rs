//! Readings compete: each notation proposes one for the text and for each view of it, and the best
//! is taken. Imports the values of this room.
//!
//! They are ranked by what a person would look at: whether the bytes make a head or frames to
//! their end; how much of the text they account for; how particular the notation is. Different
//! bytes of the same rank are refused with the candidates. The first 64 KiB are ranked, then the
//! best way reads all of it.

use super::draft::Draft;
use super::form::{FORMS, Form, Particular};
use super::peel::{self, Recipe};
use super::sound::{self, Sound};
use super::view::View;
use super::{part, refusal, trimmed};
use crate::bits::Span;
use crate::notation::{Doubt, Notation, NotationError, NotationErrorKind, ReadOptions, Reading};

/// How many bytes of a text are ranked.
const RANKED_BYTES: usize = 64 << 10;

/// How good a reading is; the greater the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// 2 for a head or frames to the end, 1 where a text in them is not UTF-8, else 0.
    sound: u8,
    /// How many sixteenths of the text are accounted for.
    accounted: usize,
    particular: Particular,
}

/// A reading of the ranked part, how it was made, and how good it is.
#[derive(Debug)]
struct Attempt {
    reading: Reading,
    recipe: usize,
    form: Form,
    rank: Rank,
}

/// Reads a text in the way that ranks highest; `only` the forms of a pinned notation, if any.
pub(super) fn read(
    text: &str,
    body: Span,
    options: &ReadOptions,
    only: Option<Notation>,
) -> Result<Reading, NotationError> {
    let excerpt = excerpt(text, body);
    let cut = excerpt.end < body.end;
    let recipes = peel::recipes(text, excerpt);
    let total = part(text, excerpt).chars().filter(|c| !c.is_whitespace()).count().max(1);
    let mut attempts = Vec::new();
    let mut refused: Option<(Particular, NotationError)> = None;
    for (index, recipe) in recipes.iter().enumerate() {
        let view = recipe.view(text, excerpt);
        let inner = if view.is_whole() { excerpt } else { trimmed(&view.text) };
        let rows = |form: &Form| matches!(form.notation, Notation::Dump | Notation::Http);
        let fits = |form: &Form| !(matches!(recipe, Recipe::Unwrapped) && rows(form));
        let asked = |form: &Form| only.is_none_or(|only| only == form.notation);
        for form in FORMS.into_iter().filter(|form| asked(form) && fits(form)) {
            let Some(particular) = (form.propose)(&view.text, inner) else { continue };
            match attempt(&view, inner, form, options, cut) {
                Ok((reading, around)) => {
                    let left_out = (view.left_out + around).min(total);
                    let rank = rank(&reading, particular, left_out, total, cut);
                    if is_admitted(recipe, &view, &reading, rank) {
                        attempts.push(Attempt { reading, recipe: index, form, rank });
                    }
                }
                Err(error) if index == 0 && particular > Particular::Faint => {
                    if refused.as_ref().is_none_or(|(before, _)| particular > *before) {
                        refused = Some((particular, error));
                    }
                }
                Err(_) => {}
            }
        }
        // What makes frames and leaves nothing out cannot be beaten.
        let unbeaten = |rank: Rank| {
            rank.sound > 0 && rank.accounted == 16 && rank.particular > Particular::Faint
        };
        if attempts.iter().any(|attempt| unbeaten(attempt.rank)) {
            break;
        }
    }
    let best = best(text, body, attempts)?;
    match (best, refused) {
        (Some(best), Some((particular, error)))
            if best.rank.sound == 0 && particular > best.rank.particular =>
        {
            Err(error)
        }
        (Some(best), _) if !cut => Ok(best.reading),
        (Some(best), _) => {
            let recipe = recipes.get(best.recipe).unwrap_or(&Recipe::AsIs);
            whole(text, body, recipe, best.form, options)
        }
        (None, Some((_, error))) => Err(error),
        (None, None) => Err(refusal::of(text, body)),
    }
}

/// The part of a text that is ranked: up to a line break, if there is one.
fn excerpt(text: &str, body: Span) -> Span {
    if body.len() <= RANKED_BYTES {
        return body;
    }
    let mut end = body.start + RANKED_BYTES;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let lines = part(text, Span::new(body.start, end)).rfind('\n');
    Span::new(body.start, lines.map_or(end, |at| body.start + at))
}

/// Reads a view in one form, and says how many characters around the bytes it leaves out. Where
/// the view was cut, an error at its end is the cut's.
fn attempt(
    view: &View<'_>,
    body: Span,
    form: Form,
    options: &ReadOptions,
    cut: bool,
) -> Result<(Reading, usize), NotationError> {
    let mut body = body;
    for last in [!cut, true] {
        let mut draft = Draft::new(&view.text, *options);
        match (form.read)(&mut draft, body) {
            Ok(()) if draft.bytes.is_empty() => break,
            Ok(()) => {
                let around = draft.text_around;
                return Ok((draft.finish_view(form.notation, view), around));
            }
            Err(error) if !last && error.span.end + 4 >= body.end => {
                body = Span::new(body.start, error.span.start.max(body.start));
            }
            Err(error) => return Err(error),
        }
    }
    Err(NotationError::at(&view.text, body, 0, NotationErrorKind::Empty))
}

/// Reads all of a text in the way that was chosen.
fn whole(
    text: &str,
    body: Span,
    recipe: &Recipe,
    form: Form,
    options: &ReadOptions,
) -> Result<Reading, NotationError> {
    let view = recipe.view(text, body);
    let inner = if view.is_whole() { body } else { trimmed(&view.text) };
    let mut draft = Draft::new(&view.text, *options);
    match (form.read)(&mut draft, inner) {
        Ok(()) => Ok(draft.finish_view(form.notation, &view)),
        Err(error) if view.is_whole() => Err(error),
        Err(error) => Err(NotationError::at(text, view.place(error.span), error.byte, error.kind)),
    }
}

fn rank(
    reading: &Reading,
    particular: Particular,
    left_out: usize,
    total: usize,
    cut: bool,
) -> Rank {
    let accounted = ((total - left_out) * 16).div_ceil(total);
    // Two bytes in a long text are a frame by chance.
    let enough = reading.bytes.len() >= 4 || left_out * 2 <= total;
    let sound = match sound::of(&reading.bytes, cut) {
        Sound::Whole if enough => 2,
        Sound::Framed if enough => 1,
        _ => 0,
    };
    Rank { sound, accounted, particular }
}

/// Whether a reading counts: a faint one only where it is sound, one without what stands before
/// it only where it begins as frames do or where that stands on several lines.
fn is_admitted(recipe: &Recipe, view: &View<'_>, reading: &Reading, rank: Rank) -> bool {
    if rank.sound > 0 {
        return true;
    }
    let repeated = view.prefix.as_ref().is_some_and(|(_, lines)| *lines > 1);
    let begun = repeated || sound::of(&reading.bytes, false) >= Sound::Begun;
    let enough = reading.bytes.len() > 1;
    rank.particular > Particular::Faint
        && match recipe {
            Recipe::AsIs => true,
            // A wrapped escape leaves no doubt, a wrapped number does.
            Recipe::Unwrapped => {
                reading.notation == Notation::PythonLiteral
                    && rank.particular == Particular::Certain
            }
            Recipe::Heads | Recipe::Fields => false,
            Recipe::Peel(prefix) => prefix.is_literal() || begun && enough,
        }
}

/// The best of the attempts; an error where two of them are equally good and differ.
fn best(text: &str, body: Span, attempts: Vec<Attempt>) -> Result<Option<Attempt>, NotationError> {
    let mut best: Option<Attempt> = None;
    let mut rival: Option<Attempt> = None;
    for attempt in attempts {
        match &best {
            Some(found) if attempt.rank < found.rank => {}
            Some(found) if attempt.rank == found.rank => {
                if attempt.reading.bytes != found.reading.bytes
                    && attempt.form.notation != found.form.notation
                {
                    rival = Some(attempt);
                }
            }
            _ => {
                best = Some(attempt);
                rival = None;
            }
        }
    }
    match (&best, rival) {
        (Some(found), Some(rival)) => {
            let mut pair = [found.form.notation, rival.form.notation];
            pair.sort_by_key(|notation| preference(*notation));
            let doubt = match pair {
                [Notation::Bits, Notation::Hex] => Doubt::HexOrBits,
                [Notation::Hex, Notation::Array] => Doubt::HexOrDecimal,
                [_, Notation::Escapes] => Doubt::Quoted,
                _ => Doubt::Several,
            };
            Err(super::doubt(text, body, doubt, &pair))
        }
        _ => Ok(best),
    }
}

/// In which order candidates are named.
fn preference(notation: Notation) -> usize {
    let order = [Notation::PythonLiteral, Notation::Bits, Notation::Base64, Notation::Hex];
    order.iter().position(|other| *other == notation).unwrap_or(order.len())
        + usize::from(notation == Notation::Escapes)
}
