//! The options of `serve`: each is named here once, and read where it is defined.

use std::path::PathBuf;
use std::time::Duration;

use clap::value_parser;

use crate::cli::options::{Options, one_of};
use crate::handshake::{Takeover, is_token};
use crate::prose::{Lang, accept_help, serve as words};
use crate::render::live::Form;

/// What `serve` was asked for.
#[derive(Debug)]
pub(super) struct ServeOptions {
    pub(super) port: u16,
    pub(super) host: String,
    log: Option<Option<Form>>,
    /// Bytes of a payload that the log shows, at most.
    pub(super) log_payload: u32,
    pub(super) hex: bool,
    pub(super) chunks: bool,
    pub(super) secrets: bool,
    pub(super) record: Option<PathBuf>,
    /// Whether the file of the recording may be overwritten.
    pub(super) force: bool,
    no_deflate: bool,
    deflate_context: bool,
    pub(super) subprotocols: Vec<String>,
    pub(super) origins: Vec<String>,
    ping_seconds: u32,
    idle_seconds: u32,
    handshake_seconds: u32,
    pub(super) max_message: u64,
    pub(super) max_connections: u32,
}

impl ServeOptions {
    /// Walks over the options.
    pub(super) fn take(options: &mut impl Options, lang: Lang) -> Self {
        Self {
            port: options.take("--port", |arg| {
                arg.short('p')
                    .value_name(words::port_name(lang))
                    .value_parser(value_parser!(u16))
                    .default_value("9527")
                    .help(words::port_help(lang))
            }),
            host: options.take("--host", |arg| {
                arg.value_name(words::host_name(lang))
                    .default_value("127.0.0.1")
                    .help(words::host_help(lang))
            }),
            log: options.take("--log", |arg| {
                arg.value_name(words::form_name(lang))
                    .value_parser(one_of([
                        ("line", Some(Form::Line)),
                        ("full", Some(Form::Full)),
                        ("json", Some(Form::Json)),
                        ("off", None),
                    ]))
                    .default_value("line")
                    .help(words::log_help(lang))
            }),
            log_payload: options.take("--log-payload", |arg| {
                arg.value_name(words::bytes_name(lang))
                    .value_parser(value_parser!(u32))
                    .default_value("65536")
                    .help(words::log_payload_help(lang))
            }),
            hex: options.take("--hex", |arg| arg.help(words::hex_help(lang))),
            chunks: options.take("--chunks", |arg| arg.help(words::chunks_help(lang))),
            secrets: options
                .take("--show-secrets", |arg| arg.help(accept_help::show_secrets_help(lang))),
            record: options.take("--record", |arg| {
                arg.value_name(words::file_name(lang))
                    .value_parser(value_parser!(PathBuf))
                    .help(words::record_help(lang))
            }),
            force: options
                .take("--force", |arg| arg.requires("record").help(words::force_help(lang))),
            no_deflate: options.take("--no-deflate", |arg| {
                arg.conflicts_with("deflate-context").help(words::no_deflate_help(lang))
            }),
            deflate_context: options
                .take("--deflate-context", |arg| arg.help(words::deflate_context_help(lang))),
            subprotocols: options.take("--subprotocol", |arg| {
                arg.value_name(words::name_name(lang))
                    .value_parser(move |text: &str| subprotocol(lang, text))
                    .help(words::subprotocol_help(lang))
            }),
            origins: options.take("--origin", |arg| {
                arg.value_name(words::origin_name(lang))
                    .value_parser(move |text: &str| origin(lang, text))
                    .help(words::origin_help(lang))
            }),
            ping_seconds: seconds(options, "--ping", "20", lang, words::ping_help(lang)),
            idle_seconds: seconds(options, "--idle", "60", lang, words::idle_help(lang)),
            handshake_seconds: seconds(
                options,
                "--handshake",
                "10",
                lang,
                words::handshake_help(lang),
            ),
            max_message: options.take("--max-message", |arg| {
                arg.value_name(words::bytes_name(lang))
                    .value_parser(value_parser!(u64))
                    .default_value("16777216")
                    .help(words::max_message_help(lang))
            }),
            max_connections: options.take("--max-connections", |arg| {
                arg.value_name(words::count_name(lang))
                    .value_parser(value_parser!(u32).range(1..))
                    .default_value("10000")
                    .help(words::max_connections_help(lang))
            }),
        }
    }

    /// The form of the log; `None` where there is to be none.
    pub(super) fn log(&self) -> Option<Form> {
        self.log.unwrap_or(Some(Form::Line))
    }

    /// What the server keeps of the compression window; `None` where it does not compress.
    pub(super) const fn deflate(&self) -> Option<Takeover> {
        match (self.no_deflate, self.deflate_context) {
            (true, _) => None,
            (false, true) => Some(Takeover::Kept),
            (false, false) => Some(Takeover::Fresh),
        }
    }

    /// After how much silence a client is pinged; `None` for never.
    pub(super) fn ping(&self) -> Option<Duration> {
        unless_zero(self.ping_seconds)
    }

    /// After how much silence a connection is closed; `None` for never.
    pub(super) fn idle(&self) -> Option<Duration> {
        unless_zero(self.idle_seconds)
    }

    /// How long a client has for its request: a second at least.
    pub(super) fn handshake(&self) -> Duration {
        Duration::from_secs(u64::from(self.handshake_seconds.max(1)))
    }
}

fn unless_zero(seconds: u32) -> Option<Duration> {
    (seconds > 0).then(|| Duration::from_secs(u64::from(seconds)))
}

/// A number of seconds, up to a day.
fn seconds(
    options: &mut impl Options,
    name: &'static str,
    default: &'static str,
    lang: Lang,
    help: &'static str,
) -> u32 {
    options.take(name, |arg| {
        arg.value_name(words::seconds_name(lang))
            .value_parser(value_parser!(u32).range(0..=86_400))
            .default_value(default)
            .help(help)
    })
}

/// A subprotocol, which a header can only name by a token (RFC 6455 section 4.1).
fn subprotocol(lang: Lang, text: &str) -> Result<String, &'static str> {
    match is_token(text.as_bytes()) {
        true => Ok(text.to_owned()),
        false => Err(words::no_subprotocol(lang)),
    }
}

/// An origin as browsers send it (RFC 6454 section 7): a scheme and an authority, nothing else;
/// or `null`.
fn origin(lang: Lang, text: &str) -> Result<String, &'static str> {
    match text.trim_end_matches('/').split_once("://") {
        Some((scheme, authority))
            if !scheme.is_empty()
                && !authority.is_empty()
                && !authority.contains(['/', '?', '#', ' ']) =>
        {
            Ok(text.to_owned())
        }
        None if text == "null" => Ok(text.to_owned()),
        _ => Err(words::no_origin(lang)),
    }
}
