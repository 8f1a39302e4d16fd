//! How far a long stream has been read, on stderr. Shown only where stderr is a terminal and
//! nothing else is being written to it, and only once the reading has taken a while.

use std::fmt::Write;
use std::fs::File;
use std::io::{self, IsTerminal};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{
    BinaryBytes, FormattedDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle,
};

use crate::prose::{Lang, input as prose};

/// What is read faster than this needs no bar.
const PATIENCE: Duration = Duration::from_millis(300);

/// The bar that is drawn. Whoever else writes to stderr has to write around it.
static DRAWN: OnceLock<ProgressBar> = OnceLock::new();

/// Counts what is read of one stream.
#[derive(Default)]
pub(super) struct Progress {
    /// What to draw; `None` where nothing is.
    wanted: Option<Wanted>,
}

struct Wanted {
    since: Instant,
    read: u64,
    size: Option<u64>,
    lang: Lang,
}

impl Progress {
    /// Of a stream of `size` bytes, where that is known, of which `read` have been read.
    /// `silent` where stdout gets nothing before the end.
    pub(super) fn new(read: u64, size: Option<u64>, silent: bool, lang: Lang) -> Self {
        let free = io::stderr().is_terminal() && (silent || !stdout_is_watched());
        let wanted = free.then(|| Wanted { since: Instant::now(), read, size, lang });
        Self { wanted }
    }

    /// Counts bytes that were read; called for each large piece.
    pub(super) fn add(&mut self, bytes: usize) {
        let Some(wanted) = &mut self.wanted else { return };
        wanted.read += bytes as u64;
        if wanted.since.elapsed() >= PATIENCE {
            DRAWN.get_or_init(|| wanted.bar()).set_position(wanted.read);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let (Some(_), Some(bar)) = (&self.wanted, DRAWN.get()) {
            bar.finish_and_clear();
        }
    }
}

impl Wanted {
    fn bar(&self) -> ProgressBar {
        let template = match self.size {
            Some(_) if is_narrow() => prose::progress_narrow(self.lang),
            Some(_) => prose::progress(self.lang),
            None => prose::progress_without_end(self.lang),
        };
        let style = ProgressStyle::with_template(template);
        let style = style.unwrap_or_else(|_| ProgressStyle::default_spinner());
        let bar = ProgressBar::with_draw_target(self.size, ProgressDrawTarget::stderr_with_hz(8));
        // Over all that was read: pieces come too unevenly for the bar's own estimate.
        let style = style
            .progress_chars("=> ")
            .tick_chars("-\\|/ ")
            .with_key("rate", |state: &ProgressState, out: &mut dyn Write| {
                let _ = write!(out, "{}/s", BinaryBytes(rate(state) as u64));
            })
            .with_key("left", |state: &ProgressState, out: &mut dyn Write| {
                let left = state.len().unwrap_or(0).saturating_sub(state.pos());
                let seconds = (left as f64 / rate(state)) as u64;
                let _ = write!(out, "{}", FormattedDuration(Duration::from_secs(seconds)));
            });
        bar.with_style(style).with_elapsed(self.since.elapsed())
    }
}

/// Whether a line with a bar in it would not fit.
fn is_narrow() -> bool {
    terminal_size::terminal_size().is_some_and(|(width, _)| width.0 < 80)
}

/// Bytes a second, at least one.
fn rate(state: &ProgressState) -> f64 {
    (state.pos() as f64 / state.elapsed().as_secs_f64().max(0.001)).max(1.0)
}

/// Writes to stderr with no bar in the way.
pub(super) fn around(write: impl FnOnce()) {
    match DRAWN.get() {
        Some(bar) => bar.suspend(write),
        None => write(),
    }
}

/// Whether somebody sees stdout on the terminal: directly, or behind a pipe.
fn stdout_is_watched() -> bool {
    io::stdout().is_terminal() || is_pipe()
}

#[cfg(unix)]
fn is_pipe() -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let stdout = io::stdout().as_fd().try_clone_to_owned().map(File::from);
    stdout.and_then(|file| file.metadata()).is_ok_and(|data| data.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe() -> bool {
    false
}
