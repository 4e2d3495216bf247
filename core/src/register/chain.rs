//! Whether every line is there, as it was written and where it was written.

use serde::Serialize;

use super::line::{Entry, Hash, Head, Line, Span};

/// What came of looking at every line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// How many lines there are.
    pub lines: u64,
    /// The first and the last of them.
    pub span: Option<(u64, u64)>,
    /// The hash of the last one: whoever noted it down can compare it later.
    pub end: Hash,
    /// What is wrong, in the order of the lines.
    pub faults: Vec<Fault>,
    /// The lines of the register that an export was not made of: from which to which.
    pub left_out: Vec<(u64, u64)>,
}

/// One thing that is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "fault")]
pub enum Fault {
    /// Lines are missing.
    Missing {
        /// The first of them.
        from: u64,
        /// The last of them.
        to: u64,
    },
    /// A line cannot be read.
    Unreadable {
        /// Which.
        line: u64,
    },
    /// A line is not the one to which the next is chained.
    Changed {
        /// Which.
        line: u64,
    },
    /// Another line lies in its place.
    Misplaced {
        /// Where.
        line: u64,
        /// The one that lies there.
        found: u64,
    },
    /// Nobody answers for the removal of the lines before it.
    Unanswered {
        /// The first line that is left.
        line: u64,
    },
    /// Lines that have been removed by the chain are still there.
    NotRemoved {
        /// The last of them.
        through: u64,
    },
    /// There are lines behind the one with which the register is said to end.
    Beyond {
        /// That one.
        end: u64,
    },
}

/// Walks along the lines.
#[derive(Debug)]
pub(super) struct Walk {
    lines: u64,
    first: Option<(u64, Hash)>,
    last: Option<Head>,
    /// The hash that the next line is to be chained to; `None` behind a line that is missing or cannot be read.
    before: Option<Hash>,
    /// The last removal that is told.
    removed: Option<Head>,
    faults: Vec<Fault>,
}

impl Walk {
    pub(super) fn new() -> Self {
        Self { lines: 0, first: None, last: None, before: None, removed: None, faults: Vec::new() }
    }

    /// Takes what lies in the place of line `number`; `None` where that cannot be read.
    pub(super) fn step(&mut self, number: u64, line: Option<&Line>) {
        let Some(line) = line else { return self.step_over(Fault::Unreadable { line: number }, number) };
        self.reach(number);
        if line.number != number {
            self.faults.push(Fault::Misplaced { line: number, found: line.number });
        } else if self.before.is_some_and(|before| before != line.before) {
            self.faults.push(Fault::Changed { line: number - 1 });
        }
        if let Entry::Removed { through, hash, .. } = &line.entry {
            self.removed = Some(Head { number: *through, hash: *hash });
        }
        self.pass(number, line.before);
        let hash = line.hash();
        self.last = Some(Head { number, hash });
        self.before = Some(hash);
    }

    /// Takes a line of which nothing can be believed.
    pub(super) fn step_over(&mut self, fault: Fault, number: u64) {
        self.reach(number);
        self.faults.push(fault);
        self.pass(number, Hash::default());
        self.before = None;
    }

    fn reach(&mut self, number: u64) {
        self.lines += 1;
        let expected = self.last.map_or(number, |last| last.number.saturating_add(1));
        if number > expected {
            self.faults.push(Fault::Missing { from: expected, to: number - 1 });
            self.before = None;
        }
    }

    fn pass(&mut self, number: u64, before: Hash) {
        self.first = self.first.or(Some((number, before)));
        self.last = Some(Head { number, hash: Hash::default() });
    }

    /// Ends where the register ends by what is kept apart.
    pub(super) fn end(mut self, head: Head) -> Verification {
        self.check_beginning();
        let last = self.last.map_or(self.removed.map_or(0, |removed| removed.number), |last| last.number);
        if last < head.number {
            self.faults.push(Fault::Missing { from: last + 1, to: head.number });
        } else {
            self.check_last(Head { number: last, ..head });
        }
        self.finish()
    }

    /// Ends a part of a register that ended at `end`. By `span` it is known which lines there must be; without it, whether
    /// some are missing at its beginning or its end is not.
    pub(super) fn end_part(mut self, span: Option<Span>, end: Head) -> Verification {
        if let Some(Span { first, last }) = span {
            self.check_span(first, last);
        }
        let there = self.first.zip(self.last).map(|((first, _), last)| (first, last.number));
        match there {
            Some((_, last)) if last > end.number => self.faults.push(Fault::Beyond { end: end.number }),
            Some((_, last)) if last == end.number => self.check_last(end),
            Some(_) | None => {}
        }
        let (first, last) = span
            .map(|span| (span.first, span.last.number))
            .or(there)
            .unwrap_or((end.number.saturating_add(1), end.number));
        let start = self.removed.map_or(1, |removed| removed.number.saturating_add(1));
        let left_out = [(start, first.saturating_sub(1)), (last.saturating_add(1), end.number)];
        let left_out = left_out.into_iter().filter(|(from, to)| from <= to).collect();
        Verification { left_out, ..self.finish() }
    }

    fn check_span(&mut self, first: u64, last: Head) {
        let Some(((begins, _), ends)) = self.first.zip(self.last) else {
            return self.faults.push(Fault::Missing { from: first, to: last.number });
        };
        if begins > first {
            self.faults.insert(0, Fault::Missing { from: first, to: begins - 1 });
        }
        if ends.number < last.number {
            self.faults.push(Fault::Missing { from: ends.number + 1, to: last.number });
        } else if ends.number == last.number {
            self.check_last(last);
        }
    }

    /// The last line is the one that is known from elsewhere.
    fn check_last(&mut self, known: Head) {
        let fault = Fault::Changed { line: known.number };
        if self.before.is_some_and(|before| before != known.hash) && !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    fn finish(self) -> Verification {
        Verification {
            lines: self.lines,
            span: self.first.zip(self.last).map(|((first, _), last)| (first, last.number)),
            end: self.before.unwrap_or_default(),
            faults: self.faults,
            left_out: Vec::new(),
        }
    }

    /// A register begins with its first line, or behind lines for whose removal somebody answers in the chain itself.
    fn check_beginning(&mut self) {
        let Some((first, before)) = self.first else { return };
        let start = self.removed.unwrap_or_default();
        let fault = if first == start.number + 1 {
            (before != start.hash).then_some(Fault::Unanswered { line: first })
        } else if first <= start.number {
            Some(Fault::NotRemoved { through: start.number })
        } else {
            Some(Fault::Missing { from: start.number + 1, to: first - 1 })
        };
        self.faults.splice(0..0, fault);
    }
}
