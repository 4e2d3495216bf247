//! EU certificates: JSON → CBOR → CWT → COSE_Sign1 → zlib → base45 → `HC1:`.

use minicbor::Encoder;
use minicbor::data::Tag;
use miniz_oxide::deflate::compress_to_vec_zlib;
use serde_json::Value as Json;
use souplesse_core::trust::KeyId;

use super::Signer;

/// How a certificate is made; the defaults are how real ones are.
pub struct Recipe {
    /// The DCC payload.
    pub payload: Json,
    /// `iat`, seconds since 1970.
    pub issued_at: i64,
    /// `exp`, seconds since 1970.
    pub expires_at: i64,
    /// Write `iat` and `exp` as floats.
    pub float_times: bool,
    /// Put `alg` and `kid` into the unprotected header.
    pub unprotected: bool,
    /// The COSE algorithm's number.
    pub algorithm: i64,
    /// A header whose label is marked as critical, with the value 1.
    pub critical: Option<u8>,
    /// The tags in front of the message.
    pub tags: Vec<u64>,
    /// 0 for stored blocks, as in France, up to 9.
    pub compression: u8,
}

impl Recipe {
    /// A certificate with this payload, issued and expiring at these seconds since 1970.
    #[must_use]
    pub fn new(payload: Json, issued_at: i64, expires_at: i64) -> Self {
        Self {
            payload,
            issued_at,
            expires_at,
            float_times: false,
            unprotected: false,
            algorithm: souplesse_core::pass::hcert::ES256,
            critical: None,
            tags: vec![18],
            compression: 9,
        }
    }

    /// The text of the signed certificate.
    #[must_use]
    pub fn sign(&self, signer: &Signer) -> String {
        envelop(&self.cose(signer, &self.token()), self.compression)
    }

    /// The text of a certificate whose signature another key makes, over the bytes that are signed.
    #[must_use]
    pub fn sign_with(&self, signer: &Signer, sign: impl Fn(&[u8]) -> Vec<u8>) -> String {
        envelop(&self.cose_with(signer, &self.token(), sign), self.compression)
    }

    /// The COSE message around a token.
    #[must_use]
    pub fn cose(&self, signer: &Signer, token: &[u8]) -> Vec<u8> {
        self.cose_with(signer, token, |signed| signer.sign(signed))
    }

    fn cose_with(&self, signer: &Signer, token: &[u8], sign: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
        let header = self.header(signer);
        let (protected, unprotected) = if self.unprotected { (vec![], header) } else { (header, vec![0xA0]) };
        let mut signed = Encoder::new(Vec::new());
        written(signed.array(4).and_then(|e| e.str("Signature1")).and_then(|e| e.bytes(&protected)));
        written(signed.bytes(&[]).and_then(|e| e.bytes(token)));
        let signature = sign(signed.writer());
        let mut message = Encoder::new(Vec::new());
        for tag in &self.tags {
            written(message.tag(Tag::new(*tag)));
        }
        written(message.array(4).and_then(|e| e.bytes(&protected)));
        message.writer_mut().extend(unprotected);
        written(message.bytes(token).and_then(|e| e.bytes(&signature)));
        message.into_writer()
    }

    /// The CBOR web token.
    #[must_use]
    pub fn token(&self) -> Vec<u8> {
        let mut token = Encoder::new(Vec::new());
        written(token.map(4).and_then(|e| e.u8(1)).and_then(|e| e.str("FR")));
        for (claim, seconds) in [(4, self.expires_at), (6, self.issued_at)] {
            written(token.u8(claim));
            #[expect(clippy::cast_precision_loss, reason = "seconds since 1970 fit a float")]
            if self.float_times {
                written(token.f64(seconds as f64));
            } else {
                written(token.i64(seconds));
            }
        }
        written(token.i16(-260).and_then(|e| e.map(1)).and_then(|e| e.u8(1)));
        encode(&self.payload, &mut token);
        token.into_writer()
    }

    fn header(&self, signer: &Signer) -> Vec<u8> {
        let KeyId::Kid(kid) = &signer.public.id else {
            panic!("a key of EU certificates is named by a kid");
        };
        let mut header = Encoder::new(Vec::new());
        let more = if self.critical.is_some() { 2 } else { 0 };
        written(header.map(2 + more).and_then(|e| e.u8(1)).and_then(|e| e.i64(self.algorithm)));
        written(header.u8(4).and_then(|e| e.bytes(kid)));
        if let Some(label) = self.critical {
            written(header.u8(2).and_then(|e| e.array(1)).and_then(|e| e.u8(label)));
            written(header.u8(label).and_then(|e| e.u8(1)));
        }
        header.into_writer()
    }
}

/// Any bytes as a certificate's text.
#[must_use]
pub fn envelop(cose: &[u8], compression: u8) -> String {
    format!("HC1:{}", base45(&compress_to_vec_zlib(cose, compression)))
}

/// Base45 (RFC 9285).
#[must_use]
pub fn base45(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    let mut text = String::new();
    for chunk in bytes.chunks(2) {
        let mut number = chunk.iter().fold(0_usize, |number, byte| number << 8 | usize::from(*byte));
        for _ in 0..=chunk.len() {
            text.push(char::from(ALPHABET[number % 45]));
            number /= 45;
        }
    }
    text
}

fn encode(json: &Json, encoder: &mut Encoder<Vec<u8>>) {
    match json {
        Json::Null => written(encoder.null()),
        Json::Bool(flag) => written(encoder.bool(*flag)),
        Json::Number(number) => match number.as_i64() {
            Some(integer) => written(encoder.i64(integer)),
            None => written(encoder.f64(number.as_f64().expect("a number"))),
        },
        Json::String(text) => written(encoder.str(text)),
        Json::Array(items) => {
            written(encoder.array(items.len() as u64));
            items.iter().for_each(|item| encode(item, encoder));
        }
        Json::Object(entries) => {
            written(encoder.map(entries.len() as u64));
            for (key, value) in entries {
                written(encoder.str(key));
                encode(value, encoder);
            }
        }
    }
}

fn written<T, E: std::fmt::Debug>(result: Result<T, E>) {
    result.expect("a vector takes every byte");
}
