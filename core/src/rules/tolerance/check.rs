//! Whether a pack makes sense, with the path of everything that does not.

use chrono::{NaiveDateTime, NaiveTime};
use thiserror::Error;

use super::known;
use super::pack::{Axis, ElementLevel, InForce, Pack, Scope};
use super::problem::{MOST_ENTRIES, PackProblem};
use super::word::{Text, Word};
use crate::attestation::Hours;

/// Why a pack is refused. Follows "failed to read the pack: ".
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{path}`: {problem}")]
pub struct PackError {
    /// Where the culprit stands, such as `windows[1].until`.
    pub path: String,
    /// What is wrong with it.
    pub problem: PackProblem,
}

type Checked = Result<(), PackError>;

/// What was found so far.
#[derive(Default)]
struct Faults(Vec<PackError>);

impl Pack {
    /// Whether the pack makes sense and can be said to people.
    ///
    /// # Errors
    /// The first thing that does not.
    pub fn check(&self) -> Checked {
        self.faults().into_iter().next().map_or(Ok(()), Err)
    }

    /// Everything that makes no sense in the pack, or cannot be said to people.
    #[must_use]
    pub fn faults(&self) -> Vec<PackError> {
        let mut faults = Faults::default();
        self.check_lengths(&mut faults);
        if !faults.0.is_empty() {
            return faults.0;
        }
        self.check_names(&mut faults);
        self.check_times(&mut faults);
        self.check_hours(&mut faults);
        self.check_kinds_and_elements(&mut faults);
        self.check_what_is_decided(&mut faults);
        self.check_words(&mut faults);
        faults.0
    }

    /// Comes first: what follows compares the entries of a list with each other.
    fn check_lengths(&self, faults: &mut Faults) {
        let lists = [
            ("supersedes", self.supersedes.len()),
            ("revokes", self.revokes.len()),
            ("references", self.references.len()),
            ("kinds", self.kinds.len()),
            ("windows", self.windows.len()),
            ("elements", self.elements.len()),
            ("words", self.words.len()),
            ("stated-duration.usual-hours", self.stated_duration.usual_hours.len()),
        ];
        let lists = lists.map(|(path, length)| (path.to_owned(), length)).into_iter();
        let scopes = self.windows.iter().enumerate().filter_map(|(index, window)| {
            let Scope { regions, places, profiles } = window.scope.as_ref()?;
            Some((format!("windows[{index}].scope"), regions.len().max(places.len()).max(profiles.len())))
        });
        let elements = self.elements.iter().enumerate();
        let exceptions =
            elements.map(|(index, element)| (format!("elements[{index}].except"), element.except.len()));
        for (path, length) in lists.chain(scopes).chain(exceptions) {
            faults.wrong_if(length > MOST_ENTRIES, &path, PackProblem::TooMany { length });
        }
    }

    fn check_names(&self, faults: &mut Faults) {
        faults.check_id("id", &self.id);
        for (field, ids) in [("supersedes", &self.supersedes), ("revokes", &self.revokes)] {
            for (index, id) in ids.iter().enumerate() {
                let path = format!("{field}[{index}]");
                faults.check_id(&path, id);
                faults.wrong_if(*id == self.id, &path, PackProblem::EndsItself);
            }
        }
        check_text(faults, "title", &self.title);
        check_text(faults, "authority", &self.authority);
        faults.wrong_if(self.references.is_empty(), "references", PackProblem::NoReference);
        for (index, reference) in self.references.iter().enumerate() {
            let number = reference.number.iter().map(|number| ("number", number));
            let texts = [("title", &reference.title), ("quotation", &reference.quotation)].into_iter();
            for (field, text) in texts.chain(number) {
                check_line(faults, &format!("references[{index}].{field}"), text);
            }
        }
        let portals =
            self.kinds.iter().enumerate().map(|(index, kind)| (format!("kinds[{index}]."), &kind.portal));
        for (prefix, portal) in portals.chain([(String::new(), &self.portal)]) {
            let secure = portal.as_ref().is_none_or(|portal| portal.starts_with("https://"));
            faults.wrong_if(!secure, &format!("{prefix}portal"), PackProblem::Portal);
        }
    }

    fn check_times(&self, faults: &mut Faults) {
        let InForce { from, sunset } = self.in_force;
        let ends_early = sunset.is_some_and(|sunset| sunset <= from);
        faults.wrong_if(ends_early, "in-force.sunset", PackProblem::NotBehindFrom);
        for (index, window) in self.windows.iter().enumerate() {
            let path = |field: &str| format!("windows[{index}].{field}");
            faults.wrong_if(window.until <= window.from, &path("until"), PackProblem::NotBehindFrom);
            let twin = self.windows.iter().take(index).any(|other| other.id == window.id);
            faults.wrong_if(twin, &path("id"), PackProblem::WindowTwice);
            let pointless = window.not_covered.is_some() && window.maximum_age_hours.is_some();
            faults.wrong_if(pointless, &path("maximum-age-hours"), PackProblem::AgeOfNothing);
            let empty = window.scope.as_ref().is_some_and(|scope| {
                scope.regions.is_empty() && scope.places.is_empty() && scope.profiles.is_empty()
            });
            faults.wrong_if(empty, &path("scope"), PackProblem::EmptyScope);
        }
    }

    fn check_hours(&self, faults: &mut Faults) {
        let in_range = |hours: u16| Hours::new(hours).is_ok();
        let windows = self.windows.iter().enumerate();
        let ages = windows.map(|(index, window)| (format!("windows[{index}]."), window.maximum_age_hours));
        for (prefix, hours) in ages.chain([(String::new(), self.maximum_age_hours)]) {
            let path = format!("{prefix}maximum-age-hours");
            faults.wrong_if(!hours.is_none_or(in_range), &path, PackProblem::Hours);
        }
        let both = self.maximum_age_hours.is_some() && !self.windows.is_empty();
        faults.wrong_if(both, "maximum-age-hours", PackProblem::AgeBesideWindows);
        let usual = &self.stated_duration.usual_hours;
        let path = "stated-duration.usual-hours";
        faults.wrong_if(!usual.iter().copied().all(in_range), path, PackProblem::Hours);
        faults.wrong_if(!usual.is_sorted_by(|left, right| left < right), path, PackProblem::HoursAscend);
    }

    fn check_kinds_and_elements(&self, faults: &mut Faults) {
        faults.wrong_if(self.kinds.is_empty(), "kinds", PackProblem::NoKind);
        faults.wrong_if(self.elements.is_empty(), "elements", PackProblem::NoElement);
        for (index, kind) in self.kinds.iter().enumerate() {
            let twin = self.kinds.iter().take(index).any(|other| other.id == kind.id);
            faults.wrong_if(twin, &format!("kinds[{index}].id"), PackProblem::KindTwice);
        }
        for (index, element) in self.elements.iter().enumerate() {
            let twin = self.elements.iter().take(index).any(|other| other.id == element.id);
            faults.wrong_if(twin, &format!("elements[{index}].id"), PackProblem::ElementTwice);
            for (place, exception) in element.except.iter().enumerate() {
                let path = format!("elements[{index}].except[{place}].kind");
                let known = self.kind(exception.kind.as_str()).is_some();
                let kind = exception.kind.clone();
                faults.wrong_if(!known, &path, PackProblem::NoSuchKind { kind });
                let twin = element.except.iter().take(place).any(|other| other.kind == exception.kind);
                faults.wrong_if(twin, &path, PackProblem::KindTwice);
            }
        }
    }

    /// What decides must be asked for, or the pack would answer without knowing.
    fn check_what_is_decided(&self, faults: &mut Faults) {
        let essential = |word: &str| {
            let covered = self.kinds.iter().filter(|kind| kind.not_covered.is_none());
            let kinds = covered.map(|kind| Some(kind.id.as_str())).chain([None]);
            kinds.into_iter().all(|kind| self.level(word, kind) == ElementLevel::Essential)
        };
        let some_kind_is_not_covered = self.kinds.iter().any(|kind| kind.not_covered.is_some());
        let undecided = some_kind_is_not_covered && !essential(Word::TEST_KIND);
        faults.wrong_if(undecided, "elements", PackProblem::KindNotEssential);
        let ages = self.windows.iter().filter_map(|window| window.maximum_age_hours);
        let by_act = self.axis == Axis::TimeOfAct && !self.windows.is_empty();
        let by_age = self.maximum_age_hours.is_some() || ages.count() > 0;
        let undated = (by_act || by_age) && !essential(Word::TEST_DATE);
        faults.wrong_if(undated, "elements", PackProblem::DateNotEssential);
        let midnight = |moment: NaiveDateTime| moment.time() == NaiveTime::MIN;
        let by_hour = self.windows.iter().any(|window| !midnight(window.from) || !midnight(window.until));
        let untimed = by_act && by_hour && !essential(Word::TEST_TIME);
        faults.wrong_if(untimed, "elements", PackProblem::TimeNotEssential);
    }

    fn check_words(&self, faults: &mut Faults) {
        for (path, word, known) in self.used_words() {
            let spoken = known.contains(&word.as_str()) || self.words_of(word.as_str()).is_some();
            if !spoken {
                faults.0.push(PackError { path, problem: PackProblem::NoWords { word: word.clone() } });
            }
        }
        for (index, words) in self.words.iter().enumerate() {
            let path = |field: &str| format!("words[{index}].{field}");
            let lists = [known::KINDS, known::ELEMENTS, known::REASONS];
            let known = lists.iter().any(|list| list.contains(&words.id.as_str()));
            faults.wrong_if(known, &path("id"), PackProblem::HasWords);
            let twin = self.words.iter().take(index).any(|other| other.id == words.id);
            faults.wrong_if(twin, &path("id"), PackProblem::WordTwice);
            let used = self.used_words().any(|(_, word, _)| *word == words.id);
            faults.wrong_if(!used, &path("id"), PackProblem::UnusedWord);
            check_text(faults, &path("label"), &words.label);
            check_text(faults, &path("text"), &words.text);
        }
    }

    /// Where a word stands, the word, and the list of those that need no words of their own.
    fn used_words(&self) -> impl Iterator<Item = (String, &Word, &'static [&'static str])> {
        let kinds = self.kinds.iter().enumerate().flat_map(|(index, kind)| {
            let id = (format!("kinds[{index}].id"), &kind.id, known::KINDS);
            let reason = kind.not_covered.as_ref();
            let reason = reason.map(|word| (format!("kinds[{index}].not-covered"), word, known::REASONS));
            std::iter::once(id).chain(reason)
        });
        let windows = self.windows.iter().enumerate().filter_map(|(index, window)| {
            let word = window.not_covered.as_ref()?;
            Some((format!("windows[{index}].not-covered"), word, known::REASONS))
        });
        let elements = self.elements.iter().enumerate();
        let elements =
            elements.map(|(index, element)| (format!("elements[{index}].id"), &element.id, known::ELEMENTS));
        kinds.chain(windows).chain(elements)
    }
}

/// Whether that is an id, as packs and other documents have: 3 to 40 of A to Z, 0 to 9 and `-`.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-';
    (3..=40).contains(&text.len()) && text.bytes().all(allowed)
}

fn check_id(path: &str, id: &str) -> Checked {
    wrong_if(!is_id(id), path, PackProblem::NotAnId)
}

fn check_text(faults: &mut Faults, path: &str, text: &Text) {
    check_line(faults, &format!("{path}.fr"), &text.fr);
    check_line(faults, &format!("{path}.en"), &text.en);
}

/// What is shown to people, on screens, in print and in terminals, which control characters would disturb.
fn check_line(faults: &mut Faults, path: &str, text: &str) {
    faults.wrong_if(text.trim().is_empty(), path, PackProblem::Empty);
    let is_broken = text.chars().any(char::is_control);
    faults.wrong_if(is_broken, path, PackProblem::Control);
}

impl Faults {
    fn wrong_if(&mut self, wrong: bool, path: &str, problem: PackProblem) {
        self.0.extend(wrong_if(wrong, path, problem).err());
    }

    fn check_id(&mut self, path: &str, id: &str) {
        self.0.extend(check_id(path, id).err());
    }
}

fn wrong_if(wrong: bool, path: &str, problem: PackProblem) -> Checked {
    if wrong { Err(PackError { path: path.to_owned(), problem }) } else { Ok(()) }
}
