//! The program `ws-inspect`: everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    ws_inspect::cli::main()
}
