//! Why a command could not do what was asked. Findings are no failures: they are results.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::prose;
use crate::render::Screen;
use crate::render::ink::{Ink, paint};

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
    /// Standard output cannot be written.
    Write(#[from] io::Error),
}

impl Failure {
    /// 2 for usage and notation, 4 for I/O.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Read { .. } | Self::Write(_) => 4,
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
            Self::Read { path, error } => prose::cli::cannot_read(lang, path, error),
            Self::Write(error) => prose::cli::cannot_write(lang, error),
        };
        format!("{}: {sentence}\n", paint(Ink::Error, prose::cli::error(lang)))
    }
}
