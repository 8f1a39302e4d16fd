//! The options of `encode`: each is named here once, and read where it is defined.

use std::path::PathBuf;

use clap::{Arg, ArgAction, value_parser};

use crate::cli::options::{Options, one_of};
use crate::encode::LengthForm;
use crate::notation::write::Style;
use crate::prose::Lang;
use crate::prose::encode::help::{self as prose, Option as Of};
use crate::terms::Role;

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

/// What is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum View {
    #[default]
    Full,
    Plain,
    Json,
    /// The bytes as they are.
    Raw,
    /// The bytes alone, as text.
    Bytes(Style),
}

/// What `encode` was asked for. What only the encoder can judge is still text.
#[derive(Debug)]
pub(super) struct EncodeOptions {
    pub(super) text: Option<String>,
    pub(super) hex: Option<String>,
    /// The payload in any notation.
    pub(super) bytes: Option<String>,
    pub(super) file: Option<PathBuf>,
    pub(super) opcode: Option<String>,
    pub(super) masks: Vec<String>,
    pub(super) sender: Option<Role>,
    pub(super) fin: Option<bool>,
    pub(super) rsv: Option<String>,
    pub(super) length_form: Option<LengthForm>,
    pub(super) length: Option<u64>,
    /// Bytes of a fragment, at most.
    pub(super) fragment: Option<u64>,
    pub(super) deflate: bool,
    /// The text whose compression leaves its window behind.
    pub(super) deflate_context: Option<String>,
    /// A close code, and a reason.
    pub(super) close: Vec<String>,
    pub(super) fault: Option<String>,
    pub(super) slip: Option<String>,
    form: Option<View>,
    view: Option<View>,
    quiet: bool,
    pub(super) all_bytes: bool,
}

impl EncodeOptions {
    /// Walks over the options.
    pub(super) fn take(options: &mut impl Options, lang: Lang) -> Self {
        let help = |arg: Arg, of| arg.help(prose::option(lang, of));
        let value = |arg, of| help(arg, of).value_name(prose::value(lang, of));
        Self {
            text: options.take("text", |arg| value(arg, Of::Text)),
            hex: options.take("--hex", |arg| value(arg, Of::Hex).conflicts_with("text")),
            bytes: options
                .take("--bytes", |arg| value(arg, Of::Bytes).conflicts_with_all(["text", "hex"])),
            file: options.take("--file", |arg| {
                value(arg, Of::File)
                    .value_parser(value_parser!(PathBuf))
                    .conflicts_with_all(["text", "hex", "bytes"])
            }),
            opcode: options.take("--opcode", |arg| value(arg, Of::Opcode)),
            masks: options.take("--mask", |arg| value(arg, Of::Mask)),
            sender: options.take("--from", |arg| {
                help(arg, Of::From)
                    .value_name("client|server")
                    .value_parser(one_of([("client", Role::Client), ("server", Role::Server)]))
            }),
            fin: options.take("--fin", |arg| {
                help(arg, Of::Fin)
                    .value_name("0|1")
                    .value_parser(one_of([("0", false), ("1", true)]))
            }),
            rsv: options.take("--rsv", |arg| value(arg, Of::Rsv)),
            length_form: options.take("--length-form", |arg| {
                help(arg, Of::LengthForm).value_name("7|16|64").value_parser(one_of([
                    ("7", LengthForm::Bits7),
                    ("16", LengthForm::Bits16),
                    ("64", LengthForm::Bits64),
                ]))
            }),
            length: options.take("--length", |arg| {
                help(arg, Of::Length)
                    .value_name("N")
                    .value_parser(value_parser!(u64))
                    .conflicts_with("fragment")
            }),
            fragment: options.take("--fragment", |arg| {
                value(arg, Of::Fragment).value_parser(value_parser!(u64).range(1..))
            }),
            deflate: options.take("--deflate", |arg| help(arg, Of::Deflate)),
            deflate_context: options.take("--deflate-context", |arg| {
                value(arg, Of::DeflateContext).requires("deflate")
            }),
            close: options.take("--close", |arg| {
                help(arg, Of::Close)
                    .action(ArgAction::Set)
                    .value_names([prose::value(lang, Of::Close), prose::reason(lang)])
                    .num_args(1..=2)
                    .conflicts_with_all(SOURCES)
                    .conflicts_with_all(["opcode", "fragment"])
            }),
            fault: options.take("--fault", |arg| value(arg, Of::Fault).conflicts_with_all(BY_HAND)),
            slip: options.take("--slip", |arg| {
                value(arg, Of::Slip).conflicts_with_all([
                    "fault",
                    "fin",
                    "rsv",
                    "length-form",
                    "length",
                    "fragment",
                ])
            }),
            form: options.take("--as", |arg| {
                value(arg, Of::As)
                    .value_parser(one_of(forms()))
                    .conflicts_with_all(["format", "quiet"])
            }),
            view: options.take("--format", |arg| {
                value(arg, Of::Format)
                    .short('f')
                    .value_parser(one_of([
                        ("full", View::Full),
                        ("plain", View::Plain),
                        ("json", View::Json),
                    ]))
                    .conflicts_with("quiet")
            }),
            quiet: options.take("--quiet", |arg| help(arg, Of::Quiet).short('q')),
            all_bytes: options.take("--all-bytes", |arg| help(arg, Of::AllBytes)),
        }
    }

    /// What to print.
    pub(super) fn view(&self) -> View {
        let quiet = self.quiet.then_some(View::Bytes(Style::Hex));
        self.form.or(quiet).or(self.view).unwrap_or_default()
    }

    /// Whether a payload was given, of whatever kind.
    pub(super) fn has_payload(&self) -> bool {
        let Self { text, hex, bytes, file, close, .. } = self;
        [text, hex, bytes].into_iter().any(Option::is_some) || file.is_some() || !close.is_empty()
    }
}

/// The names that `--as` takes.
fn forms() -> Vec<(&'static str, View)> {
    let styles = Style::ALL.into_iter().map(|style| (style.name(), View::Bytes(style)));
    styles.chain([("raw", View::Raw)]).collect()
}
