//! The body of the fuzz target `analysis`: bytes of one or two ends, pauses and gaps.

use ws_inspect::analysis::{Analysis, Cause, Chunk, Options, Told};
use ws_inspect::conversation::{Frame, Sender};
use ws_inspect::message::Fragment;
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
    // A pause makes it earlier that a frame is judged, and a slip asked: by what has come by then of
    // the other stream, an agreement or frames.
    if choice & 2 == 0 {
        assert_eq!(told, whole, "with pauses");
    }
    let bytes = without_pauses.iter().flat_map(|come| match come {
        Come::Bytes(from, bytes) => bytes.chunks(1).map(|byte| Come::Bytes(*from, byte)).collect(),
        other => vec![*other],
    });
    assert_eq!(standing(&bytes.collect::<Vec<_>>(), options), whole, "byte by byte");
}

/// A row that stands: the stream that it is of, where in it, the number of its frame, how many bytes that
/// has, and what is told.
type Row = (Option<Role>, u64, u64, Option<u64>, String);

/// What of a row does not depend on how the bytes came.
type Line = (Option<Role>, u64, String);

/// The frames and causes that stand at the end, those of each stream by themselves, and the verdict. What
/// waits in one stream gets its number after what does not in the other, so numbers are left out.
fn standing(come: &[Come<'_>], options: Options) -> (Vec<Line>, &'static str) {
    let mut told: Vec<Row> = Vec::new();
    let stream = |sender: Sender| match sender {
        Sender::Known(role) => Some(role),
        Sender::Inferred(_) | Sender::Unknown => None,
    };
    let mut on = |what: Told<'_>, _| match what {
        Told::Frame(frame) => {
            let fragment = frame.fragment.map(|fragment| Fragment { first_frame: 0, ..fragment });
            let line = format!("{:?}", Frame { number: 0, fragment, ..*frame });
            told.push((stream(frame.sender), frame.at, frame.number, Some(frame.len()), line));
        }
        Told::Cause(Cause::Frame { number, at, sender, claims, explains }) => {
            let of = stream(sender);
            told.retain(|row| row.0 != of || !explains.contains(&row.2));
            // A frame that a cause accounts for takes as many bytes as that says.
            let frame =
                told.iter_mut().find(|row| row.0 == of && row.2 == number && row.3.is_some());
            frame
                .into_iter()
                .for_each(|row| row.3 = claims.first().map(|claim| claim.covers as u64));
            told.push((of, at, number, None, format!("{claims:?}")));
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
    let lens = || told.iter().filter_map(|row| row.3);
    assert_eq!(tally.frames, lens().count() as u64, "the frames that stand");
    assert_eq!(tally.bytes, lens().sum::<u64>(), "their bytes");
    told.sort_by_key(|(of, at, ..)| (of.map(Role::name), *at));
    let lines = told.into_iter().map(|(of, at, _, _, line)| (of, at, line));
    (lines.collect(), tally.verdict().name())
}
