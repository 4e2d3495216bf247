//! What was scanned: a pass, and of which family, or what else it seems to be.
//!
//! Only the beginning of the text is looked at, behind what scanners put in front of it. A text that begins like a pass is
//! read as one; if it then cannot be read, it is a refused pass and not "no pass".

use std::borrow::Cow;

use super::bounds::{LONGEST_CERTIFICATE, LONGEST_TWO_D_DOC};
use super::link;
use super::wedge::control::cleaned;
use super::wedge::framing::{QUOTES, trimmed, unframed, unframed_head};
use super::wedge::keyboard::{Alphabet, KEYBOARDS, Keyboard};
use super::wedge::numbers::unnumbered;
use crate::code::Code;

/// The text of a scanned code, by family.
#[derive(Clone, PartialEq, Eq)]
pub enum Payload<'a> {
    /// An EU certificate: the base45 text behind `HC1:`.
    Hcert(Cow<'a, [u8]>),
    /// A French 2D-DOC, from its `DC` on.
    TwoDDoc(Cow<'a, [u8]>),
    /// No pass.
    Other(Other),
}

/// What a text that is no pass seems to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// The code of its kind, such as [`Code::Url`].
    pub code: Code,
    /// The name of an unsupported certificate's family, such as `NL2`; never a part of its content.
    pub family: Option<String>,
}

/// What a scanner may have meant by a text.
///
/// No `Debug`: it may be a pass.
pub struct Meant {
    /// The text.
    pub text: Vec<u8>,
    /// How scanner and computer were set, such as `us/fr+caps-lock`: the scanner for the US layout, the computer for the
    /// French one, and Caps Lock on.
    pub keyboard: &'static str,
}

/// No more of a text is looked at, in bytes; what is longer than a pass may be is still seen to be.
const MOST: usize = 2 * LONGEST_CERTIFICATE;

/// No scanner types more of one code, in bytes; a character that it types has two at most.
const MOST_TYPED: usize = 2 * LONGEST_TWO_D_DOC;

/// No pass and no whole update is shorter: its signature alone takes as many characters.
const SHORTEST: usize = 96;

/// The last part of an update may be as short as `SPP1:2/2/`, sixteen digits and a colon.
const SHORTEST_PART: usize = 26;

/// So many characters show whether a text begins like a pass.
const HEAD: usize = 96;

/// Tells what a scanned or typed text is, and takes a pass out of its TousAntiCovid link.
///
/// White space and what scanners add around the text are ignored, and so are line breaks in it.
#[must_use]
pub fn identify(text: &[u8]) -> Payload<'_> {
    let text = text.get(..MOST).unwrap_or(text);
    match unnumbered(text) {
        Some(typed) => identify_typed(&typed).into_owned(),
        None => identify_typed(text),
    }
}

fn identify_typed(text: &[u8]) -> Payload<'_> {
    let text = unframed(text);
    if let Some(pass) = as_pass(text) {
        return pass;
    }
    if let Some(carried) = link::carried(text)
        && let Some(pass) = as_pass(&carried)
    {
        return pass.into_owned();
    }
    Payload::Other(describe(text))
}

/// What a scanner may have meant by a text, if it sends keys that the computer takes for others: each other text that
/// some keyboard turns into this one and that begins like a pass or a signed update, the likelier ones first.
///
/// None of them is believed for it: a checksum or a signature has to show which was meant.
pub fn meant(text: &[u8]) -> impl Iterator<Item = Meant> {
    let text = Some(unframed(text)).filter(|text| (SHORTEST_PART..=MOST_TYPED).contains(&text.len()));
    let typed = text.and_then(|text| str::from_utf8(text).ok());
    let mut known = Vec::from_iter(text.map(<[u8]>::to_vec));
    let keyboards =
        typed.into_iter().flat_map(|typed| KEYBOARDS.iter().map(move |keyboard| (typed, keyboard)));
    keyboards
        .filter_map(|(typed, keyboard)| Some((keyboard, meant_on(keyboard, typed)?)))
        .flat_map(|(keyboard, texts)| texts.map(|text| Meant { text, keyboard: &keyboard.name }))
        .filter(move |meant| {
            let is_new = !known.contains(&meant.text);
            if is_new {
                known.push(meant.text.clone());
            }
            is_new
        })
}

/// What a scanner may have meant whose keys were taken for those of that keyboard.
fn meant_on(keyboard: &'static Keyboard, typed: &str) -> Option<impl Iterator<Item = Vec<u8>>> {
    let head = keyboard.undo(typed.chars().take(HEAD), Alphabet::Any)?.text;
    let start = unframed_head(&head);
    let (beginning, shortest) =
        beginnings().find(|(beginning, _)| keyboard.strip_prefix(start, beginning).is_some())?;
    if typed.len() < shortest {
        return None;
    }
    let frame = &head[..head.len() - start.len()];
    let undone = keyboard.undo(behind_frame(typed, frame).chars(), alphabet_of(beginning))?;
    Some(undone.readings().filter_map(move |text| {
        let rest = keyboard.strip_prefix(unframed(&text), beginning)?;
        Some([beginning, rest].concat())
    }))
}

/// What was typed behind a frame, and before the quotes that close it: some keyboards type quotes as a pass's own signs.
fn behind_frame<'t>(typed: &'t str, frame: &[u8]) -> &'t str {
    let mut signs = typed.chars();
    let opening = frame.iter().zip(signs.by_ref()).filter(|(meant, _)| QUOTES.contains(meant)).last();
    let behind = signs.as_str();
    let closed = opening.and_then(|(_, quote)| behind.trim_end().strip_suffix(quote));
    closed.unwrap_or(behind)
}

fn alphabet_of(beginning: &[u8]) -> Alphabet {
    match beginning {
        TWO_D_DOC => Alphabet::Capitals,
        CERTIFICATE | PACK | BUNDLE_PART => Alphabet::Base45,
        _ => Alphabet::Any,
    }
}

/// The text of a signed update, in one code or a part of it, without what scanners add; `None` for anything else.
#[must_use]
pub fn update(text: &[u8]) -> Option<Cow<'_, [u8]>> {
    match unnumbered(text) {
        Some(typed) => update_typed(&typed).map(|text| Cow::Owned(text.into_owned())),
        None => update_typed(text),
    }
}

fn update_typed(text: &[u8]) -> Option<Cow<'_, [u8]>> {
    let text = unframed(text);
    UPDATES.iter().any(|(beginning, _)| text.starts_with(beginning)).then(|| cleaned(text))
}

const CERTIFICATE: &[u8] = b"HC1:";
const TWO_D_DOC: &[u8] = b"DC0";
const PACK: &[u8] = b"SPL1:";
const BUNDLE_PART: &[u8] = b"SPP1:";
const UPDATES: [(&[u8], Code); 2] = [(PACK, Code::Pack), (BUNDLE_PART, Code::BundlePart)];

impl Payload<'_> {
    fn into_owned(self) -> Payload<'static> {
        match self {
            Payload::Hcert(text) => Payload::Hcert(Cow::Owned(text.into_owned())),
            Payload::TwoDDoc(text) => Payload::TwoDDoc(Cow::Owned(text.into_owned())),
            Payload::Other(other) => Payload::Other(other),
        }
    }
}

fn as_pass(text: &[u8]) -> Option<Payload<'_>> {
    if let Some(base45) = text.strip_prefix(CERTIFICATE) {
        return Some(Payload::Hcert(cleaned(trimmed(base45))));
    }
    text.starts_with(TWO_D_DOC).then(|| Payload::TwoDDoc(cleaned(text)))
}

/// How passes begin, and links to them, and signed updates; and how long each of them is at least.
fn beginnings() -> impl Iterator<Item = (&'static [u8], usize)> {
    let whole = [CERTIFICATE, TWO_D_DOC, PACK].into_iter().chain(link::BEGINNINGS);
    whole.map(|beginning| (beginning, SHORTEST)).chain([(BUNDLE_PART, SHORTEST_PART)])
}

fn describe(text: &[u8]) -> Other {
    let plain = |code| Other { code, family: None };
    if text.is_empty() {
        return plain(Code::Empty);
    }
    if let Some((_, code)) = UPDATES.into_iter().find(|(beginning, _)| text.starts_with(beginning)) {
        return plain(code);
    }
    if link::strip_prefix(text, b"shc:/").is_some() {
        return Other { code: Code::UnsupportedCertificate, family: Some("SMART Health Card".to_owned()) };
    }
    if let Some(family) = certificate_family(text) {
        return Other { code: Code::UnsupportedCertificate, family: Some(family) };
    }
    let web = [b"https://".as_slice(), b"http://", b"www."];
    if web.iter().any(|prefix| link::strip_prefix(text, prefix).is_some()) {
        return plain(Code::Url);
    }
    plain(Code::Text)
}

/// The name before the colon, where it looks like a national certificate's: `NL2`, `EX1`, `HCFR1`.
fn certificate_family(text: &[u8]) -> Option<String> {
    let end = text.iter().take(8).position(|&byte| byte == b':')?;
    let (letters, digit) = text.get(..end)?.split_at_checked(end.checked_sub(1)?)?;
    let named = (2..=5).contains(&letters.len()) && letters.iter().all(u8::is_ascii_uppercase);
    if !named || !digit.iter().all(u8::is_ascii_digit) {
        return None;
    }
    String::from_utf8(text.get(..end)?.to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passes_are_known_by_their_first_letters() {
        assert!(identify(b"HC1:NCF") == Payload::Hcert(Cow::Borrowed(b"NCF")));
        assert!(identify(b"\xEF\xBB\xBF HC1:NCF \r\n") == Payload::Hcert(Cow::Borrowed(b"NCF")));
        assert!(identify(b"HC1: NCF\r\nABC\r\n") == Payload::Hcert(Cow::Borrowed(b"NCFABC")));
        assert!(identify(b" DC04FR03\n") == Payload::TwoDDoc(Cow::Borrowed(b"DC04FR03")));
    }

    #[test]
    fn links_carry_passes_encoded_or_bare() {
        let two_d_doc = Payload::TwoDDoc(Cow::Borrowed(b"DC04A\x1dB\x1fC".as_slice()));
        for link in [
            b"https://bonjour.tousanticovid.gouv.fr/app/wallet?v=DC04A%1DB%1FC".as_slice(),
            b"HTTPS://Bonjour.TousAntiCovid.gouv.fr/app/wallet2d#DC04A%1dB%1fC",
        ] {
            assert!(identify(link) == two_d_doc);
        }
        let certificate = Payload::Hcert(Cow::Borrowed(b"6BF %ZZ$".as_slice()));
        for link in [
            b"https://bonjour.tousanticovid.gouv.fr/app/walletdcc#HC1:6BF %ZZ$".as_slice(),
            b"https://bonjour.tousanticovid.gouv.fr/app/walletdcc#HC1%3A6BF%20%25ZZ%24",
        ] {
            assert!(identify(link) == certificate);
        }
    }

    #[test]
    fn an_update_is_given_as_it_was_signed_and_nothing_else_is() {
        for text in ["SPL1:AB C", "SPP1:1/3:ABC"] {
            assert_eq!(update(format!("]Q1{text}\r\n").as_bytes()).as_deref(), Some(text.as_bytes()));
        }
        assert_eq!(update(b"HC1:NCF"), None);
    }

    #[test]
    fn what_is_no_pass_is_named() {
        let cases: [(&[u8], Code, Option<&str>); 12] = [
            (b"", Code::Empty, None),
            (b" \r\n", Code::Empty, None),
            (b"SPL1:ABC", Code::Pack, None),
            (b"SPP1:1/3:ABC", Code::BundlePart, None),
            (b"NL2:ABC", Code::UnsupportedCertificate, Some("NL2")),
            (b"HCFR1:ABC", Code::UnsupportedCertificate, Some("HCFR1")),
            (b"HC2:ABC", Code::UnsupportedCertificate, Some("HC2")),
            (b"shc:/5676", Code::UnsupportedCertificate, Some("SMART Health Card")),
            (b"https://example.org/menu", Code::Url, None),
            (b"https://bonjour.tousanticovid.gouv.fr/app/wallet?v=menu", Code::Url, None),
            (b"WIFI:S:guests;;", Code::Text, None),
            (b"\xff\xfe\0", Code::Text, None),
        ];
        for (text, code, family) in cases {
            let expected = Other { code, family: family.map(str::to_owned) };
            assert!(identify(text) == Payload::Other(expected));
        }
    }
}
