//! The command line: the only room that knows clap. One file per subcommand, each with its
//! definition and what it runs; everything that is said goes through `prose`.

mod failure;
mod root;
mod session;

use std::process::ExitCode;

pub use failure::Failure;
pub use session::Session;

/// How a command went, apart from what it printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Nothing is broken and nothing is missing: exit code 0.
    Fine,
    /// The input ends too early, and nothing is broken: exit code 3.
    Incomplete,
    /// A rule is broken, or an answer is wrong: exit code 1.
    Broken,
}

impl Outcome {
    const fn exit_code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Broken => 1,
            Self::Incomplete => 3,
        }
    }
}

/// Runs the program on the arguments, environment and streams of this process.
pub fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let lang = session::spoken(&arguments);
    let matches = match root::command(lang).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => return root::refuse(error, lang),
    };
    let mut session = Session::new(lang, &matches);
    match root::run(&matches, &mut session) {
        Ok(outcome) => ExitCode::from(outcome.exit_code()),
        Err(failure) => session.fail(&failure),
    }
}
