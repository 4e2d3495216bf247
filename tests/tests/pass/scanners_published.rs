//! Hand scanners that type the published passes, on the keyboards of France and its neighbours.

use chrono::{DateTime, Utc};
use souplesse_core::verdict::{CheckName, CheckState};
use souplesse_core::{Code, Moment, Outcome, Profile, Verdict, Verifier};
use souplesse_tests::typist::{Accents, LAYOUTS, Layout, STATES, State, type_on};
use souplesse_tests::vectors::{trusting, vectors};

use super::{state, twoddoc};

/// A published pass, whom to trust for it, and the verdict on it as it is.
struct Published {
    id: String,
    text: String,
    verifier: Verifier,
    at: DateTime<Utc>,
    verdict: Verdict,
}

impl Published {
    fn new(id: String, text: String, verifier: Verifier, at: DateTime<Utc>) -> Self {
        let verdict = judge(&verifier, &text, at);
        Self { id, text, verifier, at, verdict }
    }

    fn judge(&self, text: &str) -> Verdict {
        judge(&self.verifier, text, self.at)
    }
}

fn judge(verifier: &Verifier, text: &str, at: DateTime<Utc>) -> Verdict {
    verifier.check_code(text.as_bytes(), Moment::what_if(at), Profile::Controller)
}

/// Those that can be read as they are.
fn published() -> Option<Vec<Published>> {
    let mut passes = Vec::new();
    for vector in vectors()? {
        let at = vector.validationclock.unwrap_or_default();
        passes.push(Published::new(
            vector.id.clone(),
            vector.prefix.clone(),
            trusting(&vector.certificate()),
            at,
        ));
    }
    passes.extend(two_d_docs()?);
    passes.retain(|pass| state(&pass.verdict, CheckName::Format) == &CheckState::Passed);
    Some(passes)
}

fn two_d_docs() -> Option<Vec<Published>> {
    let (samples, verifier) = (twoddoc::samples()?, twoddoc::verifier());
    let at = souplesse::read::moment::parse("2021-08-13T12:00").unwrap();
    let published = samples.into_iter().map(|of| Published::new(of.id, of.text, verifier.clone(), at));
    Some(published.collect())
}

fn is_signed(verdict: &Verdict) -> bool {
    state(verdict, CheckName::Signature) == &CheckState::Passed
}

#[test]
fn published_passes_come_back_from_every_keyboard_or_the_scanner_is_named() {
    let Some(passes) = published() else { return };
    assert!(passes.len() >= 200, "{} published passes can be read", passes.len());
    let us = &LAYOUTS[0];
    for (computer, state) in LAYOUTS.iter().flat_map(|computer| STATES.map(|state| (computer, state))) {
        for accents in [Accents::Typed, Accents::Raw, Accents::Lost] {
            let come_back = passes.iter().filter(|pass| comes_back(pass, us, computer, state, accents));
            println!("us on {}, {state:?}, {accents:?}: {}", computer.name, come_back.count());
        }
    }
}

/// Whether the verdict is that on the pass; else it has to name the scanner, and something has to be lost.
fn comes_back(pass: &Published, scanner: &Layout, computer: &Layout, state: State, accents: Accents) -> bool {
    let verdict = pass.judge(&type_on(&pass.text, scanner, computer, state, accents));
    if verdict == pass.verdict {
        return true;
    }
    let cell = format!("{} on {}, {state:?}, {accents:?}", pass.id, computer.name);
    let is_named = verdict.outcome == Outcome::CannotJudge && verdict.code == Code::ScannerKeyboard;
    assert!(is_named && verdict.reasons.len() == 1 && verdict.holder.is_none(), "{cell}: {verdict:?}");
    let is_certificate = pass.text.starts_with("HC1:");
    let is_lost = match state {
        State::StuckShift => !(pass.text.starts_with("DC0") && is_signed(&pass.verdict)),
        State::Plain | State::CapsLock { .. } | State::ShiftLock => {
            accents == Accents::Lost || !(is_certificate || is_signed(&pass.verdict))
        }
    };
    assert!(is_lost, "{cell} has lost nothing");
    false
}
