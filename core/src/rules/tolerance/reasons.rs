//! All that can be said of a decision, worst first.

use super::decide::{Deciding, Decision};
use super::pack::ElementLevel;
use super::paper::Paper;
use super::ready::Tolerance;
use super::word::Word;
use crate::code::Code;
use crate::verdict::{Level, Outcome, Reason};

impl Tolerance {
    /// The reasons of a decision that this pack made about this paper, the deciding one first.
    #[must_use]
    pub fn reasons(&self, decision: &Decision<'_>, paper: &Paper<'_>) -> Vec<Reason> {
        let missing = |level, weight| {
            let missing = self.missing_of(paper, level);
            missing.map(move |element| {
                self.spoken(Code::Missing(element.id.clone()), weight, element.id.as_str())
            })
        };
        let mut reasons = Vec::new();
        match decision.deciding {
            Deciding::Tolerated => reasons.push(Reason::new(Code::Tolerated, Level::Note)),
            Deciding::Missing(_) => {
                if decision.outcome == Outcome::Refused {
                    reasons.extend(missing(ElementLevel::Essential, Level::Refusing));
                }
                reasons.extend(missing(ElementLevel::Firm, Level::Doubt));
            }
            // No element could save the paper: none is named.
            Deciding::Given(word) => {
                reasons.push(self.spoken(Code::Given(word.clone()), Level::Refusing, word.as_str()));
            }
            Deciding::OtherKind => {
                reasons.push(Reason::new(Code::Given(Word::kind_not_covered()), Level::Refusing))
            }
            Deciding::InFuture => reasons.push(Reason::new(Code::TestInFuture, Level::Refusing)),
            Deciding::OutsideWindow => reasons.push(Reason::new(Code::OutsideWindow, Level::Refusing)),
            Deciding::OutsideScope => reasons.push(Reason::new(Code::OutsideScope, Level::Refusing)),
            Deciding::Expired => reasons.push(Reason::new(Code::Expired, Level::Refusing)),
        }
        if matches!(decision.deciding, Deciding::Tolerated | Deciding::Missing(_)) {
            reasons.extend(missing(ElementLevel::Note, Level::Note));
        }
        reasons
    }

    /// A reason, with the pack's own words where it brings them.
    fn spoken(&self, code: Code, level: Level, word: &str) -> Reason {
        Reason { words: self.pack.words_of(word).cloned(), ..Reason::new(code, level) }
    }
}
