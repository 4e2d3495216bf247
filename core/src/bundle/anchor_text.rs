//! Anchors as text: what `bundle keygen` writes, everywhere where a key is given to a device.

use thiserror::Error;

use super::anchor::Anchor;
use crate::json;

/// The longest text of one anchor, in bytes.
const LONGEST: usize = 16 << 10;

/// What begins the text of one: the fields stand in this order.
const FIRST_FIELD: &str = "name";

/// Why the text of an anchor cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AnchorError {
    /// One that is longer than any.
    #[error("it has {length} bytes, and {LONGEST} are the most")]
    TooLong {
        /// How many bytes it has.
        length: usize,
    },
    /// Something that is neither TOML nor JSON.
    #[error("not TOML")]
    NotToml,
    /// TOML or JSON of another form.
    #[error("{0}")]
    Form(json::Fault),
    /// A key that signs no updates.
    #[error("{name}: its key is not on P-256")]
    NotP256 {
        /// What the anchor is called.
        name: String,
    },
}

/// The anchors of a text, in their order; what is wrong with one is told in its place, by its name where it has one. Each is
/// TOML as `bundle keygen` writes it, several of them one behind another, or JSON in a line of its own.
#[must_use]
pub fn read_anchors(text: &str) -> Vec<Result<Anchor, AnchorError>> {
    let pieces = pieces(text);
    pieces.iter().map(|piece| read(piece)).collect()
}

fn read(text: &str) -> Result<Anchor, AnchorError> {
    if text.len() > LONGEST {
        return Err(AnchorError::TooLong { length: text.len() });
    }
    let anchor = if is_json(text) {
        json::read::<Anchor>(text).map_err(|error| AnchorError::Form(error.into()))
    } else if text.parse::<toml::Table>().is_err() {
        Err(AnchorError::NotToml)
    } else {
        toml::from_str::<Anchor>(text).map_err(|error| {
            let problem = json::without_values(error.message());
            AnchorError::Form(json::Fault { problem, place: None })
        })
    }?;
    match anchor.number() {
        Some(_) => Ok(anchor),
        None => Err(AnchorError::NotP256 { name: anchor.name }),
    }
}

/// The text cut where an anchor begins: a line of JSON, or a second name. What stands before the first name, such as a remark,
/// is its own.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::<String>::new();
    let mut open = String::new();
    for line in text.lines() {
        if is_json(line) || is_first(line) && open.lines().any(is_first) {
            pieces.push(std::mem::take(&mut open));
        }
        if is_json(line) {
            pieces.push(line.to_owned());
            continue;
        }
        open.push_str(line);
        open.push('\n');
    }
    pieces.push(open);
    pieces.retain(|piece| piece.lines().any(says_anything));
    pieces
}

fn is_json(line: &str) -> bool {
    line.trim_start().starts_with('{')
}

fn is_first(line: &str) -> bool {
    let rest = line.trim_start().strip_prefix(FIRST_FIELD);
    rest.is_some_and(|rest| rest.trim_start().starts_with('='))
}

/// A remark or an empty line is no anchor.
fn says_anything(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::Right;
    use crate::trust::PublicKey;

    fn anchor(name: &str, public: PublicKey) -> Anchor {
        Anchor { name: name.to_owned(), public, may_sign: vec![Right::Pack, Right::Rules] }
    }

    fn on_p256(last: u8) -> PublicKey {
        PublicKey::P256([&[4][..], &[last; 64]].concat())
    }

    /// As `bundle keygen` writes it.
    fn toml(anchor: &Anchor) -> String {
        let number = anchor.number().map(|number| number.to_string()).unwrap_or_default();
        format!("# The public key {number}.\n{}", toml::to_string(anchor).expect("an anchor becomes TOML"))
    }

    #[test]
    fn one_or_several_are_read_in_either_form() {
        let [one, other] = [anchor("ARS « un »\"=\"", on_p256(1)), anchor("name = 'x'", on_p256(2))];
        let json = serde_json::to_string(&other).expect("an anchor becomes JSON");
        let both = vec![Ok(one.clone()), Ok(other.clone())];
        assert_eq!(read_anchors(&toml(&one)), [Ok(one.clone())]);
        assert_eq!(read_anchors(&format!("{}\r\n\n{}", toml(&one), toml(&other))), both);
        assert_eq!(read_anchors(&format!("{}{json}\n", toml(&one))), both);
        assert_eq!(read_anchors(&format!("\n{json}\n\n")), [Ok(other.clone())]);
        assert_eq!(read_anchors(&format!("{json}\n{}", toml(&one))), [Ok(other), Ok(one)]);
        assert_eq!(read_anchors("\n# nothing yet\n"), []);
    }

    #[test]
    fn what_is_none_is_told_in_its_place() {
        let good = anchor("good", on_p256(1));
        let p384 = anchor("P-384", PublicKey::P384([&[4][..], &[7; 96]].concat()));
        let text = format!("{}{{}}\n{}{}no anchor", toml(&p384), toml(&good), toml(&good));
        let read = read_anchors(&text);
        assert_eq!(read[0], Err(AnchorError::NotP256 { name: "P-384".to_owned() }));
        assert!(read[1].as_ref().is_err_and(|error| error.to_string().contains("name")), "{read:?}");
        assert_eq!(read[2].as_ref(), Ok(&good));
        assert!(read.len() == 4 && read[3].is_err(), "{read:?}");
        let long = format!("name = \"{}\"", "a".repeat(LONGEST));
        assert!(
            read_anchors(&long)[0].as_ref().is_err_and(|error| error.to_string().contains("are the most"))
        );
    }
}
