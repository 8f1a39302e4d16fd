//! `encode`: what is asked for, to a frame, to the screen.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::{Failure, Outcome, Session};
use crate::encode::fault::{self, RuleGround};
use crate::encode::{Deflate, EncodeError, LengthForm, Masking, Request, close_body, slip, words};
use crate::notation::write::{Style, write};
use crate::notation::{self, Notation, ReadOptions};
use crate::prose::Lang;
use crate::prose::encode::help::{self as prose, Option as Of};
use crate::render::Detail;
use crate::render::encode::{self as render, Written};
use crate::terms::{MaskKey, Opcode, Role};

/// Where a payload can come from.
const SOURCES: [&str; 4] = ["text", "hex", "bytes", "file"];

/// What can be chosen by hand, and so contradicts a fault that chooses it.
const BY_HAND: [&str; 11] = [
    "hex",
    "bytes",
    "file",
    "opcode",
    "fin",
    "rsv",
    "length-form",
    "length",
    "fragment",
    "deflate",
    "close",
];

/// The definition of the command.
pub(super) fn define(command: Command, lang: Lang) -> Command {
    let option =
        |name: &'static str, of: Of| Arg::new(name).long(name).help(prose::option(lang, of));
    let flag = |name, of| option(name, of).action(ArgAction::SetTrue);
    let one_of = |values: &[&'static str]| PossibleValuesParser::new(values.iter().copied());
    command
        .about(prose::about(lang))
        .arg(
            Arg::new("text")
                .value_name(prose::value(lang, Of::Text))
                .help(prose::option(lang, Of::Text)),
        )
        .arg(option("hex", Of::Hex).value_name(prose::value(lang, Of::Hex)).conflicts_with("text"))
        .arg(
            option("bytes", Of::Bytes)
                .value_name(prose::value(lang, Of::Bytes))
                .conflicts_with_all(["text", "hex"]),
        )
        .arg(
            option("file", Of::File)
                .value_name(prose::value(lang, Of::File))
                .value_parser(value_parser!(PathBuf))
                .conflicts_with_all(["text", "hex", "bytes"]),
        )
        .arg(option("opcode", Of::Opcode).value_name(prose::value(lang, Of::Opcode)))
        .arg(
            option("mask", Of::Mask)
                .value_name(prose::value(lang, Of::Mask))
                .action(ArgAction::Append),
        )
        .arg(
            option("from", Of::From)
                .value_name("client|server")
                .value_parser(one_of(&["client", "server"])),
        )
        .arg(option("fin", Of::Fin).value_name("0|1").value_parser(one_of(&["0", "1"])))
        .arg(option("rsv", Of::Rsv).value_name(prose::value(lang, Of::Rsv)))
        .arg(
            option("length-form", Of::LengthForm)
                .value_name("7|16|64")
                .value_parser(one_of(&["7", "16", "64"])),
        )
        .arg(
            option("length", Of::Length)
                .value_name("N")
                .value_parser(value_parser!(u64))
                .conflicts_with("fragment"),
        )
        .arg(
            option("fragment", Of::Fragment)
                .value_name(prose::value(lang, Of::Fragment))
                .value_parser(value_parser!(u64).range(1..)),
        )
        .arg(flag("deflate", Of::Deflate))
        .arg(
            option("deflate-context", Of::DeflateContext)
                .value_name(prose::value(lang, Of::Text))
                .requires("deflate"),
        )
        .arg(
            option("close", Of::Close)
                .value_names([prose::value(lang, Of::Close), prose::reason(lang)])
                .num_args(1..=2)
                .conflicts_with_all(SOURCES)
                .conflicts_with_all(["opcode", "fragment"]),
        )
        .arg(
            option("fault", Of::Fault)
                .value_name(prose::value(lang, Of::Fault))
                .conflicts_with_all(BY_HAND),
        )
        .arg(
            option("slip", Of::Slip).value_name(prose::value(lang, Of::Slip)).conflicts_with_all([
                "fault",
                "fin",
                "rsv",
                "length-form",
                "length",
                "fragment",
            ]),
        )
        .arg(
            option("as", Of::As)
                .value_name(prose::value(lang, Of::As))
                .value_parser(PossibleValuesParser::new(forms()))
                .conflicts_with_all(["format", "quiet"]),
        )
        .arg(
            option("format", Of::Format)
                .short('f')
                .value_name(prose::value(lang, Of::Format))
                .value_parser(one_of(&["full", "plain", "json"]))
                .conflicts_with("quiet"),
        )
        .arg(flag("quiet", Of::Quiet).short('q'))
        .arg(flag("all-bytes", Of::AllBytes))
}

/// The names that `--as` takes.
fn forms() -> impl Iterator<Item = &'static str> {
    Style::ALL.into_iter().map(Style::name).chain(["raw"])
}

/// Runs the command. That a frame is broken is no failure: it was asked for.
///
/// # Errors
/// Where the request cannot be met, the payload not read, or the output not written.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Outcome, Failure> {
    let written = written(matches)?;
    let form = matches.get_one::<String>("as").map(String::as_str);
    if form == Some("raw") {
        session.print_raw(written.bytes())?;
        return Ok(Outcome::Fine);
    }
    let quiet = matches.get_flag("quiet").then_some(Style::Hex);
    if let Some(style) = form.and_then(Style::by_name).or(quiet) {
        session.print_raw((write(written.bytes(), style) + "\n").as_bytes())?;
        return Ok(Outcome::Fine);
    }
    let detail = Detail { all_bytes: matches.get_flag("all-bytes"), ..Detail::default() };
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => session.print_raw(render::json(&written).as_bytes())?,
        Some("plain") => session.print(&render::plain(&written, session.screen))?,
        _ => session.print(&render::full(&written, detail, session.screen))?,
    }
    Ok(Outcome::Fine)
}

fn written(matches: &ArgMatches) -> Result<Written, Failure> {
    let sender = match matches.get_one::<String>("from").map(String::as_str) {
        Some("client") => Some(Role::Client),
        Some("server") => Some(Role::Server),
        _ => None,
    };
    let masks = matches.get_many::<String>("mask").into_iter().flatten();
    let masking = words::read_masking(masks.map(String::as_str))?;
    if let Some(rule) = matches.get_one::<String>("fault") {
        let rule = words::read_rule(rule)?;
        let ground = RuleGround { text: fault_text(matches)?, masking, sender };
        let encoding = fault::write(rule, &ground, &mut random_keys())?;
        return Ok(Written::fault(encoding, rule));
    }
    if let Some(slip) = matches.get_one::<String>("slip") {
        let slip = words::read_slip(slip)?;
        let has_payload = SOURCES.iter().chain(&["close"]).any(|id| matches.contains_id(id));
        let payload = if has_payload { Some(payload(matches, opcode(matches)?)?) } else { None };
        let ground = slip::SlipGround { payload, masking, sender };
        return Ok(Written::slip(slip::write(slip, &ground, &mut random_keys())?, slip));
    }
    let request = request(matches, masking, sender)?;
    Ok(Written::new(request.write(&mut random_keys())?))
}

/// The text around a fault; one is at hand where none is given.
fn fault_text(matches: &ArgMatches) -> Result<String, Failure> {
    let Some(text) = matches.get_one::<String>("text") else { return Ok("Hello".to_owned()) };
    let bytes = text_or_stdin(text)?;
    String::from_utf8(bytes).map_err(|_| EncodeError::NotText.into())
}

fn request(
    matches: &ArgMatches,
    masking: Option<Masking>,
    sender: Option<Role>,
) -> Result<Request, Failure> {
    let (payload, opcode) = payload(matches, opcode(matches)?)?;
    let masking = masking.unwrap_or(match sender {
        Some(Role::Server) => Masking::Unmasked,
        _ => Masking::Masked(Vec::new()),
    });
    let rsv = matches.get_one::<String>("rsv").map(|text| words::read_rsv(text));
    let fragment = matches.get_one::<u64>("fragment").copied();
    let form = matches.get_one::<String>("length-form").map(String::as_str);
    Ok(Request {
        fin: matches.get_one::<String>("fin").is_none_or(|fin| fin == "1"),
        rsv: rsv.transpose()?,
        length_form: form.and_then(length_form),
        claimed_length: matches.get_one::<u64>("length").copied(),
        fragment_size: fragment.map(|size| usize::try_from(size).unwrap_or(usize::MAX)),
        sender,
        deflate: matches.get_flag("deflate").then(|| Deflate {
            before: matches.get_one::<String>("deflate-context").map(|t| t.clone().into_bytes()),
        }),
        ..Request::new(opcode, payload, masking)
    })
}

fn opcode(matches: &ArgMatches) -> Result<Option<Opcode>, EncodeError> {
    let asked = matches.get_one::<String>("opcode");
    asked.map(|text| words::read_opcode(text)).transpose()
}

fn length_form(width: &str) -> Option<LengthForm> {
    let forms = [LengthForm::Bits7, LengthForm::Bits16, LengthForm::Bits64];
    forms.into_iter().find(|form| form.width_bits().to_string() == width)
}

/// The payload, and the opcode that is asked for or that suits it.
fn payload(matches: &ArgMatches, asked: Option<Opcode>) -> Result<(Vec<u8>, Opcode), Failure> {
    if let Some(mut close) = matches.get_many::<String>("close") {
        let code = close.next().map_or("", String::as_str);
        let reason = close.next().map_or("", String::as_str);
        return Ok((close_body(words::read_close_code(code)?, reason)?, Opcode::CLOSE));
    }
    if let Some(text) = matches.get_one::<String>("hex") {
        return Ok((in_notation(text, Some(Notation::Hex))?, asked.unwrap_or(Opcode::BINARY)));
    }
    if let Some(text) = matches.get_one::<String>("bytes") {
        return Ok((in_notation(text, None)?, asked.unwrap_or(Opcode::BINARY)));
    }
    let bytes = if let Some(path) = matches.get_one::<PathBuf>("file") {
        let file = File::open(path).map_err(|error| Failure::Read { path: path.clone(), error })?;
        all_of(file, path)?
    } else if let Some(text) = matches.get_one::<String>("text") {
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
