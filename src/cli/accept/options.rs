//! The options of `accept`: each is named here once, and read where it is defined.

use crate::cli::options::{Options, one_of};
use crate::prose::{Lang, accept_help as prose, help};

/// The views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum View {
    #[default]
    Full,
    Plain,
    Json,
    Quiet,
}

/// What `accept` was asked for.
#[derive(Debug)]
pub(super) struct AcceptOptions {
    /// The key, the name of a file, or `-`.
    pub(super) given: String,
    /// The value to compare with.
    pub(super) expected: Option<String>,
    pub(super) other_keys: Vec<String>,
    view: Option<View>,
    pub(super) secrets: bool,
    quiet: bool,
}

impl AcceptOptions {
    /// Walks over the options.
    pub(super) fn take(options: &mut impl Options, lang: Lang) -> Self {
        Self {
            given: options.take("key", |arg| {
                arg.value_name(prose::key_name(lang)).required(true).help(prose::key_help(lang))
            }),
            expected: options.take("--expect", |arg| {
                arg.value_name(prose::value_name(lang))
                    .allow_hyphen_values(true)
                    .help(prose::expect_help(lang))
            }),
            other_keys: options.take("--other-key", |arg| {
                arg.value_name(prose::key_name(lang))
                    .requires("expect")
                    .help(prose::other_key_help(lang))
            }),
            view: options.take("--format", |arg| {
                arg.short('f')
                    .value_name(help::format_name(lang))
                    .value_parser(one_of([
                        ("full", View::Full),
                        ("plain", View::Plain),
                        ("json", View::Json),
                    ]))
                    .default_value("full")
                    .help(prose::format_help(lang))
            }),
            secrets: options.take("--show-secrets", |arg| arg.help(prose::show_secrets_help(lang))),
            quiet: options.take("--quiet", |arg| {
                arg.short('q').conflicts_with("format").help(prose::quiet_help(lang))
            }),
        }
    }

    /// The view to draw.
    pub(super) fn view(&self) -> View {
        if self.quiet { View::Quiet } else { self.view.unwrap_or_default() }
    }
}
