//! A client for measuring servers on this machine: drives one, checks every answer, and prints what
//! it cost as one line of JSON.
//!
//!   load echo|group|idle --port P --pid PID [--path /] [--connections N] [--size B] [--count M]
//!        [--window W] [--raw]
//!
//! `echo`: each connection has W messages on the way until M are answered; `--raw` sends the same
//! bytes without handshake and frames. `group`: one member speaks, W messages at a time, and all
//! others must hear every one. `idle`: every connection is used once and then left alone. CPU time
//! is that of the process PID. Gives up where nothing comes for ten seconds.

#![forbid(unsafe_code)]

mod client;
mod echo;
mod group;
mod idle;
mod measure;
mod texts;

use std::collections::HashMap;
use std::io;

/// How a server is driven.
struct Plan {
    port: u16,
    pid: u32,
    path: String,
    connections: usize,
    size: usize,
    count: u64,
    window: u64,
    raw: bool,
}

fn main() -> io::Result<()> {
    let mut words = std::env::args().skip(1);
    let what = words.next().unwrap_or_default();
    let plan = Plan::read(words)?;
    let run = match what.as_str() {
        "echo" => echo::run,
        "group" => group::run,
        "idle" => idle::run,
        _ => return Err(io::Error::other("load echo|group|idle --port P --pid PID ...")),
    };
    println!("{}", run(&plan)?);
    Ok(())
}

impl Plan {
    fn read(mut words: impl Iterator<Item = String>) -> io::Result<Self> {
        let (mut options, mut raw) = (HashMap::new(), false);
        while let Some(word) = words.next() {
            match word.strip_prefix("--") {
                Some("raw") => raw = true,
                Some(name) => {
                    drop(options.insert(name.to_owned(), words.next().unwrap_or_default()))
                }
                None => return Err(io::Error::other(format!("not an option: {word}"))),
            }
        }
        let number = |name: &str, default: u64| match options.get(name) {
            Some(word) => word.parse().map_err(|_| io::Error::other(format!("--{name} {word}?"))),
            None => Ok(default),
        };
        Ok(Self {
            port: u16::try_from(number("port", 0)?).map_err(io::Error::other)?,
            pid: u32::try_from(number("pid", 0)?).map_err(io::Error::other)?,
            path: options.get("path").cloned().unwrap_or_else(|| "/".to_owned()),
            connections: number("connections", 64)?.max(2) as usize,
            size: number("size", 32)? as usize,
            count: number("count", 100_000)?,
            window: number("window", 1)?.max(1),
            raw,
        })
    }

    /// Where the handshake asks to go, if there is one.
    fn upgrade(&self) -> Option<&str> {
        (!self.raw).then_some(self.path.as_str())
    }
}
