//! The manual pages, one a verb, out of what the help says.

use std::fmt::Write as _;

use clap::{Arg, Command, CommandFactory};
use souplesse_words::Language;

use super::Cli;
use super::help::{self, marks};

/// One page.
pub struct Page {
    /// The name that `man` finds it by.
    pub name: String,
    /// Its text in the language of manual pages.
    pub text: String,
}

/// The pages of the command and all its verbs.
#[must_use]
pub fn pages(language: Language) -> Vec<Page> {
    let mut pages = Vec::new();
    Writer { language }.add(&help::tree(Cli::command(), language), &[], &mut pages);
    pages
}

struct Writer {
    language: Language,
}

impl Writer {
    fn add(&self, verb: &Command, path: &[&str], pages: &mut Vec<Page>) {
        let name = page_name(path);
        pages.push(Page { text: self.page(verb, path, &name), name });
        for below in verbs(verb) {
            self.add(below, &[path, &[below.get_name()]].concat(), pages);
        }
    }

    fn page(&self, verb: &Command, path: &[&str], name: &str) -> String {
        let version = concat!("souplesse ", env!("CARGO_PKG_VERSION"));
        let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
        let mut page =
            format!(".TH \"{}\" 1 \"\" \"{version}\" \"souplesse\"\n", plain(&name.to_uppercase()));
        self.section(&mut page, "NAME", "NOM");
        let _ = writeln!(page, "{} \\- {}", plain(name), plain(&about));
        self.section(&mut page, "SYNOPSIS", "SYNOPSIS");
        let usage = verb.clone().render_usage().to_string();
        let _ = writeln!(page, "{}", plain(usage.trim_start_matches("Usage:").trim()));
        self.commands(&mut page, verb, path);
        self.arguments(&mut page, verb, path);
        self.examples(&mut page, path);
        self.section(&mut page, "SEE ALSO", "VOIR AUSSI");
        let above = path.split_last().map(|(_, above)| page_name(above));
        let below = verbs(verb).map(|below| page_name(&[path, &[below.get_name()]].concat()));
        let others = above.into_iter().chain(below).map(|name| format!("\\fB{}\\fR(1)", plain(&name)));
        let _ = writeln!(page, "{}", others.collect::<Vec<_>>().join(", "));
        page
    }

    fn section(&self, page: &mut String, english: &str, french: &str) {
        let _ = writeln!(page, ".SH \"{}\"", plain(self.either(english, french)));
    }

    fn either<'a>(&self, english: &'a str, french: &'a str) -> &'a str {
        match self.language {
            Language::English => english,
            Language::French => french,
        }
    }

    fn commands(&self, page: &mut String, verb: &Command, path: &[&str]) {
        if verbs(verb).next().is_none() {
            return;
        }
        self.section(page, "COMMANDS", "COMMANDES");
        for below in verbs(verb) {
            let about = below.get_about().map(ToString::to_string).unwrap_or_default();
            let name = plain(&page_name(&[path, &[below.get_name()]].concat()));
            let _ = writeln!(page, ".TP\n\\fB{name}\\fR(1)\n{}", plain(&about));
        }
    }

    /// What every verb takes is told on the page of the command itself.
    fn arguments(&self, page: &mut String, verb: &Command, path: &[&str]) {
        let shown = |argument: &&Arg| path.is_empty() || !argument.is_global_set();
        self.section(page, "OPTIONS", "OPTIONS");
        let (first, last) =
            verb.get_arguments().filter(shown).partition::<Vec<_>, _>(|argument| argument.is_positional());
        for argument in first.into_iter().chain(last) {
            let _ = writeln!(page, ".TP\n{}", synopsis(argument));
            for (line, number) in self.help(argument).lines().zip(0..) {
                match line {
                    "" => page.push_str(".sp\n"),
                    line if number == 0 => drop(writeln!(page, "{}", plain(line))),
                    line => drop(writeln!(page, ".br\n{}", plain(line))),
                }
            }
        }
        if !path.is_empty() {
            let english = "The options that every verb takes are described in \\fBsouplesse\\fR(1).";
            let french = "Les options de toutes les commandes sont d\\['e]crites dans \\fBsouplesse\\fR(1).";
            let _ = writeln!(page, ".PP\n{}", self.either(english, french));
        }
    }

    fn help(&self, argument: &Arg) -> String {
        let help = argument
            .get_long_help()
            .or_else(|| argument.get_help())
            .map(ToString::to_string)
            .unwrap_or_default();
        match self.language {
            // Its marks are in the text already.
            Language::French => help,
            Language::English => {
                marks::long(argument, &help, |value| value.get_help().map(ToString::to_string), self.language)
            }
        }
    }

    fn examples(&self, page: &mut String, path: &[&str]) {
        let Some(ending) = help::endings().get(&path.join(" ")) else { return };
        self.section(page, "EXAMPLES", "EXEMPLES");
        for example in &ending.examples {
            let purpose = plain(example.purpose.get(self.language));
            let colon = self.either(":", "\\~:");
            let _ = writeln!(page, ".PP\n{purpose}{colon}\n.RS 4\n.nf\n{}\n.fi\n.RE", plain(&example.run));
        }
        let Some(more) = &ending.more else { return };
        self.section(page, "NOTES", "NOTES");
        for paragraph in more.get(self.language).trim_end().split("\n\n") {
            let _ =
                writeln!(page, ".PP\n{}", paragraph.lines().map(plain).collect::<Vec<_>>().join("\n.br\n"));
        }
    }
}

fn verbs(verb: &Command) -> impl Iterator<Item = &Command> {
    verb.get_subcommands().filter(|below| below.get_name() != "help")
}

fn page_name(path: &[&str]) -> String {
    [&["souplesse"], path].concat().join("-")
}

fn synopsis(argument: &Arg) -> String {
    let short = argument.get_short().map(|letter| format!("\\fB\\-{letter}\\fR"));
    let long = argument.get_long().map(|long| format!("\\fB\\-\\-{}\\fR", plain(long)));
    let value = argument.get_value_names().filter(|_| argument.get_action().takes_values());
    let value =
        value.map(|names| names.iter().map(|name| format!("\\fI{}\\fR", plain(name))).collect::<Vec<_>>());
    let names = [short, long].into_iter().flatten().collect::<Vec<_>>().join(", ");
    [names, value.unwrap_or_default().join(" ")].join(" ").trim().to_owned()
}

/// A text in which no character has a meaning for the formatter, in ASCII: the formatter need not be told an encoding.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    if text.starts_with(['.', '\'']) {
        plain.push_str("\\&");
    }
    for letter in text.chars() {
        match letter {
            '\\' => plain.push_str("\\e"),
            '-' => plain.push_str("\\-"),
            '\'' => plain.push_str("\\(aq"),
            '"' => plain.push_str("\\(dq"),
            '`' => plain.push_str("\\(ga"),
            '^' => plain.push_str("\\(ha"),
            '~' => plain.push_str("\\(ti"),
            '\u{a0}' => plain.push_str("\\~"),
            letter if letter.is_ascii() => plain.push(letter),
            letter => drop(write!(plain, "\\[u{:04X}]", u32::from(letter))),
        }
    }
    plain
}
