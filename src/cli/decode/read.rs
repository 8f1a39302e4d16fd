//! Reads the input in the way of its kind, and hands it to the analysis piece by piece, in constant memory.

use super::Request;
use super::captures::Connections;
use super::options::View;
use super::teller::Teller;
use crate::analysis::{Analysis, Chunk, Options, Tally};
use crate::capture::{self, Kind};
use crate::cli::input::{Input, Source};
use crate::cli::stream::{Next, Stream};
use crate::cli::{Failure, interrupt};
use crate::dissection::Verdict;
use crate::handshake::secrets::shown_url;
use crate::notation::{self, ReadOptions};
use crate::prose;
use crate::render::page::Page;

/// How much is read at once.
const PIECE: usize = 256 << 10;
/// How much text is taken.
const TEXT: u64 = 256 << 20;
/// How much of a HAR is taken: one JSON document, which is held as a whole.
const HAR: u64 = 1 << 30;

/// Reads a stream in the way of its kind.
pub(super) fn stream(request: &Request<'_>, stream: Stream) -> Result<Tally, Failure> {
    match stream.kind {
        Kind::Pcap | Kind::Pcapng | Kind::Follow => captured(request, stream),
        Kind::Har => har(request, stream),
        Kind::Compressed(compression) => {
            Err(Failure::Compressed { path: stream.path, compression })
        }
        Kind::Foreign(form) => Err(Failure::Foreign { path: stream.path, form }),
        Kind::Text => whole(request, &stream.read_whole(TEXT)?),
        Kind::Raw => raw(request, stream),
    }
}

/// Reads input that is all at hand.
pub(super) fn whole(request: &Request<'_>, input: &Input) -> Result<Tally, Failure> {
    let lang = request.session.lang();
    let reading = &input.reading;
    let view = request.options.view().unwrap_or(View::Full);
    let mut teller = request.teller(view);
    if let Source::NamedFile(path) = &input.source {
        request.session.tell(&prose::input::named_file(lang, path));
    }
    if view == View::Full {
        teller.deep.reading.push(prose::notation::what_was_read(lang, reading));
        let plain = prose::input::plain_characters(lang, &reading.plain_characters());
        teller.deep.reading.extend(plain);
    }
    for remark in &reading.remarks {
        let remark = prose::notation::remark(lang, remark);
        match view {
            View::Full => teller.deep.reading.push(remark),
            _ => request.session.tell(&remark),
        }
    }
    teller.head(false);
    let mut analysis = Analysis::new(request.analysis(view));
    let chunk = Chunk { from: request.options.from, bytes: &reading.bytes, ..Chunk::default() };
    analysis.read(chunk, &mut |told, place| teller.tell(told, place));
    analysis.finish(&mut |told, place| teller.tell(told, place));
    let tally = analysis.into_tally();
    if let Some(asked) = teller.filter.frame()
        && asked > tally.frames
    {
        return Err(Failure::NoSuchFrame { asked, frames: tally.frames });
    }
    if let Some(help) = help_with_spaces(request, input, &tally, view) {
        teller.at_the_end(&help);
    }
    teller.finish(&tally, reading.notation.name())?;
    Ok(tally)
}

/// Spaces that were added for reading are bytes in a literal: where leaving them out makes all
/// well, that is what happened.
fn help_with_spaces(
    request: &Request<'_>,
    input: &Input,
    tally: &Tally,
    view: View,
) -> Option<String> {
    let Input { reading, text, .. } = input;
    if view != View::Full || tally.verdict() == Verdict::Ok || reading.spaces_beside_escapes == 0 {
        return None;
    }
    let options = ReadOptions { skip_spaces: true, ..ReadOptions::default() };
    let without = notation::read(text, &options).ok()?;
    let mut analysis = Analysis::new(request.analysis(View::Summary));
    let chunk = Chunk { from: request.options.from, bytes: &without.bytes, ..Chunk::default() };
    analysis.read(chunk, &mut |_, _| {});
    let better = analysis.finish(&mut |_, _| {});
    if better.verdict() != Verdict::Ok {
        return None;
    }
    let lang = request.session.lang();
    let spaces = reading.bytes.len() - without.bytes.len();
    let sentence = prose::input::spaces(lang, spaces, reading.bytes.len(), better.frames);
    let mut page = Page::new(request.session.screen);
    page.labelled_sentence(prose::input::help_label(lang), &sentence);
    Some(page.finish())
}

/// One connection, as raw bytes.
fn raw(request: &Request<'_>, mut stream: Stream) -> Result<Tally, Failure> {
    let view = request.options.view().unwrap_or(View::Full);
    let mut teller = request.teller(view);
    stream.watch(view == View::Summary, request.session.lang());
    teller.head(false);
    let mut analysis = Analysis::new(request.analysis(view));
    let mut buffer = std::mem::take(&mut stream.start);
    let mut next = Next::Bytes(buffer.len());
    while !teller.has_failed() {
        match next {
            Next::Bytes(have) => {
                let bytes = buffer.get(..have).unwrap_or_default();
                let chunk = Chunk { from: request.options.from, bytes, ..Chunk::default() };
                analysis.read(chunk, &mut |told, place| teller.tell(told, place));
            }
            Next::Pause => {
                analysis.pause(&mut |told, place| teller.tell(told, place));
                teller.pause();
            }
            Next::End => break,
        }
        if buffer.len() != PIECE {
            buffer = vec![0; PIECE];
        }
        next = stream.read(&mut buffer)?;
    }
    stopped(stream, &mut teller, request);
    // Where the user stopped the reading, what was not read is not missing.
    if !interrupt::is_stopped() {
        analysis.finish(&mut |told, place| teller.tell(told, place));
    }
    let tally = analysis.into_tally();
    teller.finish(&tally, "raw")?;
    Ok(tally)
}

/// Many connections, as packets or as followed streams.
fn captured(request: &Request<'_>, mut stream: Stream) -> Result<Tally, Failure> {
    let view = request.options.view().unwrap_or(View::Line);
    let mut teller = request.teller(view);
    stream.watch(view == View::Summary, request.session.lang());
    teller.head(true);
    let options = capture::Options { selection: request.options.selection, ..Default::default() };
    let analysis = Options { heads: true, ..request.analysis(view) };
    let mut connections = Connections::new(stream.kind, options, analysis, request.session.lang());
    let mut buffer = vec![0; PIECE];
    let start = std::mem::take(&mut stream.start);
    connections.read(&start, &mut teller);
    while !connections.is_stopped() && !teller.has_failed() {
        match stream.read(&mut buffer)? {
            Next::Bytes(read) => {
                connections.read(buffer.get(..read).unwrap_or_default(), &mut teller);
            }
            Next::Pause => connections.pause(&mut teller),
            Next::End => break,
        }
    }
    let notation = match stream.kind {
        Kind::Pcap => "pcap",
        Kind::Pcapng => "pcapng",
        _ => "follow",
    };
    stopped(stream, &mut teller, request);
    let (tally, totals) = connections.finish(&mut teller);
    if let Some(asked) = chosen(&request.options.selection).filter(|_| totals.read == 0) {
        let lang = request.session.lang();
        teller.aside(&prose::decode::no_connection(lang, &asked, totals.connections));
    }
    teller.finish(&tally, notation)?;
    Ok(tally)
}

/// The options that choose connections, as they were given.
fn chosen(selection: &capture::Selection) -> Option<String> {
    let port = selection.port.map(|port| format!("--port {port}"));
    let stream = selection.stream.map(|stream| format!("--stream {stream}"));
    let asked: Vec<String> = port.into_iter().chain(stream).collect();
    (!asked.is_empty()).then(|| asked.join(" "))
}

/// Ends the reading, and says so where Ctrl-C ended it.
fn stopped(stream: Stream, teller: &mut Teller<'_>, request: &Request<'_>) {
    drop(stream);
    if interrupt::is_stopped() {
        teller.aside(prose::input::stopped(request.session.lang()));
    }
}

/// The messages that a browser saved. They are messages, not frames, and are told as such.
fn har(request: &Request<'_>, mut stream: Stream) -> Result<Tally, Failure> {
    let lang = request.session.lang();
    let mut document = std::mem::take(&mut stream.start);
    let too_large = Failure::HarTooLarge { limit: HAR };
    if stream.size.is_some_and(|size| size > HAR) {
        return Err(too_large);
    }
    stream.read_rest(&mut document, HAR)?;
    if document.len() as u64 > HAR {
        return Err(too_large);
    }
    let har = capture::har::read(&document).map_err(Failure::Har)?;
    let view = match request.options.view() {
        None | Some(View::Full | View::Plain | View::Diagram) => View::Line,
        Some(view) => view,
    };
    let mut teller = request.teller(view);
    if har.entries.is_empty() {
        teller.aside(&prose::capture_files::har_without_messages(lang, har.other_entries));
    } else {
        teller.aside(prose::capture_files::har_messages(lang));
    }
    let mut analysis = Analysis::new(request.analysis(view));
    let (mut messages, mut bytes) = (0, 0);
    for (index, entry) in (0..).zip(&har.entries) {
        teller.aside(&shown_url(&entry.url, request.options.secrets));
        let heads = (entry.request_head(), entry.response_head());
        analysis.heads(Some(index), heads, &mut |told, place| teller.tell(told, place));
        for message in &entry.messages {
            messages += 1;
            bytes += message.payload.len() as u64;
            teller.har_message(messages, index, message);
        }
        for failure in &entry.failures {
            teller.aside(&prose::capture_files::har_failure(lang, failure));
        }
        if let Some(close) = &entry.close {
            teller.aside(&prose::capture_files::har_close(lang, close));
        }
    }
    let mut tally = analysis.into_tally();
    (tally.messages, tally.payload_bytes) = (messages, bytes);
    teller.finish(&tally, "har")?;
    Ok(tally)
}
