//! What an argument is called. The text of a pass is no name.

use std::path::Path;

use souplesse_core::code::Code;
use souplesse_core::pass::payload::{self, Payload};

/// A longer argument that is no file is nobody's file name mistyped, and may be a pass without its beginning.
const LONGEST_NAME: usize = 100;

/// What an argument is called in answers and errors. The text of a pass is no name: it would put a person's data into
/// every log of the call.
#[must_use]
pub fn name(argument: &str, number: usize) -> String {
    name_or(argument, &format!("argument {number}"))
}

/// The same, where it is not known which argument it is.
#[must_use]
pub fn name_or(argument: &str, otherwise: &str) -> String {
    let begins =
        |mark: &str| argument.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    let may_be_a_pass =
        argument.len() > LONGEST_NAME || ["HC1", "DC0"].into_iter().any(begins) || names_a_code(argument);
    let is_in_a_folder =
        Path::new(argument).parent().is_some_and(|folder| !folder.as_os_str().is_empty() && folder.exists());
    if may_be_a_pass && !is_in_a_folder && !Path::new(argument).exists() {
        return otherwise.to_owned();
    }
    argument.to_owned()
}

/// Whether an argument that is no file can only be meant as the text of a code.
#[must_use]
pub fn names_a_code(argument: &str) -> bool {
    match payload::identify(argument.as_bytes()) {
        Payload::Hcert(_) | Payload::TwoDDoc(_) => true,
        Payload::Other(other) => ![Code::Text, Code::Empty].contains(&other.code),
    }
}
