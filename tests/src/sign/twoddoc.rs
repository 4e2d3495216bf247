//! 2D-DOC of version 4: header, fields, signature.

use data_encoding::BASE32_NOPAD;
use souplesse_core::trust::KeyId;

use super::Signer;

const GROUP_SEPARATOR: char = '\u{1D}';
const UNIT_SEPARATOR: char = '\u{1F}';

/// The fields of variable length, which a separator ends.
const VARIABLE: [&str; 9] = ["F0", "F1", "F4", "L0", "L1", "L3", "L4", "L5", "L6"];

/// How a 2D-DOC is made.
pub struct Recipe {
    /// Its type, `B2` or `L1`.
    pub document_type: &'static str,
    /// The day of signature: days since 2000-01-01.
    pub signed_on: u16,
    /// Identifiers and values, in order.
    pub fields: Vec<(&'static str, String)>,
}

impl Recipe {
    /// A test: given names, surname, birth date, LOINC code, result and time of sampling (`DDMMYYYYHHmm`).
    #[must_use]
    pub fn test(
        signed_on: u16,
        names: [&str; 2],
        birth: &str,
        loinc: &str,
        result: &str,
        sampled: &str,
    ) -> Self {
        let [given, surname] = names;
        let values = [given, surname, birth, "F", loinc, result, sampled];
        let ids = ["F0", "F1", "F2", "F3", "F4", "F5", "F6"];
        Self { document_type: "B2", signed_on, fields: pair(&ids, &values) }
    }

    /// A vaccination: surname, given names, birth date, vaccine, rank and doses, day of the dose (`DDMMYYYY`), state.
    #[must_use]
    pub fn vaccination(
        signed_on: u16,
        names: [&str; 2],
        birth: &str,
        vaccine: &str,
        doses: [&str; 2],
        day: &str,
        state: &str,
    ) -> Self {
        let [surname, given] = names;
        let [rank, expected] = doses;
        let values =
            [surname, given, birth, "COVID-19", "J07BX03", vaccine, vaccine, rank, expected, day, state];
        let ids = ["L0", "L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "L9", "LA"];
        Self { document_type: "L1", signed_on, fields: pair(&ids, &values) }
    }

    /// The same with another value in one field.
    #[must_use]
    pub fn with(mut self, id: &str, value: &str) -> Self {
        for field in self.fields.iter_mut().filter(|(known, _)| *known == id) {
            value.clone_into(&mut field.1);
        }
        self
    }

    /// The text of the signed document.
    #[must_use]
    pub fn sign(&self, signer: &Signer) -> String {
        seal(&self.message(signer), signer)
    }

    /// The text in front of the signature.
    #[must_use]
    pub fn message(&self, signer: &Signer) -> String {
        let KeyId::TwoDDoc(id) = &signer.public.id else {
            panic!("a key of 2D-DOC is named by its authority and certificate");
        };
        let day = format!("{:04X}", self.signed_on);
        let mut message = format!("DC04{id}{day}{day}{}01FR", self.document_type);
        for (field, value) in &self.fields {
            message.push_str(field);
            message.push_str(value);
            if VARIABLE.contains(field) {
                message.push(GROUP_SEPARATOR);
            }
        }
        message
    }
}

/// Any message with a signature over it.
#[must_use]
pub fn seal(message: &str, signer: &Signer) -> String {
    format!("{message}{UNIT_SEPARATOR}{}", BASE32_NOPAD.encode(&signer.sign(message.as_bytes())))
}

fn pair(ids: &[&'static str], values: &[&str]) -> Vec<(&'static str, String)> {
    ids.iter().copied().zip(values.iter().map(|value| (*value).to_owned())).collect()
}
