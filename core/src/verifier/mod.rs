//! The one act: the text of a code, and a time, to a verdict.
//!
//! Checks stand side by side: each is made for itself and reports for itself.
//! This module brings them together; what each of them means is decided in its own room.

mod answer;
mod checks;
mod documents;
mod freshness;
mod holders;
mod identity;
mod interval;
mod lost;
mod meant;
mod paper;
mod pass;
mod proof;
mod several;
mod timed;
mod transliteration;

use std::cell::RefCell;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use tracing::trace_span;

use crate::code::Code;
use crate::pass::facts::Facts;
use crate::pass::payload::{self, Payload};
use crate::pass::{hcert, twoddoc};
use crate::place::Place;
use crate::rules::certlogic::EvaluationError;
use crate::rules::tolerance::ToleranceBook;
use crate::rules::{Purpose, Rule, RuleBook};
use crate::time::{Freshness, Moment};
use crate::trust::{Algorithm, KeyName, Revocable, Revocations, Signers, TrustStore};
use crate::value::Value;
use crate::verdict::{Format, Profile, Verdict};
pub use documents::{Shown, best};
pub use holders::Holders;
pub(crate) use identity::Person;
pub use lost::Lost;
pub use paper::FormStep;
use pass::{Content, Dates, Envelope, Pass};
pub use several::Attributed;
use timed::worst;

/// Everything that passes are judged by. Judging changes nothing of it.
///
/// [`BuiltIn`](crate::built_in::BuiltIn) makes one of what French verifiers held in August 2021, a
/// [`Shelf`](crate::bundle::Shelf) adds what signed updates bring, and each field may be replaced.
#[derive(Clone, Debug)]
pub struct Verifier {
    /// Whose signatures are believed.
    pub trust: TrustStore,
    /// Passes that were revoked one by one.
    pub revocations: Revocations,
    /// The rules of all countries and purposes.
    pub rules: Arc<RuleBook>,
    /// The published relaxations for papers.
    pub tolerances: Arc<ToleranceBook>,
    /// How long what passes are judged by is good for; what is built in does not go stale.
    pub freshness: Vec<Freshness>,
    /// Where the pass is checked.
    pub place: Place,
    /// What it is checked for.
    pub purpose: Purpose,
    /// Whether demonstration keys are among the trusted ones; every verdict then says so.
    pub demonstration: bool,
    /// What of the updates that should be judged by is lost.
    pub lost: Lost,
}

/// The value of a rule for a pass and whether the pass meets it, or why there is no value.
pub type RuleValue = Result<(Value<'static>, Option<bool>), EvaluationError>;

/// Sees a pass that could be read, before it is judged.
type Look<'l> = dyn FnMut(&Pass<'_>) + 'l;

thread_local! {
    /// Reading a pass takes a few kilobytes; they are used again, and erased after each pass.
    static BUFFERS: RefCell<hcert::Buffers> = RefCell::new(hcert::Buffers::new());
}

impl Verifier {
    /// Judges the text of a code as it is at `at`.
    ///
    /// `code` is what a scanner read or a person typed, in any of the forms of [`payload::identify`].
    #[must_use]
    pub fn check_code(&self, code: &[u8], at: Moment, profile: Profile) -> Verdict {
        self.marked_stale(self.check(code, at.check, profile, &mut |_| {}), at)
    }

    /// Evaluates one rule on a pass, whether or not it applies and whoever signed the pass.
    /// Inside: the rule's value and whether the pass meets it, or why there is no value.
    ///
    /// # Errors
    /// The code at which reading the pass ended.
    pub fn evaluate_rule(&self, rule: &Rule, code: &[u8], at: DateTime<Utc>) -> Result<RuleValue, Code> {
        let mut value = None;
        let verdict = self.check(code, at, Profile::Controller, &mut |pass| {
            let values = self.cases(pass, at).map(|case| self.rules.evaluate(rule, &case));
            value = worst(values, |value| value.as_ref().ok()?.1);
        });
        value.ok_or(verdict.code)
    }

    /// Judges a code; `look` sees the pass, if it is one that can be read.
    fn check(&self, code: &[u8], at: DateTime<Utc>, profile: Profile, look: &mut Look<'_>) -> Verdict {
        let _span = tracing::debug_span!("check", bytes = code.len()).entered();
        let verdict = self.check_payload(payload::identify(code), at, profile, look);
        let verdict = self.judge_meant(code, verdict, at, profile, look);
        tracing::debug!(outcome = ?verdict.outcome, code = %verdict.code, "judged");
        verdict
    }

    fn check_payload(
        &self,
        payload: Payload<'_>,
        at: DateTime<Utc>,
        profile: Profile,
        look: &mut Look<'_>,
    ) -> Verdict {
        match payload {
            Payload::Hcert(base45) => BUFFERS.with_borrow_mut(|buffers| {
                let mut buffers = buffers.for_one_pass();
                let opened =
                    trace_span!("decode", format = "dcc").in_scope(|| hcert::open(&base45, &mut buffers));
                match opened {
                    Ok(opened) => self.check_hcert(&opened, at, profile, look),
                    Err(code) => self.unreadable(Format::Dcc, &code, None, profile),
                }
            }),
            Payload::TwoDDoc(text) => {
                let opened = trace_span!("decode", format = "2d-doc").in_scope(|| twoddoc::open(&text));
                match opened {
                    Ok(opened) => self.check_two_d_doc(&opened, at, profile, look),
                    Err(code) => self.unreadable(Format::TwoDDoc, &code, None, profile),
                }
            }
            Payload::Other(other) => self.not_a_pass(other),
        }
    }

    fn check_hcert(
        &self,
        opened: &hcert::Hcert<'_>,
        at: DateTime<Utc>,
        profile: Profile,
        look: &mut Look<'_>,
    ) -> Verdict {
        let envelope = Envelope {
            format: Format::Dcc,
            key_name: opened.key_id.map(KeyName::Kid),
            key: trace_span!("verify").in_scope(|| self.verify_hcert(opened)),
        };
        let pass = opened.content.as_ref().map_err(Code::clone).and_then(|claims| {
            let facts = Facts::read(&claims.payload)?;
            if facts.counts_from_nought() {
                return Err(Code::Hcert);
            }
            let dates = Dates::of_hcert(claims, &facts, self.place.zone);
            let revocable = Revocable {
                uci: facts.text("ci"),
                country: facts.text("co"),
                signature: unique_part(opened),
                two_d_doc: &[],
            };
            Ok(Content { payload: &claims.payload, facts, dates, revocable })
        });
        self.check_content(envelope, pass, at, profile, look)
    }

    fn check_two_d_doc(
        &self,
        opened: &twoddoc::TwoDDoc<'_>,
        at: DateTime<Utc>,
        profile: Profile,
        look: &mut Look<'_>,
    ) -> Verdict {
        let envelope = Envelope {
            format: Format::TwoDDoc,
            key_name: Some(KeyName::TwoDDoc(opened.header.key_id)),
            key: trace_span!("verify").in_scope(|| self.verify_two_d_doc(opened)),
        };
        let pass = opened.content.as_ref().map_err(Code::clone).and_then(|content| {
            let facts = Facts::read(&content.payload)?;
            let dates = Dates::of_two_d_doc(content);
            let revocable = Revocable { two_d_doc: opened.signed, ..Revocable::default() };
            Ok(Content { payload: &content.payload, facts, dates, revocable })
        });
        self.check_content(envelope, pass, at, profile, look)
    }

    fn check_content<'p>(
        &'p self,
        envelope: Envelope<'p>,
        content: Result<Content<'p>, Code>,
        at: DateTime<Utc>,
        profile: Profile,
        look: &mut Look<'_>,
    ) -> Verdict {
        let content = match content {
            Ok(content) => content,
            Err(code) => return self.unreadable(envelope.format, &code, Some(&envelope), profile),
        };
        let pass = Pass::new(envelope, content, self.place.zone);
        look(&pass);
        self.answer(&pass, at, profile)
    }

    fn verify_hcert(&self, opened: &hcert::Hcert<'_>) -> Result<Signers<'_>, Code> {
        let algorithm = match opened.algorithm {
            Some(hcert::ES256) => Algorithm::Es256,
            Some(hcert::PS256) => Algorithm::Ps256,
            _ => return Err(Code::Algorithm),
        };
        let name = KeyName::Kid(opened.key_id.ok_or(Code::UnknownIssuer)?);
        self.trust.verify(name, algorithm, opened.signed, opened.signature)
    }

    fn verify_two_d_doc(&self, opened: &twoddoc::TwoDDoc<'_>) -> Result<Signers<'_>, Code> {
        let name = KeyName::TwoDDoc(opened.header.key_id);
        // An issuer that nobody knows comes before a signature that is none, as it does before one that does not hold.
        let unknown = (!self.trust.knows(name)).then_some(Code::UnknownIssuer);
        let signature = twoddoc::Signature::read(opened.signature).map_err(|code| unknown.unwrap_or(code))?;
        let algorithm = match signature.bytes().len() {
            64 => Algorithm::TwoDDocP256,
            96 => Algorithm::TwoDDocP384,
            // P-521 with SHA-512: no health key uses it, and the library does not have it.
            _ => return Err(Code::Algorithm),
        };
        self.trust.verify(name, algorithm, opened.signed, signature.bytes())
    }
}

/// What a revocation list's hash of a signature is over: of an ECDSA signature r alone,
/// because anyone can turn s into another one that holds as well.
fn unique_part<'b>(opened: &hcert::Hcert<'b>) -> &'b [u8] {
    if opened.algorithm == Some(hcert::ES256) {
        return opened.signature.split_at(opened.signature.len() / 2).0;
    }
    opened.signature
}
