//! Input of any size, in constant memory: raw bytes that come one after another, and captures.

use super::captures::Connections;
use super::teller::Teller;
use super::{Request, View};
use crate::capture::{self, Kind};
use crate::cli::stream::Stream;
use crate::cli::{Failure, interrupt};
use crate::conversation::{Chunk, Conversation, Keep, Options};
use crate::dissection::{Ending, Tally};
use crate::prose;
use crate::render::json::Within;

/// How much is read at once.
const PIECE: usize = 256 << 10;
/// How much a view that needs all of the input takes.
const WHOLE: u64 = 256 << 20;

/// How much of a HAR is taken: one JSON document, which is held as a whole.
const HAR: u64 = 1 << 30;

/// Reads a stream in the way of its kind.
pub(super) fn run(request: &Request<'_>, stream: Stream) -> Result<Tally, Failure> {
    match stream.kind {
        Kind::Pcap | Kind::Pcapng | Kind::Follow => captured(request, stream),
        Kind::Har => har(request, stream),
        Kind::Compressed(compression) => {
            Err(Failure::Compressed { path: stream.path, compression })
        }
        Kind::Foreign(form) => Err(Failure::Foreign { path: stream.path, form }),
        Kind::Text => request.whole(&stream.read_whole(WHOLE)?),
        Kind::Raw if request.is_deep() => request.whole(&stream.read_whole(WHOLE)?),
        Kind::Raw => raw(request, stream),
    }
}

/// One conversation, as raw bytes.
fn raw(request: &Request<'_>, mut stream: Stream) -> Result<Tally, Failure> {
    let view = request.view.unwrap_or(View::Line);
    let mut teller = request.teller(view);
    teller.prompt = stream.live;
    stream.watch(view == View::Summary, request.session.lang());
    teller.head(false);
    let mut conversation = Conversation::new(conversation_options(request, teller.view));
    let from = request.walk.from;
    let mut buffer = std::mem::take(&mut stream.start);
    let mut have = buffer.len();
    while have > 0 && !teller.has_failed() {
        let bytes = buffer.get(..have).unwrap_or_default();
        conversation.read(Chunk { from, bytes }, &mut |event| {
            teller.event(event, Within::default());
        });
        if buffer.len() != PIECE {
            buffer = vec![0; PIECE];
        }
        have = stream.read(&mut buffer)?;
    }
    stopped(stream, &mut teller, request);
    // Where the user stopped the reading, what was not read is not missing.
    if !interrupt::is_stopped() {
        conversation.finish(&mut |event| teller.event(event, Within::default()));
    }
    let unread = usize::try_from(conversation.unread()).unwrap_or(usize::MAX);
    let ending = match unread {
        0 => Ending::Clean,
        unread => Ending::Unread(crate::bits::Span::new(0, unread)),
    };
    Ok(teller.finish(ending, &[], "raw")?)
}

/// What the conversation is to know, and whether the view shows any payload.
fn conversation_options(request: &Request<'_>, view: View) -> Options {
    let keep = if view == View::Summary { Keep::Suspects } else { Keep::Payload };
    Options { keep, ..request.walk.conversation }
}

/// Many connections, as packets or as followed streams.
fn captured(request: &Request<'_>, mut stream: Stream) -> Result<Tally, Failure> {
    let view = match request.view {
        None | Some(View::Full | View::Plain | View::Diagram) => View::Line,
        Some(view) => view,
    };
    let mut teller = request.teller(view);
    teller.prompt = stream.live;
    stream.watch(view == View::Summary, request.session.lang());
    teller.head(true);
    let options = capture::Options { selection: request.selection, ..Default::default() };
    let lang = request.session.lang();
    let conversation = conversation_options(request, view);
    let mut connections = Connections::new(stream.kind, options, conversation, lang);
    let mut buffer = vec![0; PIECE];
    let start = std::mem::take(&mut stream.start);
    connections.read(&start, &mut teller);
    while !connections.is_stopped() && !teller.has_failed() {
        let read = stream.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        connections.read(buffer.get(..read).unwrap_or_default(), &mut teller);
    }
    let notation = match stream.kind {
        Kind::Pcap => "pcap",
        Kind::Pcapng => "pcapng",
        _ => "follow",
    };
    stopped(stream, &mut teller, request);
    let totals = connections.finish(&mut teller);
    if let Some(asked) = chosen(&request.selection).filter(|_| totals.read == 0) {
        teller.aside(&prose::decode::no_connection(lang, &asked, totals.connections));
    }
    Ok(teller.finish(Ending::Clean, &[], notation)?)
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
    let view = match request.view {
        None | Some(View::Full | View::Plain | View::Diagram) => View::Line,
        Some(view) => view,
    };
    let mut teller = request.teller(view);
    if har.entries.is_empty() {
        teller.aside(&prose::capture_files::har_without_messages(lang, har.other_entries));
    } else {
        teller.aside(prose::capture_files::har_messages(lang));
    }
    let mut number = 0;
    for (index, entry) in har.entries.iter().enumerate() {
        teller.aside(&entry.url);
        for message in &entry.messages {
            number += 1;
            teller.har_message(number, index as u64, message);
        }
        for failure in &entry.failures {
            teller.aside(&prose::capture_files::har_failure(lang, failure));
        }
        if let Some(close) = &entry.close {
            teller.aside(&prose::capture_files::har_close(lang, close));
        }
    }
    Ok(teller.finish(Ending::Clean, &[], "har")?)
}
