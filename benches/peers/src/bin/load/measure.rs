//! What a run cost: time on the clock, CPU time of the server, how long answers took.

use std::fs;
use std::io;
use std::time::{Duration, Instant};

use crate::Plan;

/// A tenth of a run comes before anything is measured.
pub fn warm_up(plan: &Plan) -> u64 {
    plan.count / 10
}

/// Takes the measure of a run from when it is made.
pub struct Measure {
    pid: u32,
    start: Instant,
    cpu: Duration,
    waits: Vec<Duration>,
}

impl Measure {
    /// # Errors
    /// That there is no such process.
    pub fn start(plan: &Plan) -> io::Result<Self> {
        let (start, cpu) = (Instant::now(), cpu_time(plan.pid)?);
        let waits = Vec::with_capacity(plan.count as usize);
        Ok(Self { pid: plan.pid, start, cpu, waits })
    }

    /// Takes note of how long an answer took.
    pub fn waited(&mut self, wait: Duration) {
        self.waits.push(wait);
    }

    /// The figures, where the server dealt with that many messages; of the waits, the half and the
    /// hundredth that took longest begin at `p50` and `p99`, in microseconds.
    ///
    /// # Errors
    /// That the server is gone.
    pub fn stop(mut self, messages: u64) -> io::Result<String> {
        let (seconds, cpu) = (self.start.elapsed().as_secs_f64(), cpu_time(self.pid)? - self.cpu);
        self.waits.sort_unstable();
        let wait = |part: usize| {
            let at = self.waits.len() * part / 100;
            self.waits.get(at).map_or(0.0, |wait| wait.as_secs_f64() * 1e6)
        };
        let (cpu, per_second) =
            (cpu.as_secs_f64() * 1e6 / messages as f64, messages as f64 / seconds);
        let (p50, p99) = (wait(50), wait(99));
        Ok(format!(
            r#"{{"messages":{messages},"cpu":{cpu:.4},"per_second":{per_second:.0},"p50":{p50:.1},"p99":{p99:.1}}}"#
        ))
    }
}

/// CPU time of all threads of a process, to the nanosecond.
pub fn cpu_time(pid: u32) -> io::Result<Duration> {
    let mut nanos = 0;
    for task in fs::read_dir(format!("/proc/{pid}/task"))? {
        let Ok(line) = fs::read_to_string(task?.path().join("schedstat")) else { continue };
        nanos += line.split(' ').next().and_then(|word| word.parse().ok()).unwrap_or(0);
    }
    Ok(Duration::from_nanos(nanos))
}

/// Resident memory of a process in bytes.
pub fn resident(pid: u32) -> io::Result<u64> {
    let rows = fs::read_to_string(format!("/proc/{pid}/smaps_rollup"))?;
    let row = rows.lines().find_map(|row| row.strip_prefix("Rss:"));
    let kib = row.and_then(|row| row.split_whitespace().next()?.parse::<u64>().ok());
    kib.map(|kib| kib * 1024).ok_or_else(|| io::Error::other("no Rss"))
}
