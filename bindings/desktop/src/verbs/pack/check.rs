//! `souplesse pack check`: everything that is wrong with packs, and what their authors should look at again.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::json;
use souplesse_words::{Language, Words};

use super::doubts::{Doubt, doubts};
use crate::cli::Common;
use crate::read::pack_faults::read_all;
use crate::read::pack_places::{line_and_column, path_at, place_of, value_at};
use crate::read::pack_text::{Fault, read_text};
use crate::tell::error::{self, Error};
use crate::tell::visible::{self, visible};

/// A doubt, and the line and column that it is about.
struct Placed {
    place: (usize, usize),
    text: String,
}

/// 0 where all are sound, 1 where any is not; doubts count as faults where the check is `strict`.
pub(super) fn run(packs: &[PathBuf], strict: bool, common: &Common) -> Result<u8, Error> {
    let mut status = 0;
    for path in packs {
        let text = read_text(path)?;
        let words = Words::of(common.language());
        let (id, faults, doubts) = match read_all(&text) {
            Ok(tolerance) => {
                let doubts = doubts(&tolerance, |path| written(&text, path), words);
                (Some(tolerance.pack().id.clone()), Vec::new(), placed(&text, doubts))
            }
            Err(faults) => (None, faults, Vec::new()),
        };
        if !faults.is_empty() || (strict && !doubts.is_empty()) {
            status = 1;
        }
        if common.json {
            let line = json!({
                "file": path.display().to_string(),
                "id": id,
                "errors": faults.iter().map(as_json).collect::<Vec<_>>(),
                "warnings": doubts.iter().map(doubt_as_json).collect::<Vec<_>>(),
            });
            writeln!(anstream::stdout(), "{}", visible::json(&line))?;
        } else {
            tell(path, id.as_deref(), &faults, &doubts, words)?;
        }
    }
    Ok(status)
}

fn tell(
    path: &Path,
    id: Option<&str>,
    faults: &[Fault],
    doubts: &[Placed],
    words: &Words,
) -> Result<(), Error> {
    let file = visible(&path.display().to_string());
    if let Some(id) = id {
        writeln!(anstream::stdout(), "{file}: {}", words.fill("pack.sound", &[("pack", id)]))?;
    }
    for fault in faults {
        writeln!(anstream::stderr(), "{}", error::of(&file, &error::fault(fault, words), words))?;
    }
    for Placed { place, text } in doubts {
        let warning = format!("{} {text}", words.label("doubt.warning"));
        writeln!(anstream::stderr(), "{}", error::of(&file, &error::at(*place, &warning, words), words))?;
    }
    Ok(())
}

/// For programs: in English, whatever the language.
fn as_json(fault: &Fault) -> serde_json::Value {
    let detail = error::what(&fault.what, Words::of(Language::English));
    json!({ "line": fault.line, "column": fault.column, "detail": detail })
}

fn doubt_as_json(Placed { place: (line, column), text }: &Placed) -> serde_json::Value {
    json!({ "line": line, "column": column, "detail": text })
}

/// Where each doubt stands, in the order of the text.
fn placed(text: &str, doubts: Vec<Doubt>) -> Vec<Placed> {
    let mut placed =
        doubts.into_iter().map(|doubt| (place_of(text, &doubt.path), doubt.text)).collect::<Vec<_>>();
    placed.sort();
    placed
        .into_iter()
        .map(|(place, told)| Placed { place: line_and_column(text, place), text: told })
        .collect()
}

/// What the text has at a path, without its quotes.
fn written(text: &str, path: &str) -> Option<String> {
    let place = place_of(text, path);
    let (_, value) = value_at(text, place).filter(|_| path_at(text, place) == path)?;
    text.get(value).map(|value| value.trim_matches(['"', '\'']).to_owned())
}
