//! The options of `decode`: each is named here once, and read where it is defined. Those of the input
//! and of the filter stand with these, in the order of the help.

use clap::value_parser;

use super::filter::FilterOptions;
use crate::analysis::MEMORY;
use crate::capture::Selection;
use crate::cli::Failure;
use crate::cli::input::InputOptions;
use crate::cli::options::{Options, Scope, one_of};
use crate::conversation;
use crate::handshake::Agreement;
use crate::prose::{Lang, accept_help, decode as words, serve};
use crate::terms::Role;

/// The views.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    Full,
    Line,
    Plain,
    Diagram,
    Json,
    Summary,
    Quiet,
}

/// What `decode` was asked for.
#[derive(Debug)]
pub(super) struct DecodeOptions {
    pub(super) input: InputOptions,
    view: Option<View>,
    quiet: bool,
    pub(super) all_bytes: bool,
    pub(super) fields: bool,
    pub(super) secrets: bool,
    pub(super) filter: FilterOptions,
    /// Who sent the bytes, where that is known.
    pub(super) from: Option<Role>,
    extension: Option<String>,
    pub(super) selection: Selection,
    max_frame: u64,
    max_message: u64,
    /// How many bytes all connections together hold of unfinished messages, and for evidence.
    pub(super) max_memory: usize,
}

/// The least that `--max-memory` may be: twice of what is kept for evidence alone.
const LEAST_MEMORY: u64 = 2 * MEMORY as u64;

impl DecodeOptions {
    /// Walks over the options.
    pub(super) fn take(options: &mut impl Options, lang: Lang) -> Self {
        Self {
            input: InputOptions::take(options, lang),
            view: options.take_in(Scope::View, "--format", |arg| {
                arg.short('f')
                    .value_name(words::view_name(lang))
                    .value_parser(one_of([
                        ("full", View::Full),
                        ("line", View::Line),
                        ("plain", View::Plain),
                        ("diagram", View::Diagram),
                        ("json", View::Json),
                        ("summary", View::Summary),
                    ]))
                    .help(words::format_help(lang))
            }),
            quiet: options.take("--quiet", |arg| {
                arg.short('q').conflicts_with("format").help(words::quiet_help(lang))
            }),
            all_bytes: options.take_in(Scope::Dissection, "--all-bytes", |arg| {
                arg.help(words::all_bytes_help(lang))
            }),
            fields: options
                .take_in(Scope::Fields, "--fields", |arg| arg.help(words::fields_help(lang))),
            secrets: options
                .take("--show-secrets", |arg| arg.help(accept_help::show_secrets_help(lang))),
            filter: FilterOptions::take(options, lang),
            from: options.take_in(Scope::Bytes, "--from", |arg| {
                arg.value_name("client|server")
                    .value_parser(one_of([("client", Role::Client), ("server", Role::Server)]))
                    .help(words::from_help(lang))
            }),
            extension: options.take_in(Scope::Frames, "--ext", |arg| {
                arg.value_name(words::ext_name(lang)).help(words::ext_help(lang))
            }),
            selection: Selection {
                port: options.take_in(Scope::Captures, "--port", |arg| {
                    arg.value_name(serve::port_name(lang))
                        .value_parser(value_parser!(u16))
                        .help(words::port_help(lang))
                }),
                stream: options.take_in(Scope::Captures, "--stream", |arg| {
                    arg.value_name("N")
                        .value_parser(value_parser!(u64))
                        .help(words::stream_help(lang))
                }),
                assume_websocket: options.take_in(Scope::Captures, "--assume-websocket", |arg| {
                    arg.help(words::assume_help(lang))
                }),
            },
            max_frame: size(options, "--max-frame", lang, words::max_frame_help(lang)),
            max_message: size(options, "--max-message", lang, words::max_message_help(lang)),
            max_memory: {
                let bytes: u64 = options.take_in(Scope::Frames, "--max-memory", |arg| {
                    arg.value_name(serve::bytes_name(lang))
                        .value_parser(value_parser!(u64).range(LEAST_MEMORY..))
                        .default_value("268435456")
                        .help(words::max_memory_help(lang))
                });
                usize::try_from(bytes).unwrap_or(usize::MAX)
            },
        }
    }

    /// The view, where one was named.
    pub(super) fn view(&self) -> Option<View> {
        if self.quiet { Some(View::Quiet) } else { self.view }
    }

    /// The limits, and the extension that was agreed.
    ///
    /// # Errors
    /// The text of `--ext` is not an extension that can be used.
    pub(super) fn conversation(&self) -> Result<conversation::FrameOptions, Failure> {
        let agreement = self.extension.as_ref().map(|text| {
            Agreement::read(text).map_err(|error| Failure::Extension { text: text.clone(), error })
        });
        Ok(conversation::FrameOptions {
            opening_seen: false,
            max_frame: self.max_frame,
            max_message: self.max_message,
            deflate: agreement.transpose()?.and_then(|agreement| agreement.deflate),
            ..conversation::FrameOptions::default()
        })
    }
}

/// A number of bytes, 64 MiB where it is not given.
fn size(options: &mut impl Options, name: &'static str, lang: Lang, help: &'static str) -> u64 {
    options.take_in(Scope::Frames, name, |arg| {
        arg.value_name(serve::bytes_name(lang))
            .value_parser(value_parser!(u64))
            .default_value("67108864")
            .help(help)
    })
}
