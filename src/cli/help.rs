//! Help in the language of the session: clap says which page is asked for, the page is ours.
//! Made only when help is asked for, so that no other run pays for it.

use clap::{Arg, Command};

use crate::prose::{Lang, help as prose};
use crate::render::Screen;
use crate::render::help::{Group, HelpPage};

/// `command` with the page of each of its subcommands, and its own, drawn for `screen`.
pub(super) fn with_pages(command: Command, screen: Screen) -> Command {
    let mut built = command.clone();
    built.build();
    let pages: Vec<(String, String)> = built
        .get_subcommands_mut()
        .map(|sub| (sub.get_name().to_owned(), page(sub, screen.lang).draw(screen)))
        .collect();
    let overview = page(&mut built, screen.lang).draw(screen);
    pages
        .into_iter()
        .fold(command, |command, (name, page)| {
            command.mut_subcommand(name, |sub| sub.override_help(page))
        })
        .override_help(overview)
}

/// The usage line of a command that is built.
pub(super) fn usage(lang: Lang, usage: &str) -> String {
    let line = usage.split_once(": ").map_or(usage, |(_, line)| line);
    line.replace("[OPTIONS]", prose::any_options(lang))
}

/// The page of a command that is built.
fn page(command: &mut Command, lang: Lang) -> HelpPage {
    let about = command.get_long_about().or_else(|| command.get_about());
    let about = about.map(ToString::to_string).unwrap_or_default();
    let usage = usage(lang, &command.render_usage().to_string());
    let overview = command.has_subcommands();
    HelpPage {
        about,
        usage,
        examples: examples(command, lang),
        groups: groups(command, lang),
        closing: if overview { prose::more(lang).to_owned() } else { String::new() },
    }
}

/// The command's own examples; for the overview, the first of each command that does the work.
fn examples(command: &Command, lang: Lang) -> Vec<prose::Example> {
    if !command.has_subcommands() {
        return prose::examples(lang, command.get_name());
    }
    let of = |name: &str| prose::examples(lang, name).into_iter().next();
    let working = |sub: &&Command| !matches!(sub.get_name(), "completions" | "man" | "help");
    command.get_subcommands().filter(working).filter_map(|sub| of(sub.get_name())).collect()
}

fn groups(command: &Command, lang: Lang) -> Vec<Group> {
    let about = |sub: &Command| sub.get_about().map(ToString::to_string).unwrap_or_default();
    let commands = command.get_subcommands().filter(|sub| !sub.is_hide_set());
    let commands = commands.map(|sub| (sub.get_name().to_owned(), about(sub))).collect();
    let mut groups =
        vec![Group { heading: prose::commands_heading(lang).to_owned(), rows: commands }];
    for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
        let heading = heading(arg, lang);
        let row = (term(arg), text(arg, lang));
        match groups.iter_mut().find(|group| group.heading == heading) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group { heading: heading.to_owned(), rows: vec![row] }),
        }
    }
    let common = prose::common_options_heading(lang);
    groups.sort_by_key(|group| group.heading == common);
    groups
}

fn heading(arg: &Arg, lang: Lang) -> &str {
    if let Some(heading) = arg.get_help_heading() {
        heading
    } else if arg.is_positional() {
        prose::arguments_heading(lang)
    } else if arg.is_global_set() || arg.get_id() == "version" {
        prose::common_options_heading(lang)
    } else {
        prose::options_heading(lang)
    }
}

/// `-q, --quiet`, `    --expect <VALUE>`, `<KEY>`.
fn term(arg: &Arg) -> String {
    let long = arg.to_string();
    match (arg.is_positional(), arg.get_short(), arg.get_long()) {
        (true, ..) | (_, _, None) => long,
        (_, Some(short), _) => format!("-{short}, {long}"),
        (_, None, _) => format!("    {long}"),
    }
}

/// What is said of an argument, its values and its default.
fn text(arg: &Arg, lang: Lang) -> String {
    let help = arg.get_long_help().or_else(|| arg.get_help());
    let mut parts = vec![help.map(ToString::to_string).unwrap_or_default()];
    let named: Vec<String> =
        arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string).collect();
    let values = arg.get_possible_values();
    let values: Vec<&str> =
        values.iter().filter(|value| !value.is_hide_set()).map(|value| value.get_name()).collect();
    let takes_value = arg.get_action().takes_values();
    if takes_value && !values.is_empty() && !named.contains(&values.join("|")) {
        parts.push(prose::possible_values(lang, &values));
    }
    if let Some(default) = arg.get_default_values().first().filter(|_| takes_value) {
        parts.push(prose::default_value(lang, &default.to_string_lossy()));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use anstream::adapter::strip_str;
    use rstest::rstest;

    use super::*;
    use crate::cli::root;
    use crate::render::columns;

    fn names() -> Vec<String> {
        root::command(Lang::En).get_subcommands().map(|sub| sub.get_name().to_owned()).collect()
    }

    fn drawn(name: &str, screen: Screen) -> String {
        let command = with_pages(root::command(screen.lang), screen);
        let words = ["ws-inspect", name, "--help"].into_iter().filter(|word| !word.is_empty());
        let error = command.try_get_matches_from(words).unwrap_err();
        strip_str(&error.render().ansi().to_string()).to_string()
    }

    #[rstest]
    fn every_page_fits_and_speaks_one_language(
        #[values(Lang::En, Lang::Zh)] lang: Lang,
        #[values(80, 60)] width: usize,
    ) {
        for name in names().iter().map(String::as_str).chain([""]) {
            let page = drawn(name, Screen { lang, width });
            // A path in an example may be longer than a narrow screen; it cannot be broken.
            let wide = |line: &&str| columns(line) > width && line.trim_start().contains(' ');
            assert_eq!(page.lines().find(wide), None, "{page}");
            if lang == Lang::Zh {
                for english in
                    ["Usage", "Options", "Commands", "Print", "Shows", "OPTIONS", "default"]
                {
                    assert!(!page.contains(english), "{english} in {page}");
                }
            }
        }
    }

    #[rstest]
    fn every_example_is_a_command_line_that_parses(#[values(Lang::En, Lang::Zh)] lang: Lang) {
        for name in names() {
            let examples = prose::examples(lang, &name);
            assert!(!examples.is_empty(), "{name} has no example");
            for example in examples {
                let line = example.line.split(['|', '>']).next().unwrap();
                let words = shlex::split(line).unwrap();
                let matches = root::command(lang).try_get_matches_from(&words);
                assert!(matches.is_ok(), "{line}: {:?}", matches.err());
                assert_eq!(words[1], name);
            }
        }
    }

    #[rstest]
    fn the_pages(#[values(Lang::En, Lang::Zh)] lang: Lang, #[values("accept", "")] name: &str) {
        let title = if name.is_empty() { "overview" } else { name };
        insta::assert_snapshot!(
            format!("help_{title}_{lang:?}"),
            drawn(name, Screen { lang, width: 80 })
        );
    }
}
