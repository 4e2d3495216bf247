//! A verifier that trusts two fresh keys, and ordinary passes signed with them.

use chrono::{DateTime, Utc};
use serde_json::{Value as Json, json};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::trust::KeyId;
use souplesse_core::{Moment, Profile, Verdict, Verifier};

use crate::sign::{Signer, hcert, twoddoc};

/// 2021-08-14T08:00:00Z, when the certificates were issued.
pub const ISSUED: i64 = 1_628_928_000;
/// Half a year later.
pub const EXPIRES: i64 = ISSUED + 182 * 86_400;
/// Days from 2000-01-01 to 2021-08-14.
pub const SIGNED_ON: u16 = 0x1ED8;

/// The verifier, the keys, and the time of check.
pub struct Desk {
    /// Built-in data and the two keys.
    pub verifier: Verifier,
    /// Signs EU certificates.
    pub hcert: Signer,
    /// Signs 2D-DOC.
    pub two_d_doc: Signer,
    /// Saturday 14 August 2021, 20:30 in Paris.
    pub at: DateTime<Utc>,
}

impl Desk {
    /// A desk with fresh keys.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "fresh keys are no default")]
    pub fn new() -> Self {
        let hcert = Signer::generate(KeyId::Kid(b"TESTKEY1".to_vec()), None);
        let two_d_doc = Signer::generate(KeyId::TwoDDoc("FRT0TST1".to_owned()), None);
        let mut verifier = BuiltIn::load().verifier();
        verifier.trust.add([hcert.public.clone(), two_d_doc.public.clone()]);
        let at = DateTime::from_timestamp(ISSUED + 37_800, 0).expect("a time");
        Self { verifier, hcert, two_d_doc, at }
    }

    /// The verdict that a controller sees.
    #[must_use]
    pub fn judge(&self, text: impl AsRef<[u8]>) -> Verdict {
        self.verifier.check_code(text.as_ref(), Moment::what_if(self.at), Profile::Controller)
    }

    /// The deciding code.
    #[must_use]
    pub fn code(&self, text: impl AsRef<[u8]>) -> String {
        self.judge(text).code.to_string()
    }
}

/// A certificate with this payload.
#[must_use]
pub fn certificate(payload: Json) -> hcert::Recipe {
    hcert::Recipe::new(payload, ISSUED, EXPIRES)
}

/// A payload with these entries.
///
/// # Panics
/// Where the entries are no object.
#[must_use]
pub fn payload(entries: &Json) -> Json {
    let names = json!({ "fn": "FONTAINE", "gn": "CAMILLE", "fnt": "FONTAINE", "gnt": "CAMILLE" });
    let mut payload = json!({ "ver": "1.3.0", "nam": names, "dob": "1987-02-14" });
    let entries = entries.as_object().expect("an object").clone();
    payload.as_object_mut().expect("an object").extend(entries);
    payload
}

/// A complete vaccination of July 2021.
#[must_use]
pub fn dose() -> Json {
    json!({
        "tg": "840539006", "vp": "J07BX03", "mp": "EU/1/20/1528", "ma": "ORG-100030215", "dn": 2, "sd": 2,
        "dt": "2021-07-20", "co": "FR", "is": "CNAM", "ci": "URN:UVCI:01:FR:T5DWTJYS4ZR8#4",
    })
}

/// A certificate of that vaccination.
#[must_use]
pub fn vaccination() -> hcert::Recipe {
    certificate(payload(&json!({ "v": [dose()] })))
}

/// A negative antigen test of that morning.
#[must_use]
pub fn negative() -> twoddoc::Recipe {
    twoddoc::Recipe::test(SIGNED_ON, ["CAMILLE", "FONTAINE"], "14021987", "945584", "N", "140820210915")
}

/// A vaccination: vaccine, rank and expected doses, day of the dose (`DDMMYYYY`), state.
#[must_use]
pub fn doses(vaccine: &str, doses: [&str; 2], day: &str, state: &str) -> twoddoc::Recipe {
    let names = ["FONTAINE", "CAMILLE"];
    twoddoc::Recipe::vaccination(SIGNED_ON, names, "14021987", vaccine, doses, day, state)
}
