//! From JSON to an expression, with every mistake that can be seen without data.

use serde_json::{Map, Number, Value as Json};
use thiserror::Error;

use super::calendar::Unit;
use super::expression::{Expression, Node, Relation, Step};
use crate::value;

/// Expressions with longer paths are refused: no rule needs them, and the stack is finite.
/// An operation takes two steps, its name and the number of the operand.
const DEEPEST: usize = 128;

/// Why an expression is not CertLogic. Follows "failed to compile a rule: ".
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("at {path}: {problem}")]
pub struct CompileError {
    /// Where in the expression, as a JSON pointer; empty for the whole of it.
    pub path: String,
    /// What is wrong there.
    pub problem: CompileProblem,
}

/// What is wrong with an expression. The texts are for developers; people are told in their language, by the variant.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CompileProblem {
    /// More operations within each other than any rule needs.
    #[error("nested too deeply")]
    TooDeep,
    /// A number with a fraction.
    #[error("a number that is not an integer")]
    NotAnInteger,
    /// A null.
    #[error("null is not a literal of CertLogic")]
    Null,
    /// An object with no key or several.
    #[error("an operation is an object with one key")]
    NotAnOperation,
    /// Operands that are not in an array.
    #[error("operands are an array")]
    OperandsNotAnArray,
    /// Too few operands, or too many.
    #[error("operands needed: {needed}")]
    Operands {
        /// How many are needed: a number, a span or a least number.
        needed: &'static str,
    },
    /// A `var` without a path.
    #[error("not of the form {{ \"var\": \"<path>\" }}")]
    Var,
    /// A path with nothing between two dots.
    #[error("the path `{path}` has an empty step")]
    EmptyStep {
        /// The path.
        path: String,
    },
    /// An operation that CertLogic does not have.
    #[error("unknown operation")]
    UnknownOperation,
    /// An amount of time that is not an integer.
    #[error("the amount is not an integer")]
    Amount,
    /// A unit of time that CertLogic does not have.
    #[error("the unit is none of year, month, day, hour")]
    Unit,
    /// The index of a part that is not an integer.
    #[error("the index is not an integer")]
    Index,
}

impl Expression {
    /// Compiles an expression.
    ///
    /// # Errors
    /// [`CompileError`] for an unknown operation, wrong operands, a literal that CertLogic does not have,
    /// and for more than 64 operations within each other.
    pub fn compile(json: &Json) -> Result<Self, CompileError> {
        let mut compiler = Compiler { path: Vec::new() };
        compiler.node(json).map(Expression)
    }
}

/// Knows where in the expression it is.
struct Compiler {
    path: Vec<String>,
}

impl Compiler {
    fn node(&mut self, json: &Json) -> Result<Node, CompileError> {
        if self.path.len() > DEEPEST {
            return Err(self.error(CompileProblem::TooDeep));
        }
        match json {
            Json::Bool(flag) => Ok(Node::Bool(*flag)),
            Json::Number(number) => {
                let integer = integer(number).ok_or_else(|| self.error(CompileProblem::NotAnInteger))?;
                Ok(Node::Integer(integer))
            }
            Json::String(text) => Ok(Node::Text(text.clone())),
            Json::Array(items) => self.nodes(items).map(Node::List),
            Json::Object(object) => self.operation(object),
            Json::Null => Err(self.error(CompileProblem::Null)),
        }
    }

    fn nodes(&mut self, items: &[Json]) -> Result<Vec<Node>, CompileError> {
        items
            .iter()
            .enumerate()
            .map(|(index, item)| self.within(&index.to_string(), |inner| inner.node(item)))
            .collect()
    }

    fn operation(&mut self, object: &Map<String, Json>) -> Result<Node, CompileError> {
        let mut entries = object.iter();
        let (Some((name, operands)), None) = (entries.next(), entries.next()) else {
            return Err(self.error(CompileProblem::NotAnOperation));
        };
        self.within(name, |inner| inner.named_operation(name, operands))
    }

    fn named_operation(&mut self, name: &str, operands: &Json) -> Result<Node, CompileError> {
        if name == "var" {
            return self.var(operands);
        }
        let Json::Array(operands) = operands else {
            return Err(self.error(CompileProblem::OperandsNotAnArray));
        };
        match name {
            "if" => Ok(Node::If(self.exactly(operands)?)),
            "===" => Ok(Node::Equal(self.exactly(operands)?)),
            "in" => Ok(Node::In(self.exactly(operands)?)),
            "+" => Ok(Node::Add(self.exactly(operands)?)),
            "reduce" => Ok(Node::Reduce(self.exactly(operands)?)),
            "and" if operands.len() < 2 => Err(self.error(CompileProblem::Operands { needed: "2+" })),
            "and" => self.nodes(operands).map(Node::And),
            "!" => {
                let [operand] = *self.exactly::<1>(operands)?;
                Ok(Node::Not(Box::new(operand)))
            }
            "dccDateOfBirth" => {
                let [operand] = *self.exactly::<1>(operands)?;
                Ok(Node::DateOfBirth(Box::new(operand)))
            }
            "plusTime" => self.plus_time(operands),
            "extractFromUVCI" => self.extract_from_uci(operands),
            _ => self.comparison(name, operands),
        }
    }

    fn var(&self, path: &Json) -> Result<Node, CompileError> {
        let Json::String(path) = path else {
            return Err(self.error(CompileProblem::Var));
        };
        if path.is_empty() {
            return Ok(Node::Var(Vec::new()));
        }
        let steps = path.split('.').map(|key| {
            if key.is_empty() {
                return Err(self.error(CompileProblem::EmptyStep { path: path.clone() }));
            }
            Ok(Step { key: key.to_owned(), index: key.parse().ok() })
        });
        steps.collect::<Result<_, _>>().map(Node::Var)
    }

    fn comparison(&mut self, name: &str, operands: &[Json]) -> Result<Node, CompileError> {
        let (relation, of_times) = match name {
            "<" => (Relation::Less, false),
            "<=" => (Relation::LessOrEqual, false),
            ">" => (Relation::Greater, false),
            ">=" => (Relation::GreaterOrEqual, false),
            "before" => (Relation::Less, true),
            "not-after" => (Relation::LessOrEqual, true),
            "after" => (Relation::Greater, true),
            "not-before" => (Relation::GreaterOrEqual, true),
            _ => return Err(self.error(CompileProblem::UnknownOperation)),
        };
        if !(2..=3).contains(&operands.len()) {
            return Err(self.error(CompileProblem::Operands { needed: "2–3" }));
        }
        let operands = self.nodes(operands)?;
        Ok(if of_times { Node::CompareTimes(relation, operands) } else { Node::Compare(relation, operands) })
    }

    fn plus_time(&mut self, operands: &[Json]) -> Result<Node, CompileError> {
        let [time, amount, unit] = operands else {
            return Err(self.error(CompileProblem::Operands { needed: "3" }));
        };
        let amount = amount.as_i64().ok_or_else(|| self.error(CompileProblem::Amount))?;
        let unit = unit.as_str().and_then(Unit::named);
        let unit = unit.ok_or_else(|| self.error(CompileProblem::Unit))?;
        let time = self.within("0", |inner| inner.node(time))?;
        Ok(Node::PlusTime(Box::new(time), amount, unit))
    }

    fn extract_from_uci(&mut self, operands: &[Json]) -> Result<Node, CompileError> {
        let [uci, index] = operands else {
            return Err(self.error(CompileProblem::Operands { needed: "2" }));
        };
        let index = index.as_i64().ok_or_else(|| self.error(CompileProblem::Index))?;
        let uci = self.within("0", |inner| inner.node(uci))?;
        Ok(Node::ExtractFromUci(Box::new(uci), index))
    }

    fn exactly<const N: usize>(&mut self, operands: &[Json]) -> Result<Box<[Node; N]>, CompileError> {
        if operands.len() != N {
            let needed = match N {
                1 => "1",
                2 => "2",
                _ => "3",
            };
            return Err(self.error(CompileProblem::Operands { needed }));
        }
        let nodes = self.nodes(operands)?.into_boxed_slice();
        Ok(nodes.try_into().expect("as many nodes as operands"))
    }

    fn within<T>(
        &mut self,
        step: &str,
        compile: impl FnOnce(&mut Self) -> Result<T, CompileError>,
    ) -> Result<T, CompileError> {
        self.path.push(step.to_owned());
        let compiled = compile(self);
        self.path.pop();
        compiled
    }

    fn error(&self, problem: CompileProblem) -> CompileError {
        let path = self.path.iter().map(|step| format!("/{step}")).collect();
        CompileError { path, problem }
    }
}

/// JSON knows one kind of number: `2.0` is the integer 2.
fn integer(number: &Number) -> Option<i64> {
    number.as_i64().or_else(|| number.as_f64().and_then(value::whole_number))
}
