//! The body of the fuzz target `analysis`: bytes of one or two ends, pauses and gaps.

use ws_inspect::analysis::{Analysis, Cause, Chunk, Options, Told};
use ws_inspect::terms::Role;

/// What the analysis holds beside the longest message, in bytes.
const MOST_HELD: usize = 9 << 20;

/// What comes next.
#[derive(Clone, Copy)]
enum Come<'a> {
    Bytes(Option<Role>, &'a [u8]),
    Pause,
    Lost(Role, u64),
}

/// Whatever comes, the totals are those of the rows that stand at the end, memory is bounded, and
/// without gaps what stands depends on the bytes alone: not on chunks, and not on pauses. The first byte
/// chooses heads and directions; a step is a byte for its kind, one for its length, and its bytes.
pub fn analysis(data: &[u8]) {
    let Some((choice, mut rest)) = data.split_first() else { return };
    let options = Options { heads: choice & 1 != 0, ..Options::default() };
    let mut come = Vec::new();
    while let [kind, len, behind @ ..] = rest {
        let role = [Role::Client, Role::Server][usize::from(kind & 1)];
        let (bytes, after) = behind.split_at(behind.len().min(usize::from(*len)));
        let known = (choice & 2 != 0).then_some(role);
        let (next, after) = match kind >> 5 {
            0 => (Come::Pause, behind),
            1 if known.is_some() => (Come::Lost(role, u64::from(*len)), behind),
            _ => (Come::Bytes(known, bytes), after),
        };
        come.push(next);
        rest = after;
    }
    let told = standing(&come, options);
    if come.iter().any(|come| matches!(come, Come::Lost(..))) {
        return;
    }
    let without_pauses = come.iter().copied().filter(|come| !matches!(come, Come::Pause));
    let without_pauses: Vec<_> = without_pauses.collect();
    let whole = standing(&without_pauses, options);
    assert_eq!(told, whole, "with pauses");
    let bytes = without_pauses.iter().flat_map(|come| match come {
        Come::Bytes(from, bytes) => bytes.chunks(1).map(|byte| Come::Bytes(*from, byte)).collect(),
        other => vec![*other],
    });
    assert_eq!(standing(&bytes.collect::<Vec<_>>(), options), whole, "byte by byte");
}

/// The frames and causes that stand at the end, a line each, and the verdict.
fn standing(come: &[Come<'_>], options: Options) -> (Vec<String>, &'static str) {
    let mut told: Vec<(u64, u64, String)> = Vec::new();
    let mut on = |what: Told<'_>, _| match what {
        Told::Frame(frame) => told.push((frame.number, frame.len(), format!("{frame:?}"))),
        Told::Cause(Cause::Frame { number, claims, explains, .. }) => {
            told.retain(|(of, ..)| !explains.contains(of));
            let line = format!("cause of {number}: {claims:?}");
            let after = told.iter().rposition(|(of, ..)| *of == number).map_or(0, |at| at + 1);
            told.insert(after, (number, 0, line));
        }
        _ => {}
    };
    let mut analysis = Analysis::new(options);
    let (mut longest, mut total) = (0, 0);
    for come in come {
        match *come {
            Come::Bytes(from, bytes) => {
                total += bytes.len();
                longest = longest.max(total);
                analysis.read(Chunk { from, bytes, ..Chunk::default() }, &mut on);
            }
            Come::Pause => analysis.pause(&mut on),
            Come::Lost(from, bytes) => analysis.lost(None, from, bytes, &mut on),
        }
        assert!(analysis.held_bytes() <= MOST_HELD + 4 * longest, "memory is bounded");
    }
    analysis.finish(&mut on);
    let tally = analysis.into_tally();
    let frames = told.iter().filter(|(_, _, line)| !line.starts_with("cause")).count() as u64;
    assert_eq!(tally.frames, frames, "the frames that stand");
    assert_eq!(tally.bytes, told.iter().map(|(_, len, _)| len).sum::<u64>(), "their bytes");
    (told.into_iter().map(|(.., line)| line).collect(), tally.verdict().name())
}
