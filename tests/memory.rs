//! What `decode` holds does not grow with its input: every view writes as it reads, and messages
//! that stay unfinished share one budget.
#![cfg(target_os = "linux")]

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

const MIB: usize = 1 << 20;

/// The most that the program has had resident, in bytes, and what it wrote.
fn peak(args: &[&str], input: Vec<u8>) -> (usize, usize) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ws-inspect"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("ws-inspect starts");
    let status = format!("/proc/{}/status", child.id());
    let (mut stdin, mut stdout) =
        (child.stdin.take().expect("piped"), child.stdout.take().expect("piped"));
    let writes = thread::spawn(move || stdin.write_all(&input));
    let reads = thread::spawn(move || {
        let (mut piece, mut written) = (vec![0; MIB], 0);
        while let Ok(len @ 1..) = stdout.read(&mut piece) {
            written += len;
        }
        written
    });
    let mut most = 0;
    while child.try_wait().expect("it can be waited for").is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok());
        most = most.max(kib.unwrap_or(0) << 10);
        thread::sleep(Duration::from_millis(5));
    }
    let _ = writes.join();
    (most, reads.join().expect("its output is read"))
}

#[test]
fn views_that_draw_each_frame_by_itself_write_as_they_read() {
    let frame = [&[0x81, 100][..], &[b'a'; 100]].concat();
    let input = frame.repeat(MIB / frame.len());
    for args in [
        &["decode", "-", "-f", "plain"][..],
        &["decode", "-", "-f", "diagram", "--all-bytes"],
        &["decode", "-", "-f", "full", "--all-bytes"],
    ] {
        let (most, written) = peak(args, input.clone());
        assert!(written > 5 * MIB, "{args:?} writes {written} bytes");
        assert!(most < 32 * MIB, "{args:?} holds {most} bytes and writes {written}");
    }
}
