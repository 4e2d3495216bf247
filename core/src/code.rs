//! The stable, short codes that tell why a verdict is what it is.
//!
//! They can be read out on the phone, and they are the keys under which `bindings/words` keeps
//! the sentences for people. No sentence stands here.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::rules::tolerance::Word;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// Why a verdict is what it is. [`Display`](fmt::Display) gives the code as it is published.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
            /// A rule of the country of check was not met: `rule:<identifier>`.
            Rule(String),
            /// A rule could not be decided: `rule-open:<identifier>`; without the identifier where it may not be told.
            RuleOpen(String),
            /// An element that the paper does not show: `missing-<element>`.
            Missing(Word),
            /// The reason that a tolerance pack gives for not covering a kind of paper or a time, such as `pcr-not-affected`.
            Given(Word),
        }

        impl Code {
            /// Every code that stands for itself, in the order in which they are documented.
            pub const PLAIN: &'static [Code] = &[$(Code::$name,)+];

            /// The code that stands for itself under this name.
            fn plain(name: &str) -> Option<Self> {
                match name {
                    $($text => Some(Code::$name),)+
                    _ => None,
                }
            }

            /// The code as it is published, with a rule's identifier where there is one.
            #[must_use]
            pub fn text(&self) -> Cow<'static, str> {
                match self {
                    $(Code::$name => Cow::Borrowed($text),)+
                    Code::Rule(identifier) => with_identifier("rule", identifier),
                    Code::RuleOpen(identifier) => with_identifier("rule-open", identifier),
                    Code::Missing(element) => Cow::Owned(format!("missing-{element}")),
                    Code::Given(reason) => Cow::Owned(reason.to_string()),
                }
            }
        }
    };
}

codes! {
    /// The pass is accepted under the ordinary rules.
    Valid = "valid",
    /// The paper is accepted under a published relaxation.
    Tolerated = "tolerated",
    /// A picture without any code.
    NoCode = "no-code",
    /// Something in a still picture looks like a code and was not read; told beside what was.
    UnreadCode = "unread-code",
    /// Passes of different people are in view at once: none of them is judged.
    SeveralPasses = "several-passes",
    /// Nothing but white space.
    Empty = "empty",
    /// Some text that is no pass.
    Text = "text",
    /// A signed tolerance pack.
    Pack = "pack",
    /// One part of a signed update that is spread over several codes.
    BundlePart = "bundle-part",
    /// A web address.
    Url = "url",
    /// A 2D-DOC of another type than a test result or a vaccination.
    OtherTwoDDoc = "other-2d-doc",
    /// A certificate of a family that is not read here, such as `NL2:` or a SMART Health Card.
    UnsupportedCertificate = "unsupported-certificate",
    /// The text after `HC1:` is not base45.
    Base45 = "base45",
    /// What base45 gave is not a zlib stream.
    Inflate = "inflate",
    /// The pass is longer than any pass, or holds more.
    TooLarge = "too-large",
    /// The inflated bytes are not a COSE_Sign1 message.
    Cose = "cose",
    /// The signed bytes are not a CBOR web token with dates that can be told.
    Cwt = "cwt",
    /// The token carries no health certificate that can be read, or one without a name or without a date that exists.
    Hcert = "hcert",
    /// The certificate holds no vaccination, test or recovery.
    NoEntry = "no-entry",
    /// The certificate holds more than one entry.
    MoreThanOneEntry = "more-than-one-entry",
    /// The signature's algorithm is not one that is checked here, or not the key's.
    Algorithm = "algorithm",
    /// The header of a 2D-DOC cannot be read.
    Header = "header",
    /// A field of a 2D-DOC is missing, malformed or impossible, or nobody is named.
    Fields = "fields",
    /// A field of a 2D-DOC stands twice.
    DuplicateField = "duplicate-field",
    /// The scanner dropped the control characters that separate the fields, or wrote something else for them.
    ControlCharactersDropped = "control-characters-dropped",
    /// The scanner types for another keyboard than the computer has, or Caps Lock is on, and the text cannot be restored.
    ScannerKeyboard = "scanner-keyboard",
    /// No trusted key has the identifier that the pass names.
    UnknownIssuer = "unknown-issuer",
    /// The signature holds under no trusted key of that identifier.
    BadSignature = "bad-signature",
    /// The key is too short to be trusted.
    WeakKey = "weak-key",
    /// The issuer may not sign this type of document.
    IssuerNotForType = "issuer-not-for-type",
    /// The key may not sign this kind of certificate.
    KeyUsage = "key-usage",
    /// The signing key had expired.
    KeyExpired = "key-expired",
    /// The signing key was not yet valid.
    KeyNotYetValid = "key-not-yet-valid",
    /// The pass was revoked.
    Revoked = "revoked",
    /// The pass is dated in the future.
    NotYetIssued = "not-yet-issued",
    /// The pass has expired.
    Expired = "expired",
    /// The test is dated in the future.
    TestInFuture = "test-in-future",
    /// A rule was not met; which one is not told at a venue.
    Rules = "rules",
    /// No rule set covers the time of check.
    NoRulesInForce = "no-rules-in-force",
    /// Rules are in force, but none that may accept this kind of pass here.
    NoRulesForThis = "no-rules-for-this",
    /// The pass is refused, but its holder is a minor who needed none.
    NotRequiredMinor = "not-required-minor",
    /// The pass outlives the key that signed it: the issuer's slip.
    OutlivesKey = "outlives-key",
    /// No relaxation is in force at the time of check.
    NoToleranceInForce = "no-tolerance-in-force",
    /// The time is in none of the relaxation's windows.
    OutsideWindow = "outside-window",
    /// The relaxation holds elsewhere, or for others.
    OutsideScope = "outside-scope",
    /// A signed update is in force.
    UpdateInstalled = "update-installed",
    /// The very same update had been installed before.
    UpdateAlreadyInstalled = "update-already-installed",
    /// A newer version of this update is installed.
    UpdateOlder = "update-older",
    /// Another update with this number is installed.
    UpdateConflict = "update-conflict",
    /// The pack was withdrawn.
    UpdateWithdrawn = "update-withdrawn",
    /// The update's signature does not hold.
    UpdateBadSignature = "update-bad-signature",
    /// Nobody whom this device trusts signed the update.
    UpdateUnknownAnchor = "update-unknown-anchor",
    /// Whoever signed the update may not sign that kind of it.
    UpdateNotForAnchor = "update-not-for-anchor",
    /// The authorisation is for another device.
    UpdateNotForDevice = "update-not-for-device",
    /// An authorisation that names no device lasts longer than a day.
    UpdateTooLong = "update-too-long",
    /// The update's time has passed.
    UpdateExpired = "update-expired",
    /// The update is dated in the future.
    UpdateFromFuture = "update-from-future",
    /// The update holds something that this version of the program does not know.
    UpdateUnknownField = "update-unknown-field",
    /// The update is of a newer form.
    UpdateUnknownVersion = "update-unknown-version",
    /// The update is larger than any can be.
    UpdateTooLarge = "update-too-large",
    /// The update is damaged or makes no sense.
    UpdateUnreadable = "update-unreadable",
    /// The scanned part belongs to another update.
    UpdateOtherSequence = "update-other-sequence",
    /// The update is signed with the public demonstration key.
    UpdateDemonstration = "update-demonstration",
    /// What the verdict rests on is past its date.
    Stale = "stale",
    /// The device's clock is behind what it has already seen, or has jumped.
    ClockBehind = "clock-behind",
    /// Something that was installed is damaged or missing.
    UpdatesDamaged = "updates-damaged",
    /// A person has given up something that was installed.
    UpdateGivenUp = "update-given-up",
    /// What an earlier version had installed was taken over.
    UpdatesTakenOver = "updates-taken-over",
    /// The list of what was installed was lost, and was made again from the updates that were found.
    UpdatesFoundAgain = "updates-found-again",
    /// What this device kept of its clock or of its notices is damaged.
    KeptDamaged = "kept-damaged",
    /// The numbers of installed updates were lost, and were taken from the updates again.
    CountersRaised = "counters-raised",
    /// The register was damaged: it was moved aside, and a fresh one made.
    RegisterMovedAside = "register-moved-aside",
    /// Lines of the register are missing or were changed.
    RegisterBroken = "register-broken",
    /// Another process has the register open.
    RegisterInUse = "register-in-use",
    /// The register cannot be opened or written.
    RegisterUnavailable = "register-unavailable",
}

fn with_identifier(code: &'static str, identifier: &str) -> Cow<'static, str> {
    if identifier.is_empty() { Cow::Borrowed(code) } else { Cow::Owned(format!("{code}:{identifier}")) }
}

/// A text that is no code.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{given}` is no code: a word of a to z, 0 to 9 and -, or rule:<identifier>, rule-open:<identifier>")]
pub struct NotACode {
    /// What was given.
    pub given: String,
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.text())
    }
}

impl FromStr for Code {
    type Err = NotACode;

    /// Reads a code as it is published. A word that no code has of itself is the reason that a tolerance pack gives.
    fn from_str(text: &str) -> Result<Self, NotACode> {
        read(text).ok_or_else(|| NotACode { given: text.to_owned() })
    }
}

fn read(text: &str) -> Option<Code> {
    let word = |text: &str| Word::try_from(text).ok();
    if let Some(rule) = text.strip_prefix("rule:") {
        return (!rule.is_empty()).then(|| Code::Rule(rule.to_owned()));
    }
    if let Some(rule) = text.strip_prefix("rule-open:") {
        return (!rule.is_empty()).then(|| Code::RuleOpen(rule.to_owned()));
    }
    if let Some(element) = text.strip_prefix("missing-") {
        return word(element).map(Code::Missing);
    }
    match text {
        "rule" => Some(Code::Rule(String::new())),
        "rule-open" => Some(Code::RuleOpen(String::new())),
        _ => Code::plain(text).or_else(|| word(text).map(Code::Given)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tolerance::REASONS;

    #[test]
    fn every_code_is_read_as_it_is_written() {
        let word = |text: &str| Word::try_from(text).unwrap();
        let mut codes = Code::PLAIN.to_vec();
        for identifier in ["", "GR-FR-0001", "a:b"] {
            codes.push(Code::Rule(identifier.to_owned()));
            codes.push(Code::RuleOpen(identifier.to_owned()));
        }
        codes.push(Code::Missing(word("stamp")));
        codes.extend(REASONS.iter().map(|reason| Code::Given(word(reason))));
        codes.push(Code::Given(word("pharmacies-first")));
        for code in codes {
            assert_eq!(code.to_string().parse(), Ok(code));
        }
    }

    #[test]
    fn what_cannot_be_a_code_is_told_with_what_one_looks_like() {
        for text in
            ["", "Valid", "valid ", "rule:", "rule-open:", "missing-", "missing-Stamp", "rules:X", ":"]
        {
            assert_eq!(text.parse::<Code>(), Err(NotACode { given: text.to_owned() }));
        }
        assert!("Valid".parse::<Code>().unwrap_err().to_string().contains("rule-open:<identifier>"));
    }
}
