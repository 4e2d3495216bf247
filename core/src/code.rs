//! The stable, short codes that tell why a verdict is what it is.
//!
//! They can be read out on the phone, and they are the keys under which `bindings/words` keeps
//! the sentences for people. No sentence stands here.

use std::borrow::Cow;
use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// Why a verdict is what it is. [`Display`](fmt::Display) gives the code as it is published.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]

        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
            /// A rule of the country of check was not met: `rule:<identifier>`.
            Rule(String),
            /// A rule could not be decided: `rule-open:<identifier>`; without the identifier where it may not be told.
            RuleOpen(String),
        }

        impl Code {
            /// Every code that stands for itself, in the order in which they are documented.
            pub const PLAIN: &'static [Code] = &[$(Code::$name,)+];

            /// The code as it is published, without a rule's identifier: `rule` for [`Code::Rule`].
            #[must_use]
            pub fn family(&self) -> &'static str {
                match self {
                    $(Code::$name => $text,)+
                    Code::Rule(_) => "rule",
                    Code::RuleOpen(_) => "rule-open",
                }
            }
        }
    };
}

codes! {
    /// The pass is accepted under the ordinary rules.
    Valid = "valid",
    /// A picture without any code.
    NoCode = "no-code",
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
    /// The pass inflates to more than any pass can hold.
    TooLarge = "too-large",
    /// The inflated bytes are not a COSE_Sign1 message.
    Cose = "cose",
    /// The signed bytes are not a CBOR web token.
    Cwt = "cwt",
    /// The token carries no health certificate.
    Hcert = "hcert",
    /// The certificate holds no vaccination, test or recovery.
    NoEntry = "no-entry",
    /// The certificate holds more than one entry.
    MoreThanOneEntry = "more-than-one-entry",
    /// The signature's algorithm is not one that is checked here, or not the key's.
    Algorithm = "algorithm",
    /// The header of a 2D-DOC cannot be read.
    Header = "header",
    /// A field of a 2D-DOC is missing, malformed or impossible.
    Fields = "fields",
    /// A field of a 2D-DOC stands twice.
    DuplicateField = "duplicate-field",
    /// The scanner dropped the control characters that separate the fields.
    ControlCharactersDropped = "control-characters-dropped",
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
    /// The pass is refused, but its holder is a minor who needed none.
    NotRequiredMinor = "not-required-minor",
    /// The pass outlives the key that signed it: the issuer's slip.
    OutlivesKey = "outlives-key",
}

impl Code {
    /// The code as it is published, with a rule's identifier where there is one.
    #[must_use]
    pub fn text(&self) -> Cow<'static, str> {
        let (Code::Rule(identifier) | Code::RuleOpen(identifier)) = self else {
            return Cow::Borrowed(self.family());
        };
        if identifier.is_empty() {
            return Cow::Borrowed(self.family());
        }
        Cow::Owned(format!("{}:{identifier}", self.family()))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text())
    }
}
