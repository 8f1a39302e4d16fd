//! Why a command could not do what was asked. Findings are no failures: they are results.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::capture::{Compression, HarError};
use crate::encode::EncodeError;
use crate::handshake::agreement::BadText;
use crate::notation::NotationError;
use crate::prose;
use crate::render::ink::{Ink, paint};
use crate::render::{Screen, caret, columns, wrap};

/// The tool cannot do what was asked. Its sentence, in either language, is prose's.
#[derive(Debug, Error)]
#[error("{self:?}")]
pub enum Failure {
    /// A file cannot be read.
    Read {
        /// Its path, or `-` for standard input.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The input cannot be read as bytes.
    Notation {
        /// The input as it came.
        text: String,
        /// What is wrong with it.
        error: Box<NotationError>,
    },
    /// A line of a paste is as long as a terminal hands over, so that its end may be lost.
    LineTooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// The frame that was asked for is not there.
    NoSuchFrame {
        /// The number that was asked for.
        asked: u64,
        /// How many frames there are.
        frames: u64,
    },
    /// The text of `--ext` is no extension that can be used.
    Extension {
        /// The text.
        text: String,
        /// What is wrong with it.
        error: BadText,
    },
    /// A HAR document cannot be read.
    Har(HarError),
    /// A file is compressed.
    Compressed {
        /// Its path.
        path: PathBuf,
        /// How.
        compression: Compression,
    },
    /// A view that holds all of the input, and too much of it.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// A frame cannot be made as it was asked for.
    Encode(#[from] EncodeError),
    /// A file cannot be written.
    WriteFile {
        /// Its path.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// Standard output cannot be written.
    Write(#[from] io::Error),
}

impl Failure {
    /// 2 for usage and notation, 4 for I/O.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Notation { .. }
            | Self::LineTooLong { .. }
            | Self::NoSuchFrame { .. }
            | Self::Extension { .. }
            | Self::Har(_)
            | Self::Compressed { .. }
            | Self::TooLarge { .. }
            | Self::Encode(_) => 2,
            Self::Read { .. } | Self::WriteFile { .. } | Self::Write(_) => 4,
        }
    }

    /// Whether the reader of our output went away, which is no failure.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Write(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The whole message for stderr, styled.
    pub fn render(&self, screen: Screen) -> String {
        let lang = screen.lang;
        let sentence = match self {
            Self::Notation { text, error } => {
                return caret::notation_error(text, error, lang, true) + "\n";
            }
            Self::LineTooLong { bytes } => {
                let sentence = prose::input::line_too_long(lang, *bytes);
                format!("{sentence}\n  {}", prose::input::line_too_long_help(lang))
            }
            Self::NoSuchFrame { asked, frames } => {
                prose::line::no_such_frame(lang, *asked, *frames)
            }
            Self::Extension { text, error } => prose::decode::bad_extension(lang, text, error),
            Self::Har(error) => prose::capture::har_error(lang, error),
            Self::Compressed { path, compression } => {
                let help = prose::capture::compressed_help(
                    lang,
                    *compression,
                    &path.display().to_string(),
                );
                format!("{}\n  {help}", prose::capture::compressed(lang, *compression))
            }
            Self::TooLarge { limit } => {
                let sentence = prose::decode::too_large(lang, *limit);
                format!("{sentence}\n  {}", prose::decode::too_large_help(lang))
            }
            Self::Encode(error) => return encode_error(screen, error),
            Self::Read { path, error } => prose::cli::cannot_read(lang, path, error),
            Self::WriteFile { path, error } => prose::cli::cannot_write_file(lang, path, error),
            Self::Write(error) => prose::cli::cannot_write(lang, error),
        };
        format!("{}: {sentence}\n", paint(Ink::Error, prose::cli::error(lang)))
    }
}

/// What is wrong with a request, and how to mend it.
fn encode_error(screen: Screen, error: &EncodeError) -> String {
    let lang = screen.lang;
    let title = prose::encode::error::title(lang, error);
    let mut message = format!("{}: {title}\n", paint(Ink::Error, prose::cli::error(lang)));
    let Some(help) = prose::encode::error::help(lang, error) else { return message };
    let mut tag = format!("  = {}: ", prose::encode::error::help_label(lang));
    let indent = columns(&tag);
    for line in wrap(&help, screen.width.saturating_sub(indent)) {
        message.push_str(&format!("{tag}{line}\n"));
        tag = " ".repeat(indent);
    }
    message
}
