//! The passes that are shown beside a paper.

use crate::cli::{Common, Paper};
use crate::judge::{Content, Document};
use crate::read::input::{self, Input, PassedOver};
use crate::tell::complaint;
use crate::tell::error::{Error, Misuse};

/// What `--with` names, in its order.
///
/// # Errors
/// Where there is nothing, or it cannot be read.
pub(super) fn documents(paper: &Paper, common: &Common) -> Result<Vec<Document>, Error> {
    let mut documents = Vec::new();
    for (argument, number) in paper.with.iter().zip(1..) {
        for found in input::find(argument, number, &mut PassedOver::new())? {
            match found {
                Input::Lines => {
                    if input::is_typed() {
                        complaint::ask_for_scans(common)?;
                    }
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
            let text = text.map_err(|error| Misuse::Line { id: id.clone(), error });
            Content::Code(text?)
        }
        Input::Pictured { .. } | Input::Lines => return Err(Misuse::NoPipe.into()),
    };
    Ok(Document { id, content })
}
