use super::super::deflate::{Deflater, WINDOW_BITS};
use super::*;
use flate2::{Compress, Compression, FlushCompress};
use proptest::prelude::*;
use rstest::rstest;

const LIMIT: usize = 1 << 20;

fn bytes(hex: &str) -> Vec<u8> {
    hex::decode(hex.replace(' ', "")).expect("the table holds hex")
}

/// The messages that their compressed bytes inflate to, one inflater for all.
fn inflate(inflater: &mut Inflater, messages: &[&str]) -> Vec<Result<Vec<u8>, Stop>> {
    let one = |message: &&str| {
        let mut out = Vec::new();
        inflater.inflate(&bytes(message), true, LIMIT, &mut out).map(|()| out)
    };
    messages.iter().map(one).collect()
}

#[rstest]
#[case::one_block("f2 48 cd c9 c9 07 00")]
#[case::stored_block("00 05 00 fa ff 48 65 6c 6c 6f 00")]
#[case::bfinal_set("f3 48 cd c9 c9 07 00 00")]
#[case::two_blocks("f2 48 05 00 00 00 ff ff ca c9 c9 07 00")]
fn the_examples_of_the_rfc_say_hello(#[case] compressed: &str) {
    for takeover in [true, false] {
        let mut inflater = Inflater::new(takeover, true);
        let twice = inflate(&mut inflater, &[compressed, compressed]);
        assert_eq!(twice, [Ok(b"Hello".to_vec()), Ok(b"Hello".to_vec())]);
    }
}

#[test]
fn the_second_message_of_the_rfc_refers_to_the_first() {
    let (first, second) = ("f2 48 cd c9 c9 07 00", "f2 00 11 00 00");
    let hello = || Ok(b"Hello".to_vec());
    assert_eq!(inflate(&mut Inflater::new(true, true), &[first, second]), [hello(), hello()]);
    let afresh = inflate(&mut Inflater::new(false, true), &[first, second]);
    assert_eq!(afresh[0], hello());
    let too_far = Stop::Broken { at: 3, error: InflateError::TooFarBack };
    assert_eq!(afresh[1], Err(too_far));
}

#[test]
fn a_reference_past_the_beginning_of_the_input_is_a_missing_context() {
    let read = inflate(&mut Inflater::new(true, false), &["f2 00 11 00 00"]);
    assert_eq!(read, [Err(Stop::ContextMissing { at: 3, lost: false })]);
}

#[test]
fn a_reference_past_a_broken_message_is_a_missing_context_and_no_garbage() {
    let read = inflate(&mut Inflater::new(true, true), &["07", "f2 00 11 00 00"]);
    assert_eq!(read[0], Err(Stop::Broken { at: 1, error: InflateError::BlockType }));
    assert_eq!(read[1], Err(Stop::ContextMissing { at: 3, lost: true }));
}

#[test]
fn what_lies_before_a_final_block_can_be_referred_to() {
    let read = inflate(&mut Inflater::new(true, true), &["f3 48 cd c9 c9 07 00 f2 00 11 00 00"]);
    assert_eq!(read, [Ok(b"HelloHello".to_vec())]);
}

#[rstest]
#[case::empty("00", Ok(b"".to_vec()))]
#[case::nothing_at_all("", Err(Stop::Broken { at: 0, error: InflateError::EndsInside }))]
#[case::block_type_3("07", Err(Stop::Broken { at: 1, error: InflateError::BlockType }))]
#[case::plain_text("48 65 6c 6c 6f", Err(Stop::Broken { at: 5, error: InflateError::StoredLength }))]
#[case::cut("f2 48 cd", Err(Stop::Broken { at: 3, error: InflateError::EndsInside }))]
#[case::cut_stored("00 05 00 fa ff 48", Err(Stop::Broken { at: 6, error: InflateError::EndsInside }))]
#[case::tail_kept(
    "f2 48 cd c9 c9 07 00 00 00 ff ff",
    Err(Stop::Broken { at: 11, error: InflateError::TailKept })
)]
#[case::zlib_header(
    "78 9c f2 48 cd c9 c9 07 00",
    Err(Stop::Broken { at: 5, error: InflateError::StoredLength })
)]
fn a_message_inflates_or_says_why_not(
    #[case] compressed: &str,
    #[case] expected: Result<Vec<u8>, Stop>,
) {
    assert_eq!(inflate(&mut Inflater::new(true, true), &[compressed]), [expected]);
}

#[test]
fn fragments_may_cut_the_compressed_bytes_anywhere() {
    let whole = bytes("f2 48 cd c9 c9 07 00");
    for cut in 0..=whole.len() {
        let (mut inflater, mut out) = (Inflater::new(true, true), Vec::new());
        inflater.inflate(&whole[..cut], false, LIMIT, &mut out).expect("the first part");
        inflater.inflate(&whole[cut..], true, LIMIT, &mut out).expect("the second part");
        assert_eq!(out, b"Hello");
    }
}

#[test]
fn a_bomb_stops_at_the_limit() {
    let bomb = Deflater::new(true, 15).deflate(&vec![0; 50 << 20]);
    assert!(bomb.len() < 60 << 10);
    let mut out = Vec::new();
    let result = Inflater::new(true, true).inflate(&bomb, true, 1000, &mut out);
    assert_eq!((result, out.len()), (Err(Stop::TooBig), 1000));
    assert!(out.capacity() < 1 << 15);
}

#[test]
fn a_message_as_long_as_the_limit_is_not_too_big() {
    for len in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE] {
        let compressed = Deflater::new(true, 15).deflate(&vec![7; len]);
        let inflate = |limit| {
            let mut out = Vec::new();
            Inflater::new(true, true).inflate(&compressed, true, limit, &mut out).map(|()| out)
        };
        assert_eq!(inflate(len), Ok(vec![7; len]), "{len}");
        if len > 0 {
            assert_eq!(inflate(len - 1), Err(Stop::TooBig), "{len}");
        }
    }
}

/// An empty block with BFINAL is two bytes; the window must not be copied for each of a million.
#[test]
fn a_flood_of_final_blocks_takes_bounded_time() {
    let mut flood = Deflater::new(true, 15).deflate(&vec![b'a'; 1 << 16]);
    flood.extend(TAIL);
    flood.extend(std::iter::repeat_n([0x03, 0x00], 1 << 17).flatten());
    flood.push(0x00);
    let start = std::time::Instant::now();
    let mut out = Vec::new();
    let result = Inflater::new(true, true).inflate(&flood, true, LIMIT, &mut out);
    assert_eq!((result, out.len()), (Ok(()), 1 << 16));
    assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn an_inflater_at_rest_holds_no_window() {
    let mut inflater = Inflater::new(false, true);
    assert!(inflater.engine.is_none());
    inflater.inflate(&bytes("f2 48"), false, LIMIT, &mut Vec::new()).expect("a first part");
    assert!(inflater.engine.is_some());
    inflater.inflate(&bytes("cd c9 c9 07 00"), true, LIMIT, &mut Vec::new()).expect("the rest");
    assert!(inflater.engine.is_none());
}

#[test]
fn an_empty_message_is_one_byte() {
    for takeover in [true, false] {
        let mut deflater = Deflater::new(takeover, 15);
        let sent = [&b""[..], b"Hello", b""].map(|message| deflater.deflate(message));
        let mut inflater = Inflater::new(takeover, true);
        let read = sent.map(|message| {
            let mut out = Vec::new();
            inflater.inflate(&message, true, LIMIT, &mut out).map(|()| out)
        });
        assert_eq!(read, [Ok(vec![]), Ok(b"Hello".to_vec()), Ok(vec![])]);
    }
}

/// Compressed by flate2 alone, each message ended in the way of the number.
fn by_flate2(engine: &mut Compress, message: &[u8], ending: u8) -> Vec<u8> {
    let mut out = Vec::with_capacity(message.len() * 2 + 1024);
    let flush = match ending {
        0 => FlushCompress::Sync,
        1 => FlushCompress::Full,
        _ => FlushCompress::Finish,
    };
    engine.compress_vec(message, &mut out, flush).expect("flate2 compresses");
    if flush == FlushCompress::Finish {
        engine.reset();
        out.push(0x00);
    } else {
        assert!(out.ends_with(&TAIL));
        out.truncate(out.len() - TAIL.len());
    }
    out
}

fn message() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        "[a-d ]{1,60}".prop_map(String::into_bytes),
        prop::collection::vec(any::<u8>(), 1..60),
        (any::<u8>(), 1usize..70_000).prop_map(|(byte, len)| vec![byte; len]),
        (1usize..3000).prop_map(|times| b"the quick brown fox ".repeat(times)),
    ]
}

proptest! {
    #[test]
    fn what_flate2_compresses_inflates_to_the_same(
        messages in prop::collection::vec((message(), 0u8..3), 1..5),
        takeover: bool,
        bits in WINDOW_BITS,
        level in 0u32..=9,
        size in 1usize..400,
    ) {
        let fresh = || Compress::new_with_window_bits(Compression::new(level), false, bits);
        let (mut engine, mut inflater) = (fresh(), Inflater::new(takeover, true));
        for (message, ending) in &messages {
            if !takeover {
                engine = fresh();
            }
            let compressed = by_flate2(&mut engine, message, *ending);
            let mut out = Vec::new();
            let last = compressed.chunks(size).count() - 1;
            for (index, fragment) in compressed.chunks(size).enumerate() {
                let result = inflater.inflate(fragment, index == last, LIMIT, &mut out);
                prop_assert_eq!(result, Ok(()));
            }
            prop_assert_eq!(&out, message);
        }
    }

    #[test]
    fn what_the_deflater_compresses_inflates_to_the_same(
        messages in prop::collection::vec(message(), 1..5),
        takeover: bool,
        bits in 8u8..=15,
    ) {
        let (mut deflater, mut inflater) =
            (Deflater::new(takeover, bits), Inflater::new(takeover, true));
        for message in &messages {
            let mut out = Vec::new();
            let compressed = deflater.deflate(message);
            prop_assert_eq!(inflater.inflate(&compressed, true, LIMIT, &mut out), Ok(()));
            prop_assert_eq!(&out, message);
        }
    }

    #[test]
    fn no_bytes_make_it_panic_or_pass_the_limit(
        messages in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..60), 1..5),
        takeover: bool,
        from_start: bool,
    ) {
        let mut inflater = Inflater::new(takeover, from_start);
        for message in &messages {
            let mut out = Vec::new();
            let _ = inflater.inflate(message, true, 100, &mut out);
            prop_assert!(out.len() <= 100);
        }
    }
}
