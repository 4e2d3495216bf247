//! Why updates are refused: by the code, and what it cannot say.

use souplesse_core::Code;
use souplesse_core::bundle::{Detail, Wrong};
use souplesse_core::compact::CompactError;
use souplesse_core::trust::RevocationError;
use souplesse_words::Words;

use super::{rules, say, syntax, system};
use crate::read::syntax::Syntax;

/// A refusal in one sentence with its code, and what to do next.
pub(super) fn refusal(code: &Code, detail: Option<&Detail>, words: &Words) -> String {
    let code = code.text();
    let told = words.code(&code);
    let detail = detail.map(|detail| format!(" ({})", self::detail(detail, words))).unwrap_or_default();
    format!("{} [{code}]{detail}. {}", told.title, told.next)
}

/// The same without what to do next, for authors: what was read is theirs.
pub(super) fn why(code: &Code, detail: Option<&Detail>, words: &Words) -> String {
    match detail {
        Some(detail) => self::detail(detail, words),
        None => words.code(&code.text()).title.into_owned(),
    }
}

/// What is told of a refused update beside its code.
pub(crate) fn detail(detail: &Detail, words: &Words) -> String {
    match detail {
        Detail::Name(name) => name.clone(),
        Detail::TooLarge { length } => say("update.too-large", &[("length", &length.to_string())], words),
        Detail::NotPinned => say("update.not-pinned", &[], words),
        Detail::HasSuccessor => say("update.has-successor", &[], words),
        Detail::NotSigned(kind) => words.label(&format!("update.kind.{kind}")).to_owned(),
        Detail::At { path, wrong } => {
            say("update.at", &[("path", path), ("wrong", &self::wrong(wrong, words))], words)
        }
        Detail::Compact(error) => compact(error, words),
        Detail::NotKept(text) => system::in_text(text, words),
    }
}

fn wrong(wrong: &Wrong, words: &Words) -> String {
    let key = match wrong {
        Wrong::OtherKey => "other-key",
        Wrong::Nothing => "nothing",
        Wrong::Years => "years",
        Wrong::NotBehindIssued => "not-behind-issued",
        Wrong::NotAnId => return say("pack.not-an-id", &[], words),
        Wrong::Twice => "twice",
        Wrong::ValueSetTwice { id } => return say("update.value-set-twice", &[("id", id)], words),
        Wrong::OtherId => "other-id",
        Wrong::WithdrawsNothing => "withdraws-nothing",
        Wrong::OwnKey => "own-key",
        Wrong::NotAlone => "not-alone",
        Wrong::NotP256 => "not-p256",
        Wrong::NotADevice => "not-a-device",
        Wrong::Pack(error) => return syntax::pack(error, words),
        Wrong::Rules(error) => return rules::told(error, words),
        Wrong::Revocations(error) => return revocations(error, words),
    };
    say(&format!("update.{key}"), &[], words)
}

fn compact(error: &CompactError, words: &Words) -> String {
    match error {
        CompactError::Encoding { detail: _ } => say("update.encoding", &[], words),
        CompactError::UnknownField { path } => say("update.unknown-field", &[("path", path)], words),
        CompactError::UnknownVersion { path, version } => {
            say("update.unknown-version", &[("path", path), ("version", version)], words)
        }
        CompactError::Content { path, detail } => {
            let syntax = Syntax::of_message(detail).at(path);
            let wrong = syntax::told(&syntax, words);
            let names_it = matches!(syntax, Syntax::Takes { .. });
            if names_it { wrong } else { say("update.at", &[("path", path), ("wrong", &wrong)], words) }
        }
    }
}

fn revocations(error: &RevocationError, words: &Words) -> String {
    match error {
        RevocationError::NotABatch { detail } => {
            say("update.revocations-batch", &[("detail", detail)], words)
        }
        RevocationError::Encoding => say("update.revocations-encoding", &[], words),
        RevocationError::Length { actual } => {
            say("update.revocations-length", &[("actual", &actual.to_string())], words)
        }
    }
}
