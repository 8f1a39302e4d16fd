//! A file or standard input that is read piece by piece, of which the beginning tells the kind.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use super::Failure;
use super::input::{self, Input, Source};
use crate::capture::Kind;
use crate::notation::{Notation, ReadOptions};

/// Input that ends within this many bytes is taken whole.
const SHORT: usize = 1 << 20;
/// How long standard input may take to end, to be taken whole.
const PATIENCE: Duration = Duration::from_millis(60);

/// Input that has been opened.
pub(super) struct Stream {
    /// Its path, or `-`.
    pub(super) path: PathBuf,
    /// What its beginning says it is.
    pub(super) kind: Kind,
    /// The beginning, which has been read.
    pub(super) start: Vec<u8>,
    /// Whether `start` is all of it.
    pub(super) ended: bool,
    /// Whether somebody may be waiting for each frame as it comes.
    pub(super) live: bool,
    source: Source,
    options: ReadOptions,
    reader: Box<dyn Read>,
}

impl Stream {
    /// Opens a file and looks at its beginning.
    pub(super) fn file(path: &Path, source: Source, options: ReadOptions) -> Result<Self, Failure> {
        let failed = |error| Failure::Read { path: path.to_owned(), error };
        let mut file = File::open(path).map_err(failed)?;
        let mut start = Vec::new();
        file.by_ref().take(SHORT as u64 + 1).read_to_end(&mut start).map_err(failed)?;
        let ended = start.len() <= SHORT;
        Ok(Self {
            path: path.to_owned(),
            kind: kind(&start, &options),
            start,
            ended,
            live: false,
            source,
            options,
            reader: Box::new(file),
        })
    }

    /// Reads standard input until it ends, or is long, or lets us wait.
    pub(super) fn stdin(options: ReadOptions) -> Result<Self, Failure> {
        let mut pieces = Pieces::of_stdin();
        let mut start = Vec::new();
        let (mut ended, mut waited) = (false, false);
        let mut deadline = None;
        while start.len() <= SHORT && !ended && !waited {
            match pieces.next_until(deadline) {
                Ok(piece) if piece.is_empty() => ended = true,
                Ok(piece) => {
                    start.extend_from_slice(&piece);
                    deadline.get_or_insert_with(|| Instant::now() + PATIENCE);
                    // Text has no beginning that could be read on its own.
                    if matches!(kind(&start, &options), Kind::Text | Kind::Har) {
                        deadline = Some(Instant::now() + Duration::from_secs(3600));
                    }
                }
                Err(None) => waited = true,
                Err(Some(error)) => return Err(Failure::Read { path: "-".into(), error }),
            }
        }
        Ok(Self {
            path: "-".into(),
            kind: kind(&start, &options),
            start,
            ended,
            live: waited,
            source: Source::Stdin,
            options,
            reader: Box::new(pieces),
        })
    }

    /// Reads on; 0 bytes at the end.
    pub(super) fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Failure> {
        loop {
            match self.reader.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Failure::Read { path: self.path.clone(), error }),
                Ok(read) => return Ok(read),
            }
        }
    }

    /// Reads all that is left behind `bytes`.
    pub(super) fn read_to_end(&mut self, bytes: &mut Vec<u8>) -> Result<(), Failure> {
        let read = self.reader.read_to_end(bytes);
        read.map_err(|error| Failure::Read { path: self.path.clone(), error })?;
        Ok(())
    }

    /// Takes all of it, at most `limit` bytes, and reads it as its notation says.
    pub(super) fn read_whole(mut self, limit: u64) -> Result<Input, Failure> {
        let mut bytes = std::mem::take(&mut self.start);
        if !self.ended {
            let rest = self.reader.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes);
            rest.map_err(|error| Failure::Read { path: self.path.clone(), error })?;
        }
        if bytes.len() as u64 > limit {
            return Err(Failure::TooLarge { limit });
        }
        input::from_raw(&bytes, self.source, &self.options)
    }
}

/// What the beginning is, unless the user says it.
fn kind(start: &[u8], options: &ReadOptions) -> Kind {
    match options.pin {
        Some(Notation::Raw) => Kind::Raw,
        Some(_) => Kind::Text,
        None => match Kind::of(start) {
            // A redirect of PowerShell, which the reader of texts recognises.
            Kind::Raw if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) => {
                Kind::Text
            }
            kind => kind,
        },
    }
}

/// Standard input, read by a thread of its own, so that it can be waited for with a limit.
struct Pieces {
    receiver: Receiver<io::Result<Vec<u8>>>,
    /// What was received and not yet taken.
    rest: io::Cursor<Vec<u8>>,
    ended: bool,
}

impl Pieces {
    fn of_stdin() -> Self {
        let (sender, receiver) = sync_channel(4);
        std::thread::spawn(move || {
            let mut stdin = io::stdin().lock();
            loop {
                let mut piece = vec![0; 128 << 10];
                let read = match stdin.read(&mut piece) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    read => read,
                };
                let last = !matches!(read, Ok(1..));
                let piece = read.map(|read| {
                    piece.truncate(read);
                    piece
                });
                if sender.send(piece).is_err() || last {
                    return;
                }
            }
        });
        Self { receiver, rest: io::Cursor::default(), ended: false }
    }

    /// The next piece, empty at the end; `Err(None)` where it did not come by then.
    fn next_until(&mut self, deadline: Option<Instant>) -> Result<Vec<u8>, Option<io::Error>> {
        let received = match deadline {
            None => self.receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(deadline) => {
                self.receiver.recv_timeout(deadline.saturating_duration_since(Instant::now()))
            }
        };
        match received {
            Ok(piece) => {
                let piece = piece.map_err(Some)?;
                self.ended = piece.is_empty();
                Ok(piece)
            }
            Err(RecvTimeoutError::Timeout) => Err(None),
            Err(RecvTimeoutError::Disconnected) => Ok(Vec::new()),
        }
    }
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.rest.read(buffer)?;
        if read > 0 || self.ended {
            return Ok(read);
        }
        let piece = self
            .next_until(None)
            .map_err(|error| error.unwrap_or(io::ErrorKind::TimedOut.into()))?;
        self.rest = io::Cursor::new(piece);
        self.rest.read(buffer)
    }
}
