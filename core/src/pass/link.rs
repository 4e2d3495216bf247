//! Links to the wallet of TousAntiCovid, which carry a pass.

const SCHEME: &[u8] = b"https://";
const HOST: &[u8] = b"bonjour.tousanticovid.gouv.fr";

/// How links begin, and what is left of them where a keyboard lost their mark.
pub(super) const BEGINNINGS: [&[u8]; 4] = [
    b"https://bonjour.tousanticovid.gouv.fr/app/wallet?v=",
    b"https://bonjour.tousanticovid.gouv.fr/app/wallet2d#",
    b"https://bonjour.tousanticovid.gouv.fr/app/walletdcc#",
    b"https://bonjour.tousanticovid.gouv.fr/app/wallet",
];

/// The pass in a link, decoded: from the parameter `v` of `/app/wallet`, or from the fragment of the others, without what
/// stands behind it.
pub(super) fn carried(text: &[u8]) -> Option<Vec<u8>> {
    let (address, fragment) = cut(path_of(text)?, b'#');
    let (path, query) = cut(address, b'?');
    match path.strip_suffix(b"/").unwrap_or(path).to_ascii_lowercase().as_slice() {
        b"/app/wallet" => {
            let value = query.split(|byte| *byte == b'&').find_map(|field| strip_prefix(field, b"v="))?;
            let spaced =
                value.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect::<Vec<_>>();
            Some(percent_decoded(&spaced))
        }
        b"/app/wallet2d" | b"/app/walletdcc" => Some(percent_decoded(cut(fragment, b'&').0)),
        _ => None,
    }
}

/// What stands behind a prefix in capitals or small letters.
pub(super) fn strip_prefix<'a>(text: &'a [u8], prefix: &[u8]) -> Option<&'a [u8]> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

fn path_of(text: &[u8]) -> Option<&[u8]> {
    strip_prefix(strip_prefix(text, SCHEME)?, HOST).filter(|path| path.starts_with(b"/"))
}

/// What stands before the first `mark`, and what behind it.
fn cut(text: &[u8], mark: u8) -> (&[u8], &[u8]) {
    let mut halves = text.splitn(2, |byte| *byte == mark);
    (halves.next().unwrap_or_default(), halves.next().unwrap_or_default())
}

/// Undoes percent-encoding. Base45 itself may hold `%`: a text in which some `%` is not followed by two
/// hexadecimal digits was not encoded, and is taken as it is.
fn percent_decoded(text: &[u8]) -> Vec<u8> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn carried_by(rest: &str) -> Option<String> {
        let carried = carried(format!("https://bonjour.tousanticovid.gouv.fr{rest}").as_bytes())?;
        Some(String::from_utf8(carried).unwrap())
    }

    #[test]
    fn what_stands_around_the_pass_is_left_out() {
        for link in [
            "/app/wallet?v=DC04A%1DB%20C%1FD",
            "/app/wallet?v=DC04A%1DB+C%1FD&utm_source=mail",
            "/app/wallet/?utm_source=mail&v=DC04A%1DB%20C%1FD",
            "/app/wallet?v=DC04A%1DB%20C%1FD#top",
            "/app/wallet2d#DC04A%1DB%20C%1FD&utm_source=mail",
            "/app/wallet2d?utm_source=mail#DC04A%1dB%20C%1fD",
            "/APP/WALLET?V=DC04A%1DB%20C%1FD",
        ] {
            assert_eq!(carried_by(link).as_deref(), Some("DC04A\u{1d}B C\u{1f}D"), "{link}");
        }
        assert_eq!(carried_by("/app/walletdcc#HC1:6B+%ZZ&utm_source=mail").as_deref(), Some("HC1:6B+%ZZ"));
    }

    #[test]
    fn other_pages_carry_nothing() {
        for link in ["", "/", "/app/wallets?v=DC04", "/app/wallet?w=DC04", ".example.org/app/wallet?v=DC04"] {
            assert_eq!(carried_by(link), None, "{link}");
        }
    }
}
