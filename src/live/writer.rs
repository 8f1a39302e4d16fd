//! Bytes on their way to somebody who may read slowly: a thread of its own writes them, so that
//! nobody else waits. Nothing is lost; who brings more is told when to wait.

use std::io::{self, ErrorKind, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Waker};
use std::thread;
use std::time::Duration;

/// How much may wait before it is too much.
const MAX_WAITING: usize = 1 << 20;
/// How long a writer is left alone that takes nothing at the moment and does not block.
const BREATH: Duration = Duration::from_millis(5);

/// A writer with a thread of its own, which lives as long as the process.
#[derive(Clone, Debug)]
pub(super) struct Behind(Arc<Queue>);

/// What waits for the thread.
#[derive(Debug, Default)]
struct Queue {
    state: Mutex<Waiting>,
    news: Condvar,
}

#[derive(Debug, Default)]
struct Waiting {
    bytes: Vec<u8>,
    /// Whether the thread is writing, or has yet to see what waits.
    busy: bool,
    readers: Vec<Waker>,
    failed: Option<ErrorKind>,
}

impl Behind {
    /// Starts the thread that writes.
    pub(super) fn new(mut writer: Box<dyn Write + Send>) -> Self {
        let queue = Arc::new(Queue::default());
        let shared = Arc::clone(&queue);
        thread::spawn(move || {
            let mut bytes = Vec::new();
            loop {
                let given_up = shared.take(&mut bytes);
                if given_up {
                    continue;
                }
                if let Err(error) = write(&mut writer, &bytes) {
                    shared.lock().failed = Some(error.kind());
                }
                bytes.shrink_to(MAX_WAITING);
            }
        });
        Self(queue)
    }

    /// Hands all of `bytes` to the thread.
    pub(super) fn append(&self, bytes: &mut Vec<u8>) {
        let mut waiting = self.0.lock();
        waiting.bytes.append(bytes);
        waiting.busy = true;
        self.0.news.notify_one();
    }

    /// Whether so much waits that no more should come.
    pub(super) fn is_full(&self) -> bool {
        self.0.lock().bytes.len() > MAX_WAITING
    }

    /// The same; then `cx` is woken when there is room.
    pub(super) fn must_wait(&self, cx: &Context<'_>) -> bool {
        let mut waiting = self.0.lock();
        let full = waiting.bytes.len() > MAX_WAITING;
        if full {
            waiting.readers.push(cx.waker().clone());
        }
        full
    }

    /// Whether the thread has yet to write what it was given.
    pub(super) fn is_busy(&self) -> bool {
        self.0.lock().busy
    }

    /// What keeps it from writing, if anything does.
    pub(super) fn failed(&self) -> Option<ErrorKind> {
        self.0.lock().failed
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for bytes and takes all there are; returns whether writing them has failed before.
    fn take(&self, bytes: &mut Vec<u8>) -> bool {
        bytes.clear();
        let mut waiting = self.lock();
        while waiting.bytes.is_empty() {
            waiting.busy = false;
            waiting = self.news.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        std::mem::swap(bytes, &mut waiting.bytes);
        waiting.readers.drain(..).for_each(Waker::wake);
        waiting.failed.is_some()
    }
}

/// Writes all bytes, to somebody who shares a pipe that does not block too: another program can
/// have switched it.
fn write(writer: &mut impl Write, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match writer.write(bytes) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(taken) => bytes = bytes.get(taken..).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => thread::sleep(BREATH),
            Err(error) => return Err(error),
        }
    }
    loop {
        match writer.flush() {
            Err(error) if error.kind() == ErrorKind::WouldBlock => thread::sleep(BREATH),
            flushed => return flushed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes three bytes at a time, and every other time nothing.
    struct Reluctant {
        taken: Vec<u8>,
        calls: usize,
    }

    impl Write for Reluctant {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.calls += 1;
            if self.calls.is_multiple_of(2) {
                return Err(ErrorKind::WouldBlock.into());
            }
            let some = bytes.len().min(3);
            self.taken.extend_from_slice(&bytes[..some]);
            Ok(some)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_writer_that_does_not_block_gets_everything_in_the_end() {
        let mut reluctant = Reluctant { taken: Vec::new(), calls: 0 };
        write(&mut reluctant, b"a line and another").unwrap();
        assert_eq!(reluctant.taken, b"a line and another");
    }

    #[test]
    fn who_fails_is_known_and_takes_no_more() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let behind = Behind::new(Box::new(Full));
        for _ in 0..2 {
            behind.append(&mut vec![0; 2 * MAX_WAITING]);
            while behind.is_busy() {
                thread::sleep(BREATH);
            }
            assert_eq!((behind.failed(), behind.is_full()), (Some(ErrorKind::StorageFull), false));
        }
    }
}
