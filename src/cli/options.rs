//! How a command's options become one typed value: each is named in one place, with its help, its
//! parser and the field that it fills. The same function is walked twice, once to define the options
//! and once to read them. Knows no command.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};

/// What an option is about; one that is about what the input or the view does not have changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Everything that the command reads or shows.
    Any,
    /// How a text is read as bytes.
    Text,
    /// One stream of bytes, of which a capture says this itself.
    Bytes,
    /// The connections of a capture.
    Captures,
    /// The limits and extensions of frames.
    Frames,
    /// Which frames are shown.
    Filter,
    /// The view.
    View,
    /// The fields in JSON.
    Fields,
    /// A dissection in full.
    Dissection,
}

/// An option that stands on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GivenOption {
    /// What it is about.
    pub(super) scope: Scope,
    /// Its name, with both dashes.
    pub(super) name: &'static str,
    /// Its value as it was written; `None` for a flag.
    pub(super) value: Option<String>,
}

/// What walks over the options of a command.
pub(super) trait Options {
    /// Takes the option or, where `name` has no dashes, the argument that `describe` completes.
    fn take_in<T: Value>(
        &mut self,
        scope: Scope,
        name: &'static str,
        describe: impl FnOnce(Arg) -> Arg,
    ) -> T;

    /// The same for an option that always has an effect.
    fn take<T: Value>(&mut self, name: &'static str, describe: impl FnOnce(Arg) -> Arg) -> T {
        self.take_in(Scope::Any, name, describe)
    }
}

/// Defines the options that `walk` takes.
pub(super) fn define<T>(command: Command, walk: impl FnOnce(&mut Definition) -> T) -> Command {
    let mut definition = Definition(command);
    walk(&mut definition);
    definition.0
}

/// Adds each option to the command.
pub(super) struct Definition(Command);

impl Options for Definition {
    fn take_in<T: Value>(
        &mut self,
        _: Scope,
        name: &'static str,
        describe: impl FnOnce(Arg) -> Arg,
    ) -> T {
        let arg = match name.strip_prefix("--") {
            Some(long) => Arg::new(long).long(long),
            None => Arg::new(name),
        };
        let command = std::mem::take(&mut self.0);
        self.0 = command.arg(describe(arg.action(T::ACTION)));
        T::default()
    }
}

/// Reads each option from what was given.
pub(super) struct Reader<'a> {
    matches: &'a ArgMatches,
    /// The options that were given, in the order of their definition.
    pub(super) given: Vec<GivenOption>,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(matches: &'a ArgMatches) -> Self {
        Self { matches, given: Vec::new() }
    }
}

impl Options for Reader<'_> {
    fn take_in<T: Value>(
        &mut self,
        scope: Scope,
        name: &'static str,
        _: impl FnOnce(Arg) -> Arg,
    ) -> T {
        let id = name.trim_start_matches('-');
        if self.matches.value_source(id) == Some(ValueSource::CommandLine) {
            let raw = || self.matches.get_raw(id)?.next_back();
            let value = if T::ACTION.takes_values() { raw() } else { None };
            let value = value.map(|value| value.to_string_lossy().into_owned());
            self.given.push(GivenOption { scope, name, value });
        }
        T::read(self.matches, id)
    }
}

/// What an option can be read as; the default is what it is where it is not given.
pub(super) trait Value: Default {
    /// What clap does with the option.
    const ACTION: ArgAction = ArgAction::Set;

    /// Reads the option `id`.
    fn read(matches: &ArgMatches, id: &str) -> Self;
}

impl Value for bool {
    const ACTION: ArgAction = ArgAction::SetTrue;

    fn read(matches: &ArgMatches, id: &str) -> Self {
        matches.get_flag(id)
    }
}

impl<T: Clone + Send + Sync + 'static> Value for Option<T> {
    fn read(matches: &ArgMatches, id: &str) -> Self {
        matches.get_one::<T>(id).cloned()
    }
}

impl<T: Clone + Send + Sync + 'static> Value for Vec<T> {
    const ACTION: ArgAction = ArgAction::Append;

    fn read(matches: &ArgMatches, id: &str) -> Self {
        matches.get_many::<T>(id).unwrap_or_default().cloned().collect()
    }
}

/// An option that is required, or for which clap has a value where none is given.
macro_rules! always_given {
    ($($type:ty),*) => {
        $(impl Value for $type {
            fn read(matches: &ArgMatches, id: &str) -> Self {
                matches.get_one::<Self>(id).cloned().unwrap_or_default()
            }
        })*
    };
}

always_given!(u16, u32, u64, String, PathBuf);

/// A parser of one of a few names, each of which stands for a value.
pub(super) fn one_of<T: Clone + Send + Sync + 'static>(
    values: impl Into<Vec<(&'static str, T)>>,
) -> impl TypedValueParser<Value = T> {
    let values = values.into();
    let names = values.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    PossibleValuesParser::new(names).try_map(move |chosen| {
        let value = values.iter().find(|(name, _)| *name == chosen).map(|(_, value)| value.clone());
        value.ok_or("not one of the values")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Eq)]
    struct Example {
        word: String,
        loud: bool,
        count: u64,
        which: Option<char>,
        names: Vec<String>,
    }

    fn example(options: &mut impl Options) -> Example {
        Example {
            word: options.take("word", |arg| arg.required(true)),
            loud: options.take("--loud", |arg| arg.short('l')),
            count: options.take_in(Scope::Frames, "--count", |arg| {
                arg.value_parser(clap::value_parser!(u64)).default_value("7")
            }),
            which: options
                .take_in(Scope::View, "--which", |arg| arg.value_parser(one_of([("a", 'A')]))),
            names: options.take("--name", |arg| arg),
        }
    }

    #[test]
    fn what_is_defined_is_what_is_read() {
        let command = define(Command::new("test"), example);
        let line = "test w -l --which a --name x --name y";
        let matches = command.get_matches_from(line.split(' '));
        let mut reader = Reader::new(&matches);
        let read = example(&mut reader);
        let names = vec!["x".to_owned(), "y".to_owned()];
        let word = "w".to_owned();
        assert_eq!(read, Example { word, loud: true, count: 7, which: Some('A'), names });
        let given: Vec<_> = reader.given.iter().map(|it| (it.name, it.value.as_deref())).collect();
        let expected =
            [("word", Some("w")), ("--loud", None), ("--which", Some("a")), ("--name", Some("y"))];
        assert_eq!(given, expected);
    }
}
