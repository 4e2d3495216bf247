//! What was scanned: a pass, and of which family, or what else it seems to be.
//!
//! Only the beginning of the text is looked at. A text that begins like a pass is read as one;
//! if it then cannot be read, it is a refused pass and not "no pass".

use std::borrow::Cow;

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

const LINK_HOST: &[u8] = b"bonjour.tousanticovid.gouv.fr";
const LINK_PATHS: [&[u8]; 3] = [b"/app/wallet?v=", b"/app/wallet2d#", b"/app/walletdcc#"];

/// Tells what a scanned or typed text is, and takes a pass out of its TousAntiCovid link.
///
/// White space around the text is ignored, but for a space at the end of an EU certificate,
/// which base45 may end with.
#[must_use]
pub fn identify(text: &[u8]) -> Payload<'_> {
    let text = trim_start(text);
    if let Some(pass) = as_pass(text) {
        return pass;
    }
    if let Some(carried) = carried_by_link(text)
        && let Some(pass) = as_pass(&carried)
    {
        return pass.into_owned();
    }
    Payload::Other(describe(text.trim_ascii_end()))
}

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
    if let Some(base45) = text.strip_prefix(b"HC1:") {
        return Some(Payload::Hcert(Cow::Borrowed(trim_line_end(base45))));
    }
    if text.starts_with(b"DC0") {
        return Some(Payload::TwoDDoc(Cow::Borrowed(text.trim_ascii_end())));
    }
    None
}

/// The percent-decoded text that a TousAntiCovid wallet link carries.
fn carried_by_link(text: &[u8]) -> Option<Vec<u8>> {
    let rest = strip_prefix_ignoring_case(text, b"https://")?;
    let path = strip_prefix_ignoring_case(rest, LINK_HOST)?;
    let carried = LINK_PATHS.iter().find_map(|prefix| path.strip_prefix(*prefix))?;
    Some(percent_decode(carried))
}

/// Undoes percent-encoding. Base45 itself may hold `%`: a text in which some `%` is not followed by two
/// hexadecimal digits was not encoded, and is taken as it is.
fn percent_decode(text: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, behind)) = rest.split_first() {
        if byte != b'%' {
            decoded.push(byte);
            rest = behind;
            continue;
        }
        let Some(((high, low), behind)) = hexadecimal_pair(behind) else {
            return text.to_vec();
        };
        decoded.push(high << 4 | low);
        rest = behind;
    }
    decoded
}

fn hexadecimal_pair(text: &[u8]) -> Option<((u8, u8), &[u8])> {
    let ([high, low], rest) = text.split_first_chunk::<2>()?;
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(((digit(*high)?, digit(*low)?), rest))
}

fn describe(text: &[u8]) -> Other {
    let plain = |code| Other { code, family: None };
    if text.is_empty() {
        return plain(Code::Empty);
    }
    if text.starts_with(b"SPL1:") {
        return plain(Code::Pack);
    }
    if text.starts_with(b"SPP1:") {
        return plain(Code::BundlePart);
    }
    if strip_prefix_ignoring_case(text, b"shc:/").is_some() {
        return Other { code: Code::UnsupportedCertificate, family: Some("SMART Health Card".to_owned()) };
    }
    if let Some(family) = certificate_family(text) {
        return Other { code: Code::UnsupportedCertificate, family: Some(family) };
    }
    let web = [b"https://".as_slice(), b"http://", b"www."];
    if web.iter().any(|prefix| strip_prefix_ignoring_case(text, prefix).is_some()) {
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

fn trim_start(text: &[u8]) -> &[u8] {
    const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
    text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text).trim_ascii_start()
}

fn trim_line_end(mut text: &[u8]) -> &[u8] {
    while let Some((b'\r' | b'\n' | b'\t', before)) = text.split_last() {
        text = before;
    }
    text
}

fn strip_prefix_ignoring_case<'a>(text: &'a [u8], prefix: &[u8]) -> Option<&'a [u8]> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passes_are_known_by_their_first_letters() {
        assert!(identify(b"HC1:NCF") == Payload::Hcert(Cow::Borrowed(b"NCF")));
        assert!(identify(b"\xEF\xBB\xBF HC1:NCF \r\n") == Payload::Hcert(Cow::Borrowed(b"NCF ")));
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
