//! What is wrong with rules.

use souplesse_core::rules::RulesError;
use souplesse_core::rules::certlogic::{CompileError, CompileProblem};
use souplesse_words::Words;

use super::{say, syntax};

pub(super) fn told(error: &RulesError, words: &Words) -> String {
    match error {
        RulesError::TooLarge { length } => say("rules.too-large", &[("length", &length.to_string())], words),
        RulesError::Form { fault } => say("rules.form", &[("why", &syntax::json(fault, words))], words),
        RulesError::Logic { identifier, source: CompileError { path, problem } } => {
            let key = if path.is_empty() { "rules.logic-whole" } else { "rules.logic" };
            let problem = compile(problem, words);
            say(key, &[("rule", identifier), ("path", path), ("problem", &problem)], words)
        }
        RulesError::Version { identifier } => say("rules.version", &[("rule", identifier)], words),
    }
}

fn compile(problem: &CompileProblem, words: &Words) -> String {
    let (key, value) = match problem {
        CompileProblem::TooDeep => ("too-deep", ""),
        CompileProblem::NotAnInteger => ("not-an-integer", ""),
        CompileProblem::Null => ("null", ""),
        CompileProblem::NotAnOperation => ("not-an-operation", ""),
        CompileProblem::OperandsNotAnArray => ("operands-not-an-array", ""),
        CompileProblem::Operands { needed } => ("operands", *needed),
        CompileProblem::Var => ("var", ""),
        CompileProblem::EmptyStep { path } => ("empty-step", path.as_str()),
        CompileProblem::UnknownOperation => ("unknown-operation", ""),
        CompileProblem::Amount => ("amount", ""),
        CompileProblem::Unit => ("unit", ""),
        CompileProblem::Index => ("index", ""),
    };
    say(&format!("rules.{key}"), &[("needed", value), ("path", value)], words)
}
