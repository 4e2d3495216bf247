//! The next question that can still change the verdict, or the decision on which all answers agree.
//!
//! The verdict is tried over all values of what is unanswered. That is quick because few values make a difference:
//! of times only the edges, of elements only one for each pack, for to each the first one missing decides.

use chrono::NaiveDateTime;

use super::answers::{Answers, DurationAnswer, KindAnswer, TimeAnswer};
use super::domain::{Domain, Gaps};
use crate::rules::tolerance::{Circumstances, Deciding, Decision, Held, Lacks, Paper, Stated, best};
use crate::verdict::Outcome;

/// What to ask next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What kind of paper it is.
    Kind,
    /// When the act was, by chips.
    Time,
    /// What the paper does not show.
    Elements,
    /// How long it says that it is good for.
    Duration,
    /// The minute of the act within the chip, from and up to but not including.
    Exact {
        /// The chip's start.
        from: NaiveDateTime,
        /// The chip's end.
        until: NaiveDateTime,
    },
}

/// How the form goes on.
pub(crate) enum Step<'s> {
    Ask(Question),
    /// The paper as far as it is known, the pack that speaks, and what it says. The earliest end of all that are possible.
    Decided(Paper<'s>, &'s Held, Decision<'s>),
}

/// More than this is not gone through: packs that are read let a form try billions.
const MOST_TRIED: usize = 1 << 18;

/// The four things that a verdict depends on, in the order in which they are asked.
const AXES: usize = 4;
const KIND: usize = 0;
const TIME: usize = 1;
const ELEMENTS: usize = 2;
const DURATION: usize = 3;

/// `None` where no pack is in force.
pub(crate) fn next_step<'s>(
    packs: &[&'s Held],
    domain: &'s Domain<'s>,
    answers: &'s Answers,
    circumstances: &'s Circumstances<'s>,
) -> Option<Step<'s>> {
    let Some(lacks) = lacks(domain, answers) else {
        return first_open(domain, answers).map(Step::Ask);
    };
    let search = Search {
        packs: packs.to_vec(),
        circumstances,
        kinds: kinds(domain, answers),
        times: times(domain, answers),
        lacks,
        stated: durations(domain, answers),
    };
    if search.lengths().iter().product::<usize>() > MOST_TRIED
        && let Some(question) = first_open(domain, answers)
    {
        return Some(Step::Ask(question));
    }
    if let Some(agreed) = search.agreed()? {
        return Some(agreed);
    }
    let exact = match (answers.time, answers.exact) {
        (Some(TimeAnswer::Within { from, until }), None) => Some(Question::Exact { from, until }),
        _ => None,
    };
    let time = answers.time.is_none().then_some(Question::Time);
    let in_order = [
        (answers.kind.is_none().then_some(Question::Kind), KIND),
        (time, TIME),
        (answers.missing.is_none().then_some(Question::Elements), ELEMENTS),
        (answers.duration.is_none().then_some(Question::Duration), DURATION),
        (exact, TIME),
    ];
    let mut open = in_order.into_iter().filter_map(|(question, axis)| Some((question?, axis)));
    let next = open.find(|(_, axis)| search.turns_on(*axis));
    next.map(|(question, _)| Step::Ask(question))
}

/// What is asked where there is too much to search: everything, in its order. `None` once little is left.
fn first_open(domain: &Domain<'_>, answers: &Answers) -> Option<Question> {
    match (&answers.kind, answers.time, &answers.missing) {
        (None, _, _) => Some(Question::Kind),
        (Some(_), None, _) if domain.is_dated => Some(Question::Time),
        (Some(_), _, None) => Some(Question::Elements),
        (Some(_), _, Some(_)) => None,
    }
}

/// Outcome and what decided; `None` where the pack that speaks may no longer be judged by.
type Verdict<'s> = Option<(Outcome, Deciding<'s>)>;

/// All values of what is unanswered, and the one value of what is.
struct Search<'s> {
    packs: Vec<&'s Held>,
    circumstances: &'s Circumstances<'s>,
    kinds: Vec<Option<&'s str>>,
    times: Vec<Option<NaiveDateTime>>,
    lacks: Vec<Lacks<'s>>,
    stated: Vec<Stated>,
}

impl<'s> Search<'s> {
    /// The decision in which all values agree, if they do; `None` without any pack.
    fn agreed(&self) -> Option<Option<Step<'s>>> {
        let mut agreed: Option<(Paper<'s>, &'s Held, Decision<'s>)> = None;
        for values in self.all() {
            let paper = self.paper(values);
            let (held, decision) = best(self.packs.iter().copied(), &paper, self.circumstances)?;
            match &agreed {
                Some((_, other, first)) if self.told(other, first) != self.told(held, &decision) => {
                    return Some(None);
                }
                Some((_, _, first)) if !ends_earlier(&decision, first) => {}
                Some(_) | None => agreed = Some((paper, held, decision)),
            }
        }
        Some(agreed.map(|(paper, held, decision)| Step::Decided(paper, held, decision)))
    }

    /// Whether the verdict can depend on this axis.
    fn turns_on(&self, axis: usize) -> bool {
        let fixed = self.all().filter(|values| values[axis] == 0);
        let mut fixed = fixed.map(|values| {
            let first = self.verdict(values);
            (1..self.lengths()[axis]).any(|value| {
                let mut other = values;
                other[axis] = value;
                self.verdict(other) != first
            })
        });
        fixed.any(|turns| turns)
    }

    fn verdict(&self, values: [usize; AXES]) -> Option<Verdict<'s>> {
        let decided = best(self.packs.iter().copied(), &self.paper(values), self.circumstances);
        decided.map(|(held, decision)| self.told(held, &decision))
    }

    /// What a person at the door is told: verdicts with the same outcome and code are the same.
    fn told(&self, held: &Held, decision: &Decision<'s>) -> Verdict<'s> {
        held.may_judge(self.circumstances.device).then_some((decision.outcome, decision.deciding))
    }

    fn paper(&self, [kind, time, lacks, stated]: [usize; AXES]) -> Paper<'s> {
        Paper {
            kind: self.kinds[kind],
            act: self.times[time],
            lacks: self.lacks[lacks],
            stated: self.stated[stated],
        }
    }

    fn lengths(&self) -> [usize; AXES] {
        [self.kinds.len(), self.times.len(), self.lacks.len(), self.stated.len()]
    }

    /// Every combination of values, the first of everything first.
    fn all(&self) -> impl Iterator<Item = [usize; AXES]> {
        let [kinds, times, lacks, stated] = self.lengths();
        (0..kinds * times * lacks * stated).map(move |number| {
            [
                number / (stated * lacks * times),
                number / (stated * lacks) % times,
                number / stated % lacks,
                number % stated,
            ]
        })
    }
}

fn ends_earlier(decision: &Decision<'_>, than: &Decision<'_>) -> bool {
    match (decision.until, than.until) {
        (Some(until), Some(than)) => until < than,
        (until, None) => until.is_some(),
        (None, Some(_)) => false,
    }
}

fn kinds<'s>(domain: &'s Domain<'s>, answers: &'s Answers) -> Vec<Option<&'s str>> {
    match &answers.kind {
        Some(KindAnswer::Is(word)) => vec![Some(word.as_str())],
        Some(KindAnswer::Unstated) => vec![None],
        None => domain.kinds.iter().map(|word| Some(word.as_str())).chain([None]).collect(),
    }
}

fn times(domain: &Domain<'_>, answers: &Answers) -> Vec<Option<NaiveDateTime>> {
    if !domain.is_dated {
        return vec![None];
    }
    match (answers.time, answers.exact) {
        (Some(TimeAnswer::Within { .. }), Some(exact)) => vec![Some(exact)],
        (Some(TimeAnswer::Within { from, until }), None) => {
            domain.within(from, until).into_iter().map(Some).collect()
        }
        (Some(TimeAnswer::Elsewhere), _) => vec![Some(domain.elsewhere())],
        (Some(TimeAnswer::Future), _) => vec![Some(domain.future())],
        (Some(TimeAnswer::Unstated), _) => vec![None],
        (None, _) => {
            let chips = domain.chips.iter().flat_map(|chip| domain.within(chip.from, chip.until));
            chips.chain([domain.elsewhere(), domain.future()]).map(Some).chain([None]).collect()
        }
    }
}

/// `None` where there is too much to search.
fn lacks<'s>(domain: &'s Domain<'s>, answers: &'s Answers) -> Option<Vec<Lacks<'s>>> {
    match (&answers.missing, &domain.gaps) {
        (Some(missing), _) => Some(vec![Lacks::These(missing)]),
        (None, Gaps::All(gaps)) => Some(gaps.iter().map(Lacks::These).collect()),
        (None, Gaps::TooMany) => None,
    }
}

fn durations(domain: &Domain<'_>, answers: &Answers) -> Vec<Stated> {
    match answers.duration {
        Some(DurationAnswer::Hours(hours)) => vec![Stated::Hours(hours.get())],
        Some(DurationAnswer::Unstated) => vec![Stated::Nothing],
        None => domain.stated.clone(),
    }
}
