//! Where the bytes come from: the argument, a file, standard input, or a paste into the terminal.

use std::ffi::OsString;
use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use clap::value_parser;

use super::options::{Options, Scope, one_of};
use super::stream::Stream;
use super::{Failure, Session};
use crate::capture::Kind;
use crate::notation::{
    self, Doubt, Notation, NotationError, NotationErrorKind, ReadOptions, Reading,
};
use crate::prose::{Lang, input as prose};

/// Where the bytes came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The arguments of the command.
    Argument,
    /// A file that an argument named although it could have been bytes as well.
    NamedFile(PathBuf),
    /// A file, asked for as such.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// Lines typed or pasted into the terminal.
    Paste,
}

/// Bytes, and how they were read.
#[derive(Clone, Debug)]
pub struct Input {
    /// The bytes and what there is to say about their notation.
    pub reading: Reading,
    /// Where they came from.
    pub source: Source,
    /// The text that was read, where it is one; empty for raw bytes.
    pub text: String,
}

/// The options that say where the bytes are and how they are written.
#[derive(Clone, Debug)]
pub(super) struct InputOptions {
    words: Vec<OsString>,
    file: Option<PathBuf>,
    text: Option<String>,
    read: ReadOptions,
}

impl InputOptions {
    /// Walks over the options.
    pub(super) fn take(options: &mut impl Options, lang: Lang) -> Self {
        Self {
            words: options.take("input", |arg| {
                arg.value_name(prose::input_name(lang))
                    .num_args(0..)
                    .allow_hyphen_values(false)
                    .value_parser(value_parser!(OsString))
                    .help(prose::input_help(lang))
            }),
            file: options.take("--file", |arg| {
                arg.value_name(prose::file_name(lang))
                    .value_parser(value_parser!(PathBuf))
                    .conflicts_with_all(["input", "text"])
                    .help(prose::file_help(lang))
            }),
            text: options.take("--text", |arg| {
                arg.value_name(prose::text_name(lang))
                    .allow_hyphen_values(true)
                    .conflicts_with("input")
                    .help(prose::text_help(lang))
            }),
            read: ReadOptions {
                pin: options.take_in(Scope::Text, "--in", |arg| {
                    arg.value_name(prose::notation_name(lang))
                        .value_parser(one_of(Notation::ALL.map(|it| (it.name(), it))))
                        .help(prose::in_help(lang))
                }),
                skip_spaces: options.take_in(Scope::Text, "--skip-spaces", |arg| {
                    arg.help(prose::skip_spaces_help(lang))
                }),
                literal_dots: options.take_in(Scope::Text, "--literal-dots", |arg| {
                    arg.help(prose::literal_dots_help(lang))
                }),
            },
        }
    }
}

/// Input that is all at hand, or that is still to be read.
pub(super) enum OpenedInput {
    /// All of it, read as its notation says.
    Whole(Input),
    /// A file or standard input of which the beginning has been looked at.
    Stream(Stream),
}

/// Finds the input where the arguments say. What is short and ends at once is read whole.
pub(super) fn locate(asked: &InputOptions, session: &Session) -> Result<OpenedInput, Failure> {
    let options = asked.read;
    if let Some(path) = &asked.file {
        return located(Stream::file(path, Source::File(path.clone()), options)?);
    }
    if let Some(text) = &asked.text {
        return from_text(text, Source::Argument, &options).map(OpenedInput::Whole);
    }
    match asked.words.as_slice() {
        [] if io::stdin().is_terminal() => from_paste(session, &options).map(OpenedInput::Whole),
        [] => located(Stream::stdin(options)?),
        [word] if word == "-" => located(Stream::stdin(options)?),
        [word] if names_input(Path::new(word)) => {
            let path = PathBuf::from(word);
            located(Stream::file(&path, Source::NamedFile(path.clone()), options)?)
        }
        words => {
            // A file may be called as bytes are written: one that is not says what is meant.
            let is_file = |word: &&OsString| {
                word.to_string_lossy().contains(['.', '/']) && names_input(Path::new(word))
            };
            if let Some(path) = words.iter().find(is_file) {
                return Err(Failure::SeveralFiles { path: PathBuf::from(path) });
            }
            let shown: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
            let read = from_text(&shown.join(" "), Source::Argument, &options);
            match (words, read) {
                // What looks like nothing but a path is a file that is not there.
                ([word], Err(Failure::Notation { error, .. }))
                    if error.kind == NotationErrorKind::Ambiguous(Doubt::Path) =>
                {
                    let error = io::Error::from(io::ErrorKind::NotFound);
                    Err(Failure::Read { path: PathBuf::from(word), error })
                }
                (_, read) => read.map(OpenedInput::Whole),
            }
        }
    }
}

/// Whether a word is the name of something to read: a file, or a pipe as of `<(command)`. A
/// directory is one only where it is written as a path: a word may be bytes.
fn names_input(path: &Path) -> bool {
    path.metadata().is_ok_and(|data| !data.is_dir() || path.components().nth(1).is_some())
}

fn located(stream: Stream) -> Result<OpenedInput, Failure> {
    if stream.ended && matches!(stream.kind, Kind::Raw | Kind::Text) {
        return stream.read_whole(u64::MAX).map(OpenedInput::Whole);
    }
    Ok(OpenedInput::Stream(stream))
}

fn from_text(text: &str, source: Source, options: &ReadOptions) -> Result<Input, Failure> {
    let reading = notation::read(text, options).map_err(|error| refused(text.to_owned(), error))?;
    Ok(Input { reading, source, text: text.to_owned() })
}

pub(super) fn from_raw(
    raw: &[u8],
    source: Source,
    options: &ReadOptions,
) -> Result<Input, Failure> {
    let reading = notation::read_input(raw, options)
        .map_err(|error| refused(String::from_utf8_lossy(raw).into_owned(), error))?;
    let text = match reading.notation {
        Notation::Raw => String::new(),
        _ => String::from_utf8_lossy(raw).into_owned(),
    };
    Ok(Input { reading, source, text })
}

fn refused(text: String, error: NotationError) -> Failure {
    Failure::Notation { text, error: Box::new(error) }
}

/// A terminal hands over at most this many bytes of a line on the systems that we know; a line
/// that is as long has probably lost its end.
const TERMINAL_LINE: usize = 4095;

/// Asks for a paste and reads up to an empty line or the end of input.
fn from_paste(session: &Session, options: &ReadOptions) -> Result<Input, Failure> {
    session.say(&(prose::paste(session.lang()).to_owned() + "\n"));
    let mut text = Vec::new();
    let mut stdin = io::stdin().lock();
    loop {
        let start = text.len();
        let read = stdin.read_until(b'\n', &mut text);
        let read = read.map_err(|error| Failure::Read { path: "-".into(), error })?;
        let line = text.get(start..).unwrap_or_default();
        if line.len() >= TERMINAL_LINE {
            return Err(Failure::LineTooLong { bytes: line.len() });
        }
        if read == 0 || (line.trim_ascii().is_empty() && start > 0) {
            break;
        }
    }
    from_raw(text.trim_ascii(), Source::Paste, options)
}
