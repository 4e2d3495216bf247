//! How far the scanning of an update's codes is, told to whoever holds the scanner.

use std::io::{self, Write};

use souplesse_words::Words;

use crate::cli::Common;
use crate::read::scanning::Scanned;
use crate::read::update::missing;

/// Tells on standard error what happens, in the language of the answers.
pub(super) fn teller(common: &Common) -> impl FnMut(&Scanned) -> io::Result<()> {
    let (words, is_quiet) = (Words::of(common.language()), common.quiet);
    move |scanned| {
        if is_quiet {
            return Ok(());
        }
        writeln!(anstream::stderr(), "{}", told(scanned, words))
    }
}

fn told(scanned: &Scanned, words: &Words) -> String {
    match scanned {
        Scanned::Begin => words.label("scanning.begin").to_owned(),
        Scanned::Part { of, seen, again } => {
            let (count, all, missing) = (seen.len().to_string(), of.to_string(), missing(*of, seen));
            let values = [("seen", count.as_str()), ("of", &all), ("missing", &missing)];
            words.fill(if *again { "scanning.again" } else { "scanning.progress" }, &values)
        }
        Scanned::Complete { of } => words.fill("scanning.complete", &[("of", &of.to_string())]),
        Scanned::OtherUpdate => words.label("scanning.other-update").to_owned(),
        Scanned::NoPart => words.label("scanning.no-part").to_owned(),
    }
}
