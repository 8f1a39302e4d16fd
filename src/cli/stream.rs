//! A file or standard input that is read piece by piece, of which the beginning tells the kind.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use super::input::{self, Input, Source};
use super::progress::Progress;
use super::{Failure, interrupt};
use crate::capture::{Kind, unpack};
use crate::notation::{Notation, ReadOptions};
use crate::prose::Lang;

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
    /// How many bytes it has, where that is known.
    pub(super) size: Option<u64>,
    /// Whether `start` is all of it.
    pub(super) ended: bool,
    source: Source,
    options: ReadOptions,
    reader: Reader,
    /// Whether bytes came since the last pause.
    fresh: bool,
    /// How to end a wait for bytes that do not come.
    wake: Option<SyncSender<io::Result<Vec<u8>>>>,
    progress: Progress,
}

impl Stream {
    /// Opens a file and looks at its beginning.
    pub(super) fn file(path: &Path, source: Source, options: ReadOptions) -> Result<Self, Failure> {
        let failed = |error| Failure::Read { path: path.to_owned(), error };
        let mut file = File::open(path).map_err(failed)?;
        let size = file.metadata().ok().filter(Metadata::is_file).map(|data| data.len());
        if size.is_none() {
            return Self::piped(path, source, file, options);
        }
        let mut start = Vec::new();
        file.by_ref().take(SHORT as u64 + 1).read_to_end(&mut start).map_err(failed)?;
        Self {
            path: path.to_owned(),
            kind: kind(&start, &options),
            ended: start.len() <= SHORT,
            start,
            size,
            source,
            options,
            reader: Reader::File(file),
            fresh: false,
            wake: None,
            progress: Progress::default(),
        }
        .unpacked()
    }

    /// The same, and where it is compressed in a way that can be read, what is in it.
    fn unpacked(mut self) -> Result<Self, Failure> {
        let Kind::Compressed(compression) = self.kind else { return Ok(self) };
        let start = io::Cursor::new(self.start.clone());
        let packed = start
            .chain(std::mem::replace(&mut self.reader, Reader::Unpacked(Box::new(io::empty()))));
        let Some(reader) = unpack(compression, packed) else { return Ok(self) };
        self.reader = Reader::Unpacked(reader);
        self.start.clear();
        let read = self.reader.by_ref().take(SHORT as u64 + 1).read_to_end(&mut self.start);
        read.map_err(|error| Failure::Read { path: self.path.clone(), error })?;
        self.kind = kind(&self.start, &self.options);
        self.ended = self.start.len() <= SHORT;
        self.size = None;
        Ok(self)
    }

    /// Reads standard input until it ends, or is long, or lets us wait.
    pub(super) fn stdin(options: ReadOptions) -> Result<Self, Failure> {
        Self::piped(Path::new("-"), Source::Stdin, io::stdin(), options)
    }

    /// Reads what may let us wait, until it ends, or is long, or does so.
    fn piped(
        path: &Path,
        source: Source,
        reader: impl Read + Send + 'static,
        options: ReadOptions,
    ) -> Result<Self, Failure> {
        let (mut pieces, wake) = Pieces::of(reader);
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
                Err(Some(error)) => return Err(Failure::Read { path: path.to_owned(), error }),
            }
        }
        Self {
            path: path.to_owned(),
            kind: kind(&start, &options),
            start,
            size: None,
            ended,
            source,
            options,
            reader: Reader::Pieces(pieces),
            fresh: true,
            wake: Some(wake),
            progress: Progress::default(),
        }
        .unpacked()
    }

    /// From here on Ctrl-C ends the reading, and how far it is may be seen on stderr; `silent`
    /// where stdout gets nothing before the end. A stream that has ended needs neither.
    pub(super) fn watch(&mut self, silent: bool, lang: Lang) {
        if self.ended {
            return;
        }
        let wake = self.wake.take();
        // Where there is no room, nobody waits.
        interrupt::watch(move || {
            wake.iter().for_each(|wake| _ = wake.try_send(Ok(Vec::new())));
        });
        self.progress = Progress::new(self.start.len() as u64, self.size, silent, lang);
    }

    /// Reads on. Says once that nothing more comes for now, where that is so; then waits.
    pub(super) fn read(&mut self, buffer: &mut [u8]) -> Result<Next, Failure> {
        loop {
            if interrupt::is_stopped() {
                return Ok(Next::End);
            }
            if let Reader::Pieces(pieces) = &mut self.reader
                && std::mem::take(&mut self.fresh)
                && !pieces.is_ready(PATIENCE)
            {
                return Ok(Next::Pause);
            }
            match self.reader.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Failure::Read { path: self.path.clone(), error }),
                Ok(0) => return Ok(Next::End),
                Ok(read) => {
                    self.fresh = true;
                    self.progress.add(read);
                    return Ok(Next::Bytes(read));
                }
            }
        }
    }

    /// Reads what is left behind `bytes`, until they are more than `limit`.
    pub(super) fn read_rest(&mut self, bytes: &mut Vec<u8>, limit: u64) -> Result<(), Failure> {
        let left = limit.saturating_add(1).saturating_sub(bytes.len() as u64);
        let read = self.reader.by_ref().take(left).read_to_end(bytes);
        read.map_err(|error| Failure::Read { path: self.path.clone(), error })?;
        Ok(())
    }

    /// Takes all of it, at most `limit` bytes, and reads it as its notation says.
    pub(super) fn read_whole(mut self, limit: u64) -> Result<Input, Failure> {
        let mut bytes = std::mem::take(&mut self.start);
        if !self.ended {
            self.read_rest(&mut bytes, limit)?;
        }
        if bytes.len() as u64 > limit {
            return Err(Failure::TooLarge { limit });
        }
        input::from_raw(&bytes, self.source, &self.options)
    }
}

/// What reading on gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// So many bytes.
    Bytes(usize),
    /// Nothing for now.
    Pause,
    /// Nothing more; also after Ctrl-C.
    End,
}

/// Where the bytes come from.
enum Reader {
    /// What never lets us wait.
    File(File),
    /// What may.
    Pieces(Pieces),
    /// What is in a file that is compressed.
    Unpacked(Box<dyn Read>),
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Pieces(pieces) => pieces.read(buffer),
            Self::Unpacked(reader) => reader.read(buffer),
        }
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

/// Standard input or a named pipe, read by a thread of its own, so that it can be waited for with
/// a limit, and the wait be ended by somebody else who sends an empty piece.
struct Pieces {
    receiver: Receiver<io::Result<Vec<u8>>>,
    /// What was received and not yet taken.
    rest: io::Cursor<Vec<u8>>,
    ended: bool,
    /// What went wrong while somebody looked ahead.
    failed: Option<io::Error>,
}

impl Pieces {
    fn of(mut reader: impl Read + Send + 'static) -> (Self, SyncSender<io::Result<Vec<u8>>>) {
        let (sender, receiver) = sync_channel(4);
        let wake = sender.clone();
        std::thread::spawn(move || {
            loop {
                let mut piece = vec![0; 128 << 10];
                let read = match reader.read(&mut piece) {
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
        (Self { receiver, rest: io::Cursor::default(), ended: false, failed: None }, wake)
    }

    /// Whether something can be read, or comes within `patience`, if that is only the end.
    fn is_ready(&mut self, patience: Duration) -> bool {
        let at_hand = (self.rest.position() as usize) < self.rest.get_ref().len();
        if at_hand || self.ended {
            return true;
        }
        match self.next_until(Some(Instant::now() + patience)) {
            Ok(piece) => {
                self.rest = io::Cursor::new(piece);
                true
            }
            Err(None) => false,
            Err(Some(error)) => {
                self.failed = Some(error);
                true
            }
        }
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
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
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
