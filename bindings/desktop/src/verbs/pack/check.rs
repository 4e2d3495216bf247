//! `souplesse pack check`: everything that is wrong with packs, and what their authors should look at again.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::json;
use souplesse_words::Words;

use super::doubts::{Doubt, doubts};
use crate::cli::Common;
use crate::read::pack_faults::read_all;
use crate::read::pack_places::{path_at, place_of, value_at};
use crate::read::pack_text::{Fault, read_text};
use crate::tell::error::Error;
use crate::tell::visible::{self, visible};

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
                "warnings": doubts.iter().map(as_json).collect::<Vec<_>>(),
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
    doubts: &[Fault],
    words: &Words,
) -> Result<(), Error> {
    let file = visible(&path.display().to_string());
    if let Some(id) = id {
        writeln!(anstream::stdout(), "{file}: {}", words.fill("pack.sound", &[("pack", id)]))?;
    }
    for fault in faults {
        writeln!(anstream::stderr(), "{file}: {}", visible(&fault.to_string()))?;
    }
    for Fault { line, column, detail } in doubts {
        let warning = words.label("doubt.warning");
        writeln!(anstream::stderr(), "{file}: line {line}, column {column}: {warning} {}", visible(detail))?;
    }
    Ok(())
}

fn as_json(fault: &Fault) -> serde_json::Value {
    json!({ "line": fault.line, "column": fault.column, "detail": fault.detail })
}

/// Where each doubt stands, in the order of the text.
fn placed(text: &str, doubts: Vec<Doubt>) -> Vec<Fault> {
    let mut placed =
        doubts.into_iter().map(|doubt| (place_of(text, &doubt.path), doubt.text)).collect::<Vec<_>>();
    placed.sort();
    placed.into_iter().map(|(place, detail)| Fault::at(text, place, detail)).collect()
}

/// What the text has at a path, without its quotes.
fn written(text: &str, path: &str) -> Option<String> {
    let place = place_of(text, path);
    let (_, value) = value_at(text, place).filter(|_| path_at(text, place) == path)?;
    text.get(value).map(|value| value.trim_matches(['"', '\'']).to_owned())
}
