//! `ws-inspect accept KEY`: from a client's key to the server's response; and `accept FILE`: from a
//! whole request, which is judged line by line.

mod options;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command};

use super::options::{Reader, define as define_options};
use super::{Failure, Outcome, Session};
use crate::analysis::{Analysis, Place};
use crate::dissection::Verdict;
use crate::handshake::key::{Pasted, decode};
use crate::handshake::{Accept, Beginning, Response, Server, begins_like_head, head};
use crate::notation::{self, Notation, ReadOptions};
use crate::prose::accept_help::NoRequest;
use crate::prose::{Lang, accept as words, accept_help as prose, notation as notation_words};
use crate::render::Detail;
use crate::render::accept::{AcceptView, Expected, full, json, plain};
use crate::render::handshake as heads;
use crate::slips::accept::AcceptCause as Cause;
use crate::terms::HeaderName;
use options::{AcceptOptions, View};

/// Bytes of a file or of standard input that are read, at most: the longest head, in a notation
/// that takes up to eight characters a byte.
const MAX_BYTES: u64 = 8 * head::MAX_BYTES as u64;

/// Defines the subcommand.
pub(super) fn define(command: Command, lang: Lang) -> Command {
    let command = command.about(prose::about(lang)).long_about(prose::long_about(lang));
    define_options(command, |options| AcceptOptions::take(options, lang))
}

/// Takes a key or a whole request, and prints the view that was chosen.
///
/// # Errors
/// The input cannot be read, or standard output cannot be written.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Outcome, Failure> {
    let options = &AcceptOptions::take(&mut Reader::new(matches), session.lang());
    let input = input(options, session)?;
    let text = match request_in(&input, session) {
        // A value to compare with belongs to a key: that of the request.
        Some(bytes) if options.expected.is_some() => key_of(&bytes),
        Some(bytes) => return run_request(options, session, &bytes),
        None => {
            let text = key_text(options, input)?;
            match field_in(&text) {
                Some(key) => {
                    session.say(&(prose::taken_from_text(session.lang(), key) + "\n"));
                    key.to_owned()
                }
                None if is_no_key(&text) => {
                    let path = PathBuf::from(text.trim());
                    return Err(Failure::NoRequest { path, why: NoRequest::NoKey });
                }
                None => text,
            }
        }
    };
    run_key(options, session, &text)
}

/// The key in a line of a log, behind the name of its field; `None` where the text is the field
/// alone, or has none.
fn field_in(text: &str) -> Option<&str> {
    const FIELD: &str = "sec-websocket-key";
    let at = text.to_ascii_lowercase().find(FIELD)?;
    let rest = text.get(at + FIELD.len()..)?;
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "\"':=>,[(".contains(c));
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"+/=".contains(c));
    let key = rest.get(..end.unwrap_or(rest.len()))?;
    let alone = Pasted::read(text, "Sec-WebSocket-Key").value == key;
    (!alone && !key.is_empty()).then_some(key)
}

/// Whether a text cannot be meant as a key: an address, a sentence, a few characters.
fn is_no_key(text: &str) -> bool {
    let value = Pasted::read(text, "Sec-WebSocket-Key").value;
    let words = value.split_whitespace().count();
    let letters = value.chars().all(|c| c.is_ascii_alphanumeric() || c == '/');
    let short = (2..=4).contains(&value.len()) && letters;
    value.contains("://") || words > 2 || value.len() > 200 || short
}

/// The text of a key; a file that holds no text holds none.
fn key_text(options: &AcceptOptions, input: Vec<u8>) -> Result<String, Failure> {
    let given = options.given.as_str();
    let is_argument = given.as_bytes() == input;
    if !is_argument && (input.contains(&0) || std::str::from_utf8(&input).is_err()) {
        return Err(Failure::NoRequest { path: PathBuf::from(given), why: NoRequest::Binary });
    }
    Ok(String::from_utf8_lossy(&input).into_owned())
}

/// Judges a request and prints what a server should answer to it.
fn run_request(
    options: &AcceptOptions,
    session: &Session,
    bytes: &[u8],
) -> Result<Outcome, Failure> {
    let opening = Analysis::opening(bytes);
    let response = opening
        .request
        .as_ref()
        .filter(|_| !opening.is_foreign())
        .map(|half| Response::to(&half.head, &Server::default()));
    let detail = Detail { secrets: options.secrets, ..Detail::default() };
    let screen = session.screen;
    let drawn = match options.view() {
        View::Quiet => match &response {
            Some(Response::Accept { value, .. }) => format!("{value}\n"),
            _ => String::new(),
        },
        View::Json => heads::json(&opening, detail, Place::default()),
        View::Plain => heads::plain(&opening, detail, screen),
        View::Full => {
            let reply = response.map(|response| "\n".to_owned() + &heads::reply(&response, screen));
            heads::full(&opening, detail, screen) + &reply.unwrap_or_default()
        }
    };
    print(session, options, &drawn)?;
    Ok(match opening.verdict() {
        Verdict::Suspect | Verdict::Broken => Outcome::Broken,
        Verdict::Incomplete => Outcome::Incomplete,
        Verdict::Ok => Outcome::Fine,
    })
}

/// Computes the value of a key and compares it where one is expected.
fn run_key(options: &AcceptOptions, session: &Session, text: &str) -> Result<Outcome, Failure> {
    let pasted = Pasted::read(text, "Sec-WebSocket-Key");
    let accept = Accept::of(pasted.value);
    let others: Vec<String> = options.other_keys.iter().map(|key| other(key)).collect();
    let expected = options.expected.as_deref().map(|text| expect(text, &accept, &others));
    let view = AcceptView { accept, taken_off: pasted.taken_off, expected };
    let drawn = match options.view() {
        View::Quiet => {
            say_what_was_taken_off(&view, session);
            format!("{}\n", view.accept.value)
        }
        View::Json => json::draw(&view),
        View::Plain => plain::draw(&view, session.screen),
        View::Full => full::draw(&view, session.screen),
    };
    print(session, options, &drawn)?;
    if let Some(text) = text_of(&view.accept.key) {
        session.tell(&prose::key_is_text(session.lang(), &text));
    }
    Ok(if view.findings().is_empty() { Outcome::Fine } else { Outcome::Broken })
}

/// Writes what was drawn. JSON has no styles: what is piped equals what is shown.
fn print(session: &Session, options: &AcceptOptions, drawn: &str) -> io::Result<()> {
    match options.view() {
        View::Json => session.print_raw(drawn.as_bytes()),
        _ => session.print(drawn),
    }
}

/// The text that a key encodes, where its bytes are text, with zeros behind it or not: a nonce
/// should be random (RFC 6455 section 4.1).
fn text_of(key: &str) -> Option<String> {
    // The RFC's own example is text: it says so itself (section 1.3).
    let bytes = decode(key).ok().filter(|bytes| bytes != b"the sample nonce")?;
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let text = bytes.get(..end)?;
    let shown = text.iter().all(|byte| matches!(byte, b' '..=b'~'));
    (shown && end >= 8).then(|| String::from_utf8_lossy(text).into_owned())
}

/// What was given: the argument, the file that it names, or for `-` all of standard input.
fn input(options: &AcceptOptions, session: &Session) -> Result<Vec<u8>, Failure> {
    let given = options.given.as_str();
    let path = Path::new(given);
    let failed = |error| Failure::Read { path: path.to_owned(), error };
    let mut bytes = Vec::new();
    if given == "-" {
        io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    } else if !is_key(given) && path.exists() {
        let file = File::open(path).map_err(failed)?;
        file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        return argument(given, session);
    }
    let refused = |why| Err(Failure::NoRequest { path: path.to_owned(), why });
    match bytes.as_slice() {
        bytes if bytes.trim_ascii().is_empty() => refused(NoRequest::Empty),
        bytes if bytes.len() as u64 > MAX_BYTES => refused(NoRequest::TooLong(MAX_BYTES as usize)),
        _ => Ok(bytes),
    }
}

/// A key, or what shall be one; the name of a file that is not there is none.
fn argument(given: &str, session: &Session) -> Result<Vec<u8>, Failure> {
    let names_file = [".txt", ".http", ".bin", ".har", ".pcap"].iter().any(|e| given.ends_with(e));
    let names_path = ["/", "./", "../", "~/"].iter().any(|start| given.starts_with(start));
    let is_word = !given.contains(|c: char| c.is_whitespace() || c == ':');
    if is_word && !is_key(given) {
        if names_file || (names_path && given.contains('.')) {
            return Err(Failure::NoKeyFile { path: PathBuf::from(given) });
        }
        if given.contains('/') && !given.contains(['=', '+']) {
            session.tell(&prose::taken_as_key(session.lang(), given));
        }
    }
    Ok(given.as_bytes().to_vec())
}

/// Whether the text is a proper key, whatever files there are.
fn is_key(text: &str) -> bool {
    Accept::of(text).judge().is_none()
}

/// The bytes of a whole head, where the input holds one: as it stands, or in any notation, which
/// is said. A proper key is a key, whatever else it could be read as.
fn request_in(input: &[u8], session: &Session) -> Option<Vec<u8>> {
    let is_head =
        |bytes: &[u8]| !matches!(begins_like_head(bytes), Beginning::Maybe | Beginning::No);
    if is_head(input) {
        return Some(input.to_vec());
    }
    let text = String::from_utf8_lossy(input);
    Accept::of(Pasted::read(&text, "Sec-WebSocket-Key").value).judge()?;
    let reading = notation::read_input(input, &ReadOptions::default()).ok()?;
    if !is_head(&reading.bytes) {
        return None;
    }
    if !matches!(reading.notation, Notation::Http | Notation::Raw) {
        let sentence = notation_words::what_was_read(session.lang(), &reading);
        session.say(&(sentence + "\n"));
    }
    Some(reading.bytes)
}

/// The key of a request, or nothing where it has none.
fn key_of(bytes: &[u8]) -> String {
    let opening = Analysis::opening(bytes);
    let request = opening.request.as_ref();
    let key = request.and_then(|half| half.head.value(HeaderName::Key));
    key.map(|(key, _)| String::from_utf8_lossy(key).into_owned()).unwrap_or_default()
}

fn other(text: &str) -> String {
    Pasted::read(text, "Sec-WebSocket-Key").value.to_owned()
}

/// The expected value. Its line end is kept, even one that is written as an escape: that may be
/// the mistake.
fn expect(text: &str, accept: &Accept, others: &[String]) -> Expected {
    let pasted = Pasted::read_with_line_end(text, "Sec-WebSocket-Accept");
    let escapes = [("\\r\\n", "\r\n"), ("\\n", "\n")];
    let unescaped = escapes.iter().find_map(|(escape, line_end)| {
        pasted.value.strip_suffix(escape).map(|value| format!("{value}{line_end}"))
    });
    let escape_read = unescaped.is_some();
    let value = unescaped.unwrap_or_else(|| pasted.value.to_owned());
    let cause = Cause::of(&value, accept, others);
    Expected { value, taken_off: pasted.taken_off, escape_read, cause }
}

/// With `-q` stdout has the value alone, so the note goes to stderr.
fn say_what_was_taken_off(view: &AcceptView, session: &Session) {
    if !view.taken_off.is_empty() {
        let lang = session.lang();
        let note = words::footer(lang, words::Footer::Note);
        session.say(&format!("{note}: {}\n", words::taken_off(lang, &view.taken_off)));
    }
}
