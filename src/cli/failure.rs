//! Why a command could not do what was asked. Findings are no failures: they are results.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::capture::{FileCompression, Foreign, HarError};
use crate::encode::EncodeError;
use crate::handshake::agreement::BadAgreement;
use crate::journal::{HostFault, ServeFault};
use crate::notation::NotationError;
use crate::prose::accept_help::NoRequest;
use crate::prose::{self, Lang};
use crate::render::ink::Ink;
use crate::render::live::fault;
use crate::render::notice::Notice;
use crate::render::printable::visible;
use crate::render::{Screen, caret};

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
        error: BadAgreement,
    },
    /// A HAR document cannot be read.
    Har(HarError),
    /// A HAR document is larger than what is held.
    HarTooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// A file is compressed.
    Compressed {
        /// Its path.
        path: PathBuf,
        /// How.
        compression: FileCompression,
    },
    /// A capture in a form that is not read.
    Foreign {
        /// Its path.
        path: PathBuf,
        /// Its form.
        form: Foreign,
    },
    /// A view that holds all of the input, and too much of it.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// A payload to send, and too much of it.
    PayloadTooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// A file or standard input holds neither a key nor a request.
    NoRequest {
        /// Its path, or `-` for standard input.
        path: PathBuf,
        /// What it is instead.
        why: NoRequest,
    },
    /// What can only be the name of a file names none, where a key could stand as well.
    NoKeyFile {
        /// The name.
        path: PathBuf,
    },
    /// The name of a file beside other words.
    SeveralFiles {
        /// The name.
        path: PathBuf,
    },
    /// A frame cannot be made as it was asked for.
    Encode(#[from] EncodeError),
    /// The server cannot serve.
    Serve(ServeFault),
    /// The server cannot listen, for a reason that is the system's own.
    Listen(io::Error),
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
            | Self::HarTooLarge { .. }
            | Self::Compressed { .. }
            | Self::Foreign { .. }
            | Self::TooLarge { .. }
            | Self::PayloadTooLarge { .. }
            | Self::NoRequest { .. }
            | Self::SeveralFiles { .. }
            | Self::Serve(ServeFault::Host { why: HostFault::NoAddress, .. })
            | Self::Encode(_) => 2,
            Self::Serve(_)
            | Self::Listen(_)
            | Self::NoKeyFile { .. }
            | Self::Read { .. }
            | Self::WriteFile { .. }
            | Self::Write(_) => 4,
        }
    }

    /// Whether the reader of our output went away, which is no failure.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Write(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The whole message for stderr, styled. What of it the user or a file said is made visible.
    pub fn render(&self, screen: Screen) -> String {
        let lang = screen.lang;
        if let Self::Notation { text, error } = self {
            return caret::notation_error(text, error, lang, true) + "\n";
        }
        if let Self::Serve(error) = self {
            return fault(error, screen);
        }
        let [help_name, ..] = prose::usage::footers(lang);
        let (title, help) = self.sentences(lang);
        let notice = Notice {
            kind: prose::cli::error(lang).to_owned(),
            ink: Ink::Error,
            title: visible(&title),
            excerpt: Vec::new(),
            footers: help.map(|says| (help_name, visible(&says))).into_iter().collect(),
        };
        notice.draw(screen)
    }

    /// What is wrong, and how to go on where that is known.
    fn sentences(&self, lang: Lang) -> (String, Option<String>) {
        let alone = |title| (title, None);
        match self {
            // Drawn otherwise by `render`.
            Self::Serve(error) => alone(prose::live::fault(lang, error)),
            Self::Listen(error) => alone(prose::serve::cannot_listen(lang, error)),
            Self::Notation { error, .. } => alone(prose::notation::title(lang, error)),
            Self::LineTooLong { bytes } => (
                prose::input::line_too_long(lang, *bytes),
                Some(prose::input::line_too_long_help(lang).to_owned()),
            ),
            Self::NoSuchFrame { asked, frames } => {
                alone(prose::line::no_such_frame(lang, *asked, *frames))
            }
            Self::Extension { text, error } => {
                alone(prose::decode::bad_extension(lang, text, error))
            }
            Self::Har(error) => alone(prose::capture_files::har_error(lang, error)),
            Self::HarTooLarge { limit } => (
                prose::capture_files::har_too_large(lang, *limit),
                Some(prose::capture_files::har_too_large_help(lang).to_owned()),
            ),
            Self::Compressed { path, compression } => {
                let path = path.display().to_string();
                let help = prose::capture_files::compressed_help(lang, *compression, &path);
                (prose::capture_files::compressed(lang, *compression), Some(help))
            }
            Self::Foreign { path, form } => {
                let help =
                    prose::capture_files::foreign_help(lang, *form, &path.display().to_string());
                (prose::capture_files::foreign(lang, *form), Some(help))
            }
            Self::TooLarge { limit } => (
                prose::decode::too_large(lang, *limit),
                Some(prose::decode::too_large_help(lang).to_owned()),
            ),
            Self::PayloadTooLarge { limit } => {
                (prose::encode::error::payload_too_large(lang, *limit), None)
            }
            Self::NoRequest { path, why } => (
                prose::accept_help::no_request(lang, path, *why),
                Some(prose::accept_help::what_is_read(lang).to_owned()),
            ),
            Self::NoKeyFile { path } => (
                prose::accept_help::no_such_file(lang, path),
                Some(prose::accept_help::what_is_read(lang).to_owned()),
            ),
            Self::SeveralFiles { path } => (
                prose::decode::several_files(lang, path),
                Some(prose::decode::several_files_help(lang, path)),
            ),
            Self::Encode(error) => {
                (prose::encode::error::title(lang, error), prose::encode::error::help(lang, error))
            }
            Self::Read { path, error } => alone(prose::cli::cannot_read(lang, path, error)),
            Self::WriteFile { path, error } => {
                alone(prose::cli::cannot_write_file(lang, path, error))
            }
            Self::Write(error) => alone(prose::cli::cannot_write(lang, error)),
        }
    }
}
