//! Data flows one way: no two modules of the core know each other, however far around.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{SOURCES, sources, top};

/// A module by its path, and the modules that it names.
type Known = BTreeMap<Vec<String>, BTreeSet<Vec<String>>>;

#[test]
fn no_two_modules_of_the_core_know_each_other() {
    let mut circles = Vec::new();
    let known = known("core/src");
    assert!(known.len() > 100 && known.values().any(|named| named.len() > 5), "modules were read");
    for module in known.keys() {
        if reached(&known, module).contains(module) {
            circles.push(module.join("::"));
        }
    }
    assert!(circles.is_empty(), "these are in a circle: {circles:#?}");
}

#[test]
fn a_circle_is_seen_however_it_is_written() {
    let sources = |texts: &[(&str, &str)]| {
        let of = |name: &str| name.split("::").map(str::to_owned).collect::<Vec<_>>();
        texts.iter().map(|(name, text)| (of(name), (*text).to_owned())).collect::<BTreeMap<_, _>>()
    };
    for (one, other, is_circle) in [
        ("use super::b::B;", "use super::a::A;", true),
        ("use crate::r::b::{B, C};", "fn f() { super::a::g() }", true),
        ("use super::{b, c};", "use crate::r::{self, a::A};", true),
        ("use super::b::B;", "// use super::a::A;\n#[cfg(test)]\nmod tests { use super::a::A; }", false),
        ("use super::b::B;", "use super::c::C;", false),
    ] {
        let known =
            named(&sources(&[("r", "mod a; pub use a::A;"), ("r::a", one), ("r::b", other), ("r::c", "")]));
        let a = vec!["r".to_owned(), "a".to_owned()];
        assert_eq!(reached(&known, &a).contains(&a), is_circle, "{one} {other}");
    }
}

fn known(folder: &str) -> Known {
    let root = top().join(folder);
    let modules = sources(SOURCES).into_iter().filter_map(|(path, text)| {
        let within = path.strip_prefix(&root).ok()?.with_extension("");
        let mut module = within.iter().map(|part| part.to_string_lossy().into_owned()).collect::<Vec<_>>();
        module.pop_if(|last| last == "mod" || last == "lib");
        Some((module, text))
    });
    named(&modules.collect())
}

/// Which modules each of them names. A module may hold those within it, and say their names for others.
fn named(sources: &BTreeMap<Vec<String>, String>) -> Known {
    let mut known = Known::new();
    for (module, text) in sources {
        let names = paths(text).into_iter().filter_map(|path| module_of(sources, module, &path));
        let others = names.filter(|other| !other.is_empty() && !other.starts_with(module));
        known.insert(module.clone(), others.collect());
    }
    known
}

/// Everything that is known from there, directly or through others.
fn reached(known: &Known, from: &[String]) -> BTreeSet<Vec<String>> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from.to_vec()];
    while let Some(next) = open.pop() {
        for other in known.get(&next).into_iter().flatten() {
            if reached.insert(other.clone()) {
                open.push(other.clone());
            }
        }
    }
    reached
}

/// The module in which a path ends, as far as it leads through modules.
fn module_of(sources: &BTreeMap<Vec<String>, String>, module: &[String], path: &str) -> Option<Vec<String>> {
    let mut parts = path.split("::").map(str::trim).peekable();
    let mut place = match parts.next()? {
        "crate" => Vec::new(),
        "super" => {
            let mut place = module.split_last()?.1.to_vec();
            while parts.next_if_eq(&"super").is_some() {
                place.pop();
            }
            place
        }
        "self" => module.to_vec(),
        first => {
            let place = [module, &[first.to_owned()]].concat();
            if !sources.contains_key(&place) {
                return None;
            }
            place
        }
    };
    for part in parts {
        place.push(part.to_owned());
        if !sources.contains_key(&place) {
            place.pop();
            break;
        }
    }
    Some(place)
}

/// Every path of a text that may lead to another module: those of `use`, and those that begin with `crate` or `super`.
fn paths(text: &str) -> Vec<String> {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let text =
        text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let mut paths = Vec::new();
    for statement in text.split("use ").skip(1) {
        if let Some((tree, _)) = statement.split_once(';') {
            unfold("", tree.trim(), &mut paths);
        }
    }
    for beginning in ["crate::", "super::"] {
        for (place, _) in text.match_indices(beginning) {
            let rest = text.get(place..).unwrap_or_default();
            let end = rest.find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | ':')));
            paths.push(
                rest.get(..end.unwrap_or(rest.len())).unwrap_or_default().trim_end_matches(':').to_owned(),
            );
        }
    }
    paths
}

/// `a::{b, c::{d}}` as `a::b` and `a::c::d`.
fn unfold(before: &str, tree: &str, paths: &mut Vec<String>) {
    let Some((stem, branches)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        return paths.push(format!("{before}{path}"));
    };
    let branches = branches.trim_end().strip_suffix('}').unwrap_or(branches);
    let (mut depth, mut start) = (0, 0);
    for (place, letter) in branches.char_indices().chain([(branches.len(), ',')]) {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let branch = branches.get(start..place).unwrap_or_default().trim();
                if !branch.is_empty() {
                    unfold(&format!("{before}{stem}"), branch, paths);
                }
                start = place + 1;
            }
            _ => {}
        }
    }
}
