//! The command line: the only room that knows clap. One file per subcommand, each with its
//! definition and what it runs; everything that is said goes through `prose`.

mod accept;
mod completions;
mod decode;
mod encode;
mod failure;
mod help;
mod input;
mod interrupt;
mod man;
mod options;
mod progress;
mod recording;
mod root;
mod serve;
mod session;
mod stream;
mod usage;

pub use failure::Failure;
pub use session::Session;

/// How a command went, apart from what it printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Nothing is broken and nothing is missing: exit code 0.
    Fine,
    /// The input ends too early, and nothing is broken: exit code 3.
    Incomplete,
    /// A rule is broken, or a response is wrong: exit code 1.
    Broken,
    /// The user did not wait for the end: exit code 130, as a shell gives for Ctrl-C.
    Interrupted,
}

impl Outcome {
    const fn exit_code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Broken => 1,
            Self::Incomplete => 3,
            Self::Interrupted => 130,
        }
    }
}

/// Runs the program on the arguments, environment and streams of this process, and ends it. What
/// the run has allocated is left to the system: to free it piece by piece would only take time.
pub fn main() -> ! {
    let arguments: Vec<_> = std::env::args_os().collect();
    let mut session = Session::new(&arguments);
    let matches = match root::parse(arguments, &session) {
        Ok(matches) => matches,
        Err(exit_code) => std::process::exit(exit_code.into()),
    };
    let exit_code = match root::run(&matches, &mut session) {
        Ok(outcome) => outcome.exit_code(),
        Err(failure) => session.fail(&failure),
    };
    std::process::exit(exit_code.into())
}
