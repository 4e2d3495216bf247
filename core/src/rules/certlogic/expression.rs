//! The tree of a compiled expression.

use super::calendar::Unit;

/// A compiled CertLogic expression. Made by [`Expression::compile`], evaluated by [`Expression::evaluate`].
#[derive(Clone, Debug, PartialEq)]
pub struct Expression(pub(super) Node);

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Bool(bool),
    Integer(i64),
    Text(String),
    List(Vec<Node>),
    Var(Vec<Step>),
    If(Box<[Node; 3]>),
    And(Vec<Node>),
    Equal(Box<[Node; 2]>),
    In(Box<[Node; 2]>),
    Add(Box<[Node; 2]>),
    Compare(Relation, Vec<Node>),
    CompareTimes(Relation, Vec<Node>),
    Not(Box<Node>),
    PlusTime(Box<Node>, i64, Unit),
    Reduce(Box<[Node; 3]>),
    ExtractFromUci(Box<Node>, i64),
    DateOfBirth(Box<Node>),
}

/// One step of a path into the data.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    /// The key of an object.
    pub key: String,
    /// The same as the index of an array, where it is a number.
    pub index: Option<usize>,
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Relation {
    pub(super) fn holds(self, left: i64, right: i64) -> bool {
        match self {
            Relation::Less => left < right,
            Relation::LessOrEqual => left <= right,
            Relation::Greater => left > right,
            Relation::GreaterOrEqual => left >= right,
        }
    }
}
