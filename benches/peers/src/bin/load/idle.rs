//! What a connection costs that was used once and is at rest.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::thread::sleep;
use std::time::{Duration, Instant};

use ws_inspect_peers::opening::connect;

use crate::Plan;
use crate::measure::{cpu_time, resident};
use crate::texts::Texts;

pub fn run(plan: &Plan) -> io::Result<String> {
    let mut texts = Texts::new(plan.size, plan.raw);
    let (start, cpu, before) = (Instant::now(), cpu_time(plan.pid)?, resident(plan.pid)?);
    let all =
        (0..plan.connections).map(|_| visit(plan, &mut texts)).collect::<io::Result<Vec<_>>>()?;
    let (lasted, cpu) = (start.elapsed(), cpu_time(plan.pid)? - cpu);
    sleep(Duration::from_secs(1));
    let count = all.len() as f64;
    let each = resident(plan.pid)?.saturating_sub(before) as f64 / count;
    let (cpu, per_second) = (cpu.as_secs_f64() * 1e6 / count, count / lasted.as_secs_f64());
    Ok(format!(
        r#"{{"connections":{count},"resident":{each:.0},"cpu":{cpu:.2},"per_second":{per_second:.0}}}"#
    ))
}

/// Connects, says one thing, and hears the answer.
fn visit(plan: &Plan, texts: &mut Texts) -> io::Result<TcpStream> {
    let mut stream = connect(plan.port, plan.upgrade())?;
    let mut bytes = Vec::new();
    texts.write(&mut bytes, 0);
    stream.write_all(&bytes)?;
    bytes.resize(texts.answer_len(), 0);
    stream.read_exact(&mut bytes)?;
    match texts.answered(0..bytes.len() as u64, &bytes) {
        Some(1) => Ok(stream),
        _ => Err(io::Error::other("a wrong answer")),
    }
}
