//! The program `ws-inspect`: everything it does is in the library.

fn main() {
    ws_inspect::cli::main()
}
