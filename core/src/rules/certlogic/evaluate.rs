//! Evaluating a compiled expression.

use super::calendar;
use super::data::Data;
use super::error::EvaluationError;
use super::expression::{Expression, Node, Relation, Step};
use super::moments::Moments;
use super::term::Term;
use super::time::Time;

/// No rule needs more operations, and a hostile one must end.
const MOST_OPERATIONS: u32 = 100_000;

/// So many bytes of a text are looked through in one operation.
const BYTES: usize = 64;

impl Expression {
    /// Evaluates the expression.
    ///
    /// `moments` collects when a comparison with the clock turns.
    ///
    /// # Errors
    /// [`EvaluationError`] where operands are not of the types that the operations need.
    pub fn evaluate<'v>(
        &'v self,
        data: &Data<'v>,
        moments: Option<&mut Moments>,
    ) -> Result<Term<'v>, EvaluationError> {
        let mut left = MOST_OPERATIONS;
        self.evaluate_within(data, moments, &mut left)
    }

    /// The same, with no more operations than are `left` of those of many evaluations.
    pub(in crate::rules) fn evaluate_within<'v>(
        &'v self,
        data: &Data<'v>,
        moments: Option<&mut Moments>,
        left: &mut u32,
    ) -> Result<Term<'v>, EvaluationError> {
        let granted = MOST_OPERATIONS.min(*left);
        let mut evaluator = Evaluator { moments, left: granted };
        let value = evaluator.node(&self.0, &Scope::Data(data));
        *left -= granted - evaluator.left;
        value
    }
}

/// What `var` looks at.
enum Scope<'s, 'v> {
    Data(&'s Data<'v>),
    /// Inside a `reduce`.
    Fold {
        current: Term<'v>,
        accumulator: Term<'v>,
    },
}

struct Evaluator<'m> {
    moments: Option<&'m mut Moments>,
    /// How many operations are left.
    left: u32,
}

type Result<T, E = EvaluationError> = std::result::Result<T, E>;

impl Evaluator<'_> {
    fn node<'v>(&mut self, node: &'v Node, scope: &Scope<'_, 'v>) -> Result<Term<'v>> {
        self.spend(1)?;
        match node {
            Node::Bool(flag) => Ok(Term::Bool(*flag)),
            Node::Integer(number) => Ok(Term::Integer(*number)),
            Node::Text(text) => Ok(Term::Text(text)),
            Node::List(items) => {
                items.iter().map(|item| self.node(item, scope)).collect::<Result<_>>().map(Term::List)
            }
            Node::Var(path) => self.follow(path, scope),
            Node::If(branches) => self.branch(branches, scope),
            Node::And(operands) => self.and(operands, scope),
            Node::Equal(operands) => {
                let [left, right] = self.both(operands, scope)?;
                Ok(Term::Bool(self.equal(&left, &right)?))
            }
            Node::In(operands) => self.contains(operands, scope),
            Node::Add(operands) => self.add(operands, scope),
            Node::Compare(relation, operands) => self.compare(*relation, operands, scope),
            Node::CompareTimes(relation, operands) => self.compare_times(*relation, operands, scope),
            Node::Not(operand) => Ok(Term::Bool(!self.node(operand, scope)?.is_true()?)),
            Node::PlusTime(operand, amount, unit) => {
                let time = self.time(operand, scope, "plusTime")?;
                Ok(Term::Time(time.moved(*amount, *unit)))
            }
            Node::DateOfBirth(operand) => self.date_of_birth(operand, scope),
            Node::Reduce(operands) => self.reduce(operands, scope),
            Node::ExtractFromUci(operand, index) => self.extract(operand, *index, scope),
        }
    }

    /// A list that the expression built is copied, and costs what it holds: a fold that puts its accumulator
    /// into a list twice would else double it at every step.
    fn follow<'v>(&mut self, path: &[Step], scope: &Scope<'_, 'v>) -> Result<Term<'v>> {
        let found = scope.follow(path)?;
        self.spend(found.built_items())?;
        Ok(found)
    }

    fn branch<'v>(&mut self, branches: &'v [Node; 3], scope: &Scope<'_, 'v>) -> Result<Term<'v>> {
        let [guard, then, otherwise] = branches;
        let taken = if self.node(guard, scope)?.is_true()? { then } else { otherwise };
        self.node(taken, scope)
    }

    /// The first operand that is false, or the last one.
    fn and<'v>(&mut self, operands: &'v [Node], scope: &Scope<'_, 'v>) -> Result<Term<'v>> {
        let mut last = Term::Bool(true);
        for operand in operands {
            last = self.node(operand, scope)?;
            if !last.is_true()? {
                break;
            }
        }
        Ok(last)
    }

    fn contains<'v>(&mut self, operands: &'v [Node; 2], scope: &Scope<'_, 'v>) -> Result<Term<'v>> {
        let [sought, list] = operands;
        let sought = self.node(sought, scope)?;
        // A list that is written out is looked through in place.
        if let Node::List(items) = list {
            let mut found = false;
            for item in items {
                let item = self.node(item, scope)?;
                found |= self.equal(&item, &sought)?;
            }
            return Ok(Term::Bool(found));
        }
        let mut elements = self.node(list, scope)?.elements().ok_or(type_error("in", "an array"))?;
        let mut found = false;
        while let Some(element) = elements.next().filter(|_| !found) {
            self.spend(1)?;
            found = self.equal(&element, &sought)?;
        }
        Ok(Term::Bool(found))
    }

    fn equal(&mut self, left: &Term<'_>, right: &Term<'_>) -> Result<bool> {
        match (left, right) {
            (Term::Stamp(left), Term::Stamp(right)) => self.compared(*left, *right),
            (Term::Text(left), Term::Text(right)) if left.len() == right.len() => self.spend_on(left)?,
            _ => {}
        }
        Ok(left.equals(right))
    }

    fn compared(&mut self, left: Time, right: Time) {
        if let Some(moments) = self.moments.as_deref_mut() {
            moments.compared(left, right);
        }
    }

    fn spend(&mut self, operations: u32) -> Result<()> {
        let left = self.left.checked_sub(operations);
        self.left = left.unwrap_or(0);
        left.map(drop).ok_or(EvaluationError::TooLong)
    }

    fn spend_on(&mut self, text: &str) -> Result<()> {
        self.spend(u32::try_from(text.len() / BYTES).unwrap_or(u32::MAX))
    }

    fn add<'v>(&mut self, operands: &'v [Node; 2], scope: &Scope<'_, 'v>) -> Result<Term<'v>> {
        let [Term::Integer(left), Term::Integer(right)] = self.both(operands, scope)? else {
            return Err(type_error("+", "an integer"));
        };
        left.checked_add(right).map(Term::Integer).ok_or(EvaluationError::Overflow)
    }

    fn compare<'v>(
        &mut self,
        relation: Relation,
        operands: &'v [Node],
        scope: &Scope<'_, 'v>,
    ) -> Result<Term<'v>> {
        let mut holds = true;
        let mut previous = None;
        for operand in operands {
            let Term::Integer(number) = self.node(operand, scope)? else {
                return Err(type_error("comparison", "an integer"));
            };
            holds &= previous.is_none_or(|previous| relation.holds(previous, number));
            previous = Some(number);
        }
        Ok(Term::Bool(holds))
    }

    fn compare_times<'v>(
        &mut self,
        relation: Relation,
        operands: &'v [Node],
        scope: &Scope<'_, 'v>,
    ) -> Result<Term<'v>> {
        let mut holds = true;
        let mut previous: Option<Time> = None;
        for operand in operands {
            let Term::Time(time) = self.node(operand, scope)? else {
                return Err(type_error("comparison of times", "a date-time"));
            };
            if let Some(previous) = previous {
                holds &= relation.holds(previous.milliseconds, time.milliseconds);
                self.compared(previous, time);
            }
            previous = Some(time);
        }
        Ok(Term::Bool(holds))
    }

    fn time<'v>(
        &mut self,
        operand: &'v Node,
        scope: &Scope<'_, 'v>,
        operation: &'static str,
    ) -> Result<Time> {
        let term = self.node(operand, scope)?;
        if let Term::Stamp(time) = term {
            return Ok(time);
        }
        let Term::Text(text) = term else {
            return Err(type_error(operation, "a string"));
        };
        self.spend_on(text)?;
        let milliseconds = calendar::parse(text).ok_or(type_error(operation, "a date"))?;
        Ok(Time::fixed(milliseconds))
    }

    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: a date-time is no date of birth.
    fn date_of_birth<'v>(&mut self, operand: &'v Node, scope: &Scope<'_, 'v>) -> Result<Term<'v>> {
        let Term::Text(text) = self.node(operand, scope)? else {
            return Err(type_error("dccDateOfBirth", "a string"));
        };
        let date = Some(text).filter(|text| text.len() <= "YYYY-MM-DD".len());
        let milliseconds = date.and_then(calendar::parse).ok_or(type_error("dccDateOfBirth", "a date"))?;
        Ok(Term::Time(Time::fixed(milliseconds)))
    }

    fn reduce<'v>(&mut self, operands: &'v [Node; 3], scope: &Scope<'_, 'v>) -> Result<Term<'v>> {
        let [list, step, initial] = operands;
        let mut accumulator = self.node(initial, scope)?;
        let mut fold = |evaluator: &mut Self, current: Term<'v>| -> Result<()> {
            let accumulated = std::mem::replace(&mut accumulator, Term::Null);
            let inner = Scope::Fold { current, accumulator: accumulated };
            accumulator = evaluator.node(step, &inner)?;
            Ok(())
        };
        // A list that is written out is gone through in place.
        if let Node::List(items) = list {
            for item in items {
                let current = self.node(item, scope)?;
                fold(self, current)?;
            }
            return Ok(accumulator);
        }
        let folded = self.node(list, scope)?;
        // What the specification leaves open, the official implementations agree on: nothing folds to the initial value.
        if let Term::Null = folded {
            return Ok(accumulator);
        }
        let elements = folded.elements().ok_or(type_error("reduce", "an array"))?;
        for element in elements {
            fold(self, element)?;
        }
        Ok(accumulator)
    }

    /// The part of a certificate identifier; `URN:UVCI:` in front of it does not count.
    fn extract<'v>(&mut self, operand: &'v Node, index: i64, scope: &Scope<'_, 'v>) -> Result<Term<'v>> {
        let term = self.node(operand, scope)?;
        if let Term::Null = term {
            return Ok(Term::Null);
        }
        let Term::Text(uci) = term else {
            return Err(type_error("extractFromUVCI", "a string"));
        };
        self.spend_on(uci)?;
        let parts = uci.strip_prefix("URN:UVCI:").unwrap_or(uci);
        let part = usize::try_from(index).ok().and_then(|index| parts.split(['/', '#', ':']).nth(index));
        Ok(part.map_or(Term::Null, Term::Text))
    }

    fn both<'v>(&mut self, operands: &'v [Node; 2], scope: &Scope<'_, 'v>) -> Result<[Term<'v>; 2]> {
        let [left, right] = operands;
        Ok([self.node(left, scope)?, self.node(right, scope)?])
    }
}

impl<'v> Scope<'_, 'v> {
    fn follow(&self, path: &[Step]) -> Result<Term<'v>> {
        match self {
            Scope::Data(data) => data.follow(path),
            Scope::Fold { current, accumulator } => {
                let (start, rest) = match path {
                    [first, rest @ ..] if first.key == "current" => (current, rest),
                    [first, rest @ ..] if first.key == "accumulator" => (accumulator, rest),
                    _ => return Ok(Term::Null),
                };
                start.clone().follow(rest)
            }
        }
    }
}

fn type_error(operation: &'static str, expected: &'static str) -> EvaluationError {
    EvaluationError::Type { operation, expected }
}
