//! The program `ws-inspect`.
fn main() {}
