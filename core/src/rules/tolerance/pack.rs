//! What a tolerance pack says: the schema, once, for TOML and for the compact form.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use super::word::{Text, Word, WordText, Zone};
use crate::compact::Version;
use crate::place::Region;
use crate::time::local_minutes;

/// A published relaxation.
///
/// Local times are those of [`zone`](Self::zone), written `2021-08-14T12:00`. Intervals are closed at their start and
/// open at their end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pack {
    /// The version of this form: 1.
    pub version: Version,
    /// Its name: 3 to 40 of `A` to `Z`, `0` to `9` and `-`.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// Who decided it.
    pub authority: Text,
    /// When it was issued; never enters a verdict.
    pub issued: DateTime<Utc>,
    /// Whether windows hold the time of the act or that of the check.
    pub axis: Axis,
    /// On whose clock.
    pub zone: Zone,
    /// For checks made when.
    pub in_force: InForce,
    /// How a duration that stands on the paper counts.
    pub stated_duration: StatedDuration,
    /// Where it is published.
    pub references: Vec<Reference>,
    /// The kinds of paper that it speaks of.
    pub kinds: Vec<Kind>,
    /// When it holds; without windows, at all times while in force.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<Window>,
    /// Without windows: hours for which a paper is good from the act on, 1 to 8760.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum_age_hours: Option<u16>,
    /// What a paper must show, in the order in which a missing one is told.
    pub elements: Vec<Element>,
    /// Where holders get their QR code: an https address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal: Option<String>,
    /// The meaning of words that the product does not know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<WordText>,
    /// Ids of older packs of the same authority that this one replaces.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supersedes: Vec<String>,
    /// Ids of packs of the same authority that were wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revokes: Vec<String>,
}

/// What windows hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Axis {
    /// The time of the act that the paper attests.
    TimeOfAct,
    /// The time at which the paper is checked.
    TimeOfCheck,
}

/// The checks for which a pack speaks at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InForce {
    /// From this local time on.
    #[serde(with = "local_minutes")]
    pub from: NaiveDateTime,
    /// Up to this local time; a standing rule has no end.
    #[serde(default, with = "local_minutes::option", skip_serializing_if = "Option::is_none")]
    pub sunset: Option<NaiveDateTime>,
}

/// How a duration on the paper counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StatedDuration {
    /// Its effect.
    pub counts: Counts,
    /// The durations that papers usually state, in hours; what the form offers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub usual_hours: Vec<u16>,
}

/// The effect of a duration on the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counts {
    /// It ends the paper earlier than the maximum age does, never later.
    Shortens,
    /// It has none.
    Ignored,
}

/// A published text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// What it is called.
    pub title: String,
    /// Its number, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Its date: `2021-08-14`.
    pub date: chrono::NaiveDate,
    /// What it says, word for word.
    pub quotation: String,
}

/// A kind of paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Kind {
    /// Its word.
    pub id: Word,
    /// Why it is not covered; covered without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_covered: Option<Word>,
    /// Where holders of this kind get their QR code, if elsewhere than the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal: Option<String>,
}

/// A time in which the relaxation holds, or expressly does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Window {
    /// Its word.
    pub id: Word,
    /// From this local time on.
    #[serde(with = "local_minutes")]
    pub from: NaiveDateTime,
    /// Up to this local time.
    #[serde(with = "local_minutes")]
    pub until: NaiveDateTime,
    /// Why it is not covered; covered without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_covered: Option<Word>,
    /// Hours for which a paper is good from the act on, 1 to 8760.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum_age_hours: Option<u16>,
    /// Where it holds; everywhere without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
}

/// Where a window holds. An empty list limits nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Regions, such as `FR-971`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<Region>,
    /// Kinds of place, such as `restaurant`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Word>,
    /// Profiles: `venue`, `controller`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub profiles: Vec<crate::verdict::Profile>,
}

/// What stands on a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// Its word.
    pub id: Word,
    /// How much it matters if it is missing.
    pub level: ElementLevel,
    /// Kinds of which it matters otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<Exception>,
}

/// A kind of paper of which an element matters otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The kind.
    pub kind: Word,
    /// How much the element matters there.
    pub level: ElementLevel,
}

/// How much an element matters, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ElementLevel {
    /// Without it the paper is refused.
    Essential,
    /// Without it the paper is incomplete: a person decides.
    Firm,
    /// It is worth telling that it is missing.
    Note,
    /// It is not asked for.
    Unasked,
}

impl Pack {
    /// The kind of that word, if the pack speaks of it.
    #[must_use]
    pub fn kind(&self, word: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == *word)
    }

    /// The element of that word, if the pack asks for it of any kind.
    #[must_use]
    pub fn element(&self, word: &str) -> Option<&Element> {
        self.elements.iter().find(|element| element.id == *word)
    }

    /// What a word means that the product does not know.
    #[must_use]
    pub fn words_of(&self, word: &str) -> Option<&WordText> {
        self.words.iter().find(|text| text.id == *word)
    }

    /// How much an element matters on a paper of that kind; `None` is a paper that does not say what it is.
    #[must_use]
    pub fn level(&self, element: &str, kind: Option<&str>) -> ElementLevel {
        self.element(element).map_or(ElementLevel::Unasked, |element| element.level_for(kind))
    }
}

impl Element {
    pub(super) fn level_for(&self, kind: Option<&str>) -> ElementLevel {
        let exception = kind.and_then(|kind| self.except.iter().find(|exception| exception.kind == *kind));
        exception.map_or(self.level, |exception| exception.level)
    }
}
