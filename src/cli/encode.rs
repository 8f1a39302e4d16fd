//! `encode`: what is asked for, to a frame, to the screen.

mod options;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use clap::{ArgMatches, Command};

use super::options::{Reader, define as define_options};
use super::{Failure, Outcome, Session};
use crate::encode::fault::{self, RuleGround};
use crate::encode::{Deflate, EncodeError, Masking, Request, close_body, slip, words};
use crate::notation::write::write;
use crate::notation::{self, Notation, ReadOptions};
use crate::prose::Lang;
use crate::prose::encode::help as prose;
use crate::render::Detail;
use crate::render::encode::{self as render, Written};
use crate::terms::{MaskKey, Opcode, Role};
use options::{EncodeOptions, View};

/// The definition of the command.
pub(super) fn define(command: Command, lang: Lang) -> Command {
    define_options(command.about(prose::about(lang)), |options| EncodeOptions::take(options, lang))
}

/// Runs the command. That a frame is broken is no failure: it was asked for.
///
/// # Errors
/// Where the request cannot be met, the payload not read, or the output not written.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Outcome, Failure> {
    let options = EncodeOptions::take(&mut Reader::new(matches), session.lang());
    let written = written(&options)?;
    let detail = Detail { all_bytes: options.all_bytes, ..Detail::default() };
    match options.view() {
        View::Raw => session.print_raw(written.bytes())?,
        View::Bytes(style) => {
            session.print_raw((write(written.bytes(), style) + "\n").as_bytes())?;
        }
        View::Json => session.print_raw(render::json(&written).as_bytes())?,
        View::Plain => session.print(&render::plain(&written, session.screen))?,
        View::Full => session.print(&render::full(&written, detail, session.screen))?,
    }
    Ok(Outcome::Fine)
}

fn written(options: &EncodeOptions) -> Result<Written, Failure> {
    let sender = options.sender;
    let masking = words::read_masking(options.masks.iter().map(String::as_str))?;
    if let Some(rule) = &options.fault {
        let rule = words::read_rule(rule)?;
        let ground = RuleGround { text: fault_text(options)?, masking, sender };
        let encoding = fault::write(rule, &ground, &mut random_keys())?;
        return Ok(Written::fault(encoding, rule));
    }
    if let Some(slip) = &options.slip {
        let slip = words::read_slip(slip)?;
        let payload = match options.has_payload() {
            true => Some(payload(options, opcode(options)?)?),
            false => None,
        };
        let ground = slip::SlipGround { payload, masking, sender };
        return Ok(Written::slip(slip::write(slip, &ground, &mut random_keys())?, slip));
    }
    let request = request(options, masking)?;
    Ok(Written::new(request.write(&mut random_keys())?))
}

/// The text around a fault; one is at hand where none is given.
fn fault_text(options: &EncodeOptions) -> Result<String, Failure> {
    let Some(text) = &options.text else { return Ok("Hello".to_owned()) };
    let bytes = text_or_stdin(text)?;
    String::from_utf8(bytes).map_err(|_| EncodeError::NotText.into())
}

fn request(options: &EncodeOptions, masking: Option<Masking>) -> Result<Request, Failure> {
    let (payload, opcode) = payload(options, opcode(options)?)?;
    let masking = masking.unwrap_or(match options.sender {
        Some(Role::Server) => Masking::Unmasked,
        _ => Masking::Masked(Vec::new()),
    });
    let before = || options.deflate_context.clone().map(String::into_bytes);
    Ok(Request {
        fin: options.fin.unwrap_or(true),
        rsv: options.rsv.as_deref().map(words::read_rsv).transpose()?,
        length_form: options.length_form,
        claimed_length: options.length,
        fragment_size: options.fragment.map(|size| usize::try_from(size).unwrap_or(usize::MAX)),
        sender: options.sender,
        deflate: options.deflate.then(|| Deflate { before: before() }),
        ..Request::new(opcode, payload, masking)
    })
}

fn opcode(options: &EncodeOptions) -> Result<Option<Opcode>, EncodeError> {
    options.opcode.as_deref().map(words::read_opcode).transpose()
}

/// The payload, and the opcode that is asked for or that suits it.
fn payload(options: &EncodeOptions, asked: Option<Opcode>) -> Result<(Vec<u8>, Opcode), Failure> {
    if let [code, reason @ ..] = options.close.as_slice() {
        let reason = reason.first().map_or("", String::as_str);
        return Ok((close_body(words::read_close_code(code)?, reason)?, Opcode::CLOSE));
    }
    if let Some(text) = &options.hex {
        return Ok((in_notation(text, Some(Notation::Hex))?, asked.unwrap_or(Opcode::BINARY)));
    }
    if let Some(text) = &options.bytes {
        return Ok((in_notation(text, None)?, asked.unwrap_or(Opcode::BINARY)));
    }
    let bytes = if let Some(path) = &options.file {
        let file = File::open(path).map_err(|error| Failure::Read { path: path.clone(), error })?;
        all_of(file, path)?
    } else if let Some(text) = &options.text {
        text_or_stdin(text)?
    } else if asked.is_some_and(Opcode::is_control) {
        Vec::new()
    } else {
        return Err(EncodeError::NothingToSend.into());
    };
    let is_text = std::str::from_utf8(&bytes).is_ok();
    let suits = if is_text { Opcode::TEXT } else { Opcode::BINARY };
    Ok((bytes, asked.unwrap_or(suits)))
}

fn text_or_stdin(text: &str) -> Result<Vec<u8>, Failure> {
    if text != "-" {
        return Ok(text.as_bytes().to_vec());
    }
    all_of(io::stdin().lock(), Path::new("-"))
}

/// A payload is held as a whole, several times over where it is drawn: no device fills the memory.
const MAX_PAYLOAD: u64 = 1 << 30;

fn all_of(from: impl Read, path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = from.take(MAX_PAYLOAD + 1).read_to_end(&mut bytes);
    read.map_err(|error| Failure::Read { path: path.to_owned(), error })?;
    if bytes.len() as u64 > MAX_PAYLOAD {
        return Err(Failure::PayloadTooLarge { limit: MAX_PAYLOAD });
    }
    Ok(bytes)
}

fn in_notation(text: &str, pin: Option<Notation>) -> Result<Vec<u8>, Failure> {
    let options = ReadOptions { pin, ..ReadOptions::default() };
    match notation::read(text, &options) {
        Ok(reading) => Ok(reading.bytes),
        Err(error) => Err(Failure::Notation { text: text.to_owned(), error: Box::new(error) }),
    }
}

/// Mask keys from the system's random source; ends where it fails.
fn random_keys() -> impl Iterator<Item = MaskKey> {
    std::iter::from_fn(|| {
        let mut key = MaskKey::default();
        getrandom::fill(&mut key).ok().map(|()| key)
    })
}

#[cfg(test)]
mod tests;
