//! Ctrl-C while a stream is read. The first stops the reading, so that what came before it is told
//! with its summary; the second ends the program at once. Watched for only where a stream goes on
//! past its beginning: a run that is over in a moment has no thread and no handler.

use std::sync::atomic::{AtomicBool, Ordering};

use super::Outcome;

/// Whether Ctrl-C was pressed.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// Watches from here on; `wake` is called at the first Ctrl-C, from another thread. Where whoever
/// started the program has it ignore Ctrl-C, it goes on to do so.
pub(super) fn watch(wake: impl Fn() + Send + 'static) {
    let pressed = move || {
        if STOPPED.swap(true, Ordering::Relaxed) {
            std::process::exit(Outcome::Interrupted.exit_code().into());
        }
        wake();
    };
    // Where it cannot be watched for, Ctrl-C ends the program as it always does.
    let _ = ctrlc::try_set_handler(pressed);
}

/// Whether reading is to stop.
pub(super) fn is_stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}
