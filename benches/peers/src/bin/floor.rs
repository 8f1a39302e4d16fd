//! The least that the work costs: `floor count FILE` finds and unmasks every frame and checks its
//! text, `floor json FILE` also writes a short object for each. Breaks no rule, knows no rule.

use std::io::{self, Write};

use ws_inspect_peers::{Frame, frames, unmask_onto};

fn main() -> io::Result<()> {
    let mut words = std::env::args().skip(1);
    let (Some(what), Some(path)) = (words.next(), words.next()) else {
        return Err(io::Error::other("floor count|json FILE"));
    };
    let (mut plain, mut count, mut sum, mut bad) = (Vec::new(), 0u64, 0u64, 0u64);
    let mut out = Vec::with_capacity(1 << 18);
    let mut failed = None;
    frames(&path, |at, frame| {
        plain.clear();
        let ascii = unmask_onto(&mut plain, frame);
        let text = frame.opcode == 1 && (ascii || std::str::from_utf8(&plain).is_ok());
        bad += u64::from(frame.opcode == 1 && !text);
        count += 1;
        sum += plain.len() as u64;
        if what == "json" {
            object(&mut out, at, frame, &plain, text);
            if out.len() > 1 << 17 {
                failed = failed.take().or(io::stdout().write_all(&out).err());
                out.clear();
            }
        }
    })?;
    match what.as_str() {
        "json" => io::stdout().write_all(&out)?,
        _ => println!("{count} frames, {sum} bytes, {bad} bad"),
    }
    failed.map_or(Ok(()), Err)
}

fn object(out: &mut Vec<u8>, at: u64, frame: &Frame<'_>, plain: &[u8], text: bool) {
    out.extend_from_slice(b"{\"at\":");
    number(out, at);
    out.extend_from_slice(if frame.fin { b",\"fin\":true,\"opcode\":" } else { b",\"fin\":false,\"opcode\":" });
    number(out, frame.opcode.into());
    if let Some(key) = frame.key {
        out.extend_from_slice(b",\"mask_key\":\"");
        hex(out, &key);
        out.push(b'"');
    }
    out.extend_from_slice(b",\"length\":");
    number(out, plain.len() as u64);
    if text {
        out.extend_from_slice(b",\"text\":\"");
        escaped(out, plain);
    } else {
        out.extend_from_slice(b",\"hex\":\"");
        hex(out, plain);
    }
    out.extend_from_slice(b"\"}\n");
}

fn number(out: &mut Vec<u8>, mut number: u64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break out.extend_from_slice(&digits[at..]);
        }
    }
}

fn hex(out: &mut Vec<u8>, bytes: &[u8]) {
    for byte in bytes {
        out.extend_from_slice(&[byte >> 4, byte & 15].map(|n| b"0123456789abcdef"[usize::from(n)]));
    }
}

fn escaped(out: &mut Vec<u8>, text: &[u8]) {
    let mut start = 0;
    for (at, byte) in text.iter().enumerate() {
        if *byte < b' ' || matches!(byte, b'"' | b'\\') {
            out.extend_from_slice(&text[start..at]);
            let _ = match byte {
                b'"' | b'\\' => write!(out, "\\{}", char::from(*byte)),
                byte => write!(out, "\\u{byte:04x}"),
            };
            start = at + 1;
        }
    }
    out.extend_from_slice(&text[start..]);
}
