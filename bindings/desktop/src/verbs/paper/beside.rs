//! The passes that are shown beside a paper.

use crate::cli::Paper;
use crate::judge::{Content, Document};
use crate::read::input::{self, Input, PassedOver};
use crate::tell::error::Error;
use crate::tell::visible::visible;

/// What `--with` names, in its order.
///
/// # Errors
/// Where there is nothing, or it cannot be read.
pub(super) fn documents(paper: &Paper) -> Result<Vec<Document>, Error> {
    let mut documents = Vec::new();
    for (argument, number) in paper.with.iter().zip(1..) {
        for found in input::find(argument, number, &mut PassedOver::new())? {
            match found {
                Input::Lines => {
                    let lines = input::standard().map(document).collect::<Result<Vec<_>, _>>()?;
                    documents.extend(lines);
                }
                one @ (Input::Picture(_) | Input::Pictured { .. } | Input::Text { .. }) => {
                    documents.push(document(one)?);
                }
            }
        }
    }
    Ok(documents)
}

fn document(input: Input) -> Result<Document, Error> {
    let id = input.id();
    let content = match input {
        Input::Picture(path) => Content::Picture(path),
        Input::Text { text, .. } => {
            Content::Code(text.map_err(|error| misuse(&format!("{}: {error}", visible(&id))))?)
        }
        Input::Pictured { .. } | Input::Lines => return Err(misuse("give a file instead of a pipe")),
    };
    Ok(Document { id, content })
}

fn misuse(what: &str) -> Error {
    Error::Misuse { what: what.to_owned() }
}
