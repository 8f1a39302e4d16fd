//! One verdict: the same bytes get the same frames, findings, causes, verdict and exit code, by
//! argument, from a file, through a pipe, with a pause in it, and inside a capture.

mod captures;
mod inputs;
mod pauses;
mod run;
mod served;
#[path = "../live/server.rs"]
#[expect(dead_code, reason = "the clients here send bytes as they are")]
mod server;
mod ways;
#[path = "../capture/wire.rs"]
#[expect(dead_code, reason = "this suite writes one format over one link")]
mod wire;
