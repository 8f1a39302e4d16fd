//! Captures: every format and link type, segments in every order, loss, and damaged files.

mod damage;
mod formats;
mod layers;
mod proxies;
mod reassembly;
mod recorded;
mod samples;
mod selection;
mod wire;

use ws_inspect::capture::{Capture, Event, Options, Sign};
use ws_inspect::terms::Role;

/// What a capture tells, one line an event, so that it can be read and compared.
pub fn story(file: &[u8], options: Options) -> Vec<String> {
    story_of_pieces(&[file], options)
}

/// The same for a file that comes in pieces.
pub fn story_of_pieces(pieces: &[&[u8]], options: Options) -> Vec<String> {
    let mut capture = Capture::new(options);
    let mut told = Vec::new();
    let mut on = |event: Event<'_>| told.push(line(&event));
    pieces.iter().for_each(|piece| capture.read(piece, &mut on));
    capture.finish(&mut on);
    told
}

fn line(event: &Event<'_>) -> String {
    let of = |from: Option<Role>| from.map_or("unknown", Role::name);
    match event {
        Event::Opened(opened) => {
            let client = opened.client_addr().map_or("?".into(), |addr| addr.to_string());
            format!("{} opened by {client} ({:?})", opened.stream, opened.because)
        }
        Event::Data(data) => {
            let text = data.bytes.escape_ascii();
            format!("{} {} packet {}: {text}", data.stream, of(data.from), data.packet)
        }
        Event::Gap(gap) => {
            format!("{} {} gap {} {:?}", gap.stream, of(gap.from), gap.missing_bytes, gap.why)
        }
        Event::Finished(finished) => {
            let Sign { by, packet, .. } = finished.sign;
            format!("{} {} packet {packet}: {by:?}", finished.stream, of(finished.from))
        }
        Event::Closed(closed) => format!("{} closed {:?}", closed.stream, closed.how),
        Event::PassedOver(passed) => format!("{} passed over {:?}", passed.stream, passed.carries),
        Event::Remark(remark) => format!("{remark:?}"),
        other => format!("{other:?}"),
    }
}

/// The bytes of one direction of a connection, with `[n]` for a gap.
pub fn stream(file: &[u8], number: u64, role: Role, options: Options) -> Vec<u8> {
    let mut capture = Capture::new(options);
    let mut bytes = Vec::new();
    let mut on = |event: Event<'_>| match event {
        Event::Data(data) if data.stream == number && data.from == Some(role) => {
            bytes.extend(data.bytes);
        }
        Event::Gap(gap) if gap.stream == number && gap.from == Some(role) => {
            bytes.extend(format!("[{}]", gap.missing_bytes).as_bytes());
        }
        _ => {}
    };
    capture.read(file, &mut on);
    capture.finish(&mut on);
    bytes
}
