//! The file of `serve --record`: made once the server listens, never in place of another, readable
//! by its owner alone, and locked while it is written.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::{Failure, Session};
use crate::journal::ServeFault;
use crate::live::Output;
use crate::prose::serve as words;

/// After how long a pipe that nobody reads is told of.
const PATIENCE: Duration = Duration::from_millis(300);

/// Opens what is recorded to, and says what a recording holds. What the file at `path` holds is
/// overwritten only where it is `forced`.
pub(super) fn open(path: &Path, forced: bool, session: &Session) -> Result<Output, Failure> {
    let failed = |error| Failure::WriteFile { path: path.to_owned(), error };
    let is_regular = |file: &File| file.metadata().is_ok_and(|about| about.is_file());
    let (file, is_new) = match options().create_new(true).open(path) {
        Ok(file) => (file, true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            (open_existing(path, session).map_err(failed)?, false)
        }
        Err(error) => return Err(failed(error)),
    };
    if !is_regular(&file) {
        // What somebody else reads may block.
        session.tell(&words::recording_holds_all(session.lang(), path));
        return Ok(Output::Pipe(Box::new(file)));
    }
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            return Err(Failure::Serve(ServeFault::RecordingInUse { path: path.to_owned() }));
        }
        // Some file systems have no locks.
        Ok(()) | Err(TryLockError::Error(_)) => {}
    }
    let is_empty = file.metadata().is_ok_and(|about| about.len() == 0);
    if !is_new && !is_empty && !forced {
        return Err(Failure::Serve(ServeFault::RecordingExists { path: path.to_owned() }));
    }
    file.set_len(0).map_err(failed)?;
    keep_private(&file).map_err(failed)?;
    session.tell(&words::recording_holds_all(session.lang(), path));
    Ok(Output::Direct(Box::new(file)))
}

/// Opens what is there. A pipe opens when somebody reads it: that it is waited for is said.
fn open_existing(path: &Path, session: &Session) -> io::Result<File> {
    let (opened, done) = mpsc::channel();
    let own = path.to_owned();
    thread::spawn(move || opened.send(options().open(own)));
    let lost = |_| io::Error::from(io::ErrorKind::BrokenPipe);
    match done.recv_timeout(PATIENCE) {
        Ok(file) => file,
        Err(_) => {
            session.tell(&words::pipe_without_reader(session.lang(), path));
            done.recv().map_err(lost)?
        }
    }
}

#[cfg(unix)]
fn options() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.write(true).mode(OWNER_ALONE);
    options
}

#[cfg(not(unix))]
fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    options
}

/// Reading and writing, for the owner.
#[cfg(unix)]
const OWNER_ALONE: u32 = 0o600;

/// Takes from others what they may do with a file that was there before.
#[cfg(unix)]
fn keep_private(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(OWNER_ALONE))
}

#[cfg(not(unix))]
const fn keep_private(_: &File) -> io::Result<()> {
    Ok(())
}
