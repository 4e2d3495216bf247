//! Where and by whom a pack's papers are looked at, as far as that makes a difference.

use souplesse_core::Profile;
use souplesse_core::place::{Country, Place, Region};
use souplesse_core::rules::tolerance::{Tolerance, Word};
use souplesse_words::Words;

use crate::tell::named;

/// More are told by no table: a pack may name a hundred regions and as many kinds of place.
const MOST: usize = 512;

/// A door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Circumstance {
    pub place: Whereabouts,
    pub profile: Profile,
    /// Whether the profile makes a difference.
    names_profile: bool,
}

/// What a door knows of where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Whereabouts {
    pub region: Option<Known<Region>>,
    pub kind: Option<Known<Word>>,
    /// Whether a pack asks for the one and the other.
    asks: (bool, bool),
}

/// One of those that a pack names, or any other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known<T> {
    pub is: T,
    is_named: bool,
}

impl Circumstance {
    /// The one door that the call names.
    pub(super) fn of(place: &Place, profile: Profile) -> Self {
        let region = place.region().map(|region| Known { is: region.clone(), is_named: true });
        let kind = place.kind().map(|kind| Known { is: kind.clone(), is_named: true });
        Self { place: Whereabouts { region, kind, asks: (false, false) }, profile, names_profile: false }
    }

    /// Every door at which one of these packs may say something else: in each region and kind of place that they name, in any other, and where the device
    /// does not know.
    pub(super) fn all(packs: &[&Tolerance], profile: Profile) -> Vec<Self> {
        let windows = packs.iter().flat_map(|tolerance| &tolerance.pack().windows);
        let scopes = windows.filter_map(|window| window.scope.as_ref()).collect::<Vec<_>>();
        let regions = once_each(scopes.iter().flat_map(|scope| &scope.regions));
        let kinds = once_each(scopes.iter().flat_map(|scope| &scope.places));
        let names_profile = scopes.iter().any(|scope| !scope.profiles.is_empty());
        let profiles = if names_profile { vec![Profile::Venue, Profile::Controller] } else { vec![profile] };
        let asks = (!regions.is_empty(), !kinds.is_empty());
        let (regions, kinds) = (choices(regions, other_region), choices(kinds, other_kind));
        let all = regions.iter().flat_map(|region| kinds.iter().map(move |kind| (region, kind)));
        let all = all.flat_map(|(region, kind)| {
            profiles.iter().map(move |profile| Self {
                place: Whereabouts { region: region.clone(), kind: kind.clone(), asks },
                profile: *profile,
                names_profile,
            })
        });
        all.take(MOST).collect()
    }

    /// `Bretagne (FR-BRE), restaurants`.
    pub(super) fn told(&self, words: &Words) -> String {
        let Whereabouts { region, kind, asks: (asks_region, asks_kind) } = &self.place;
        let label = |key: &str| words.label(key).to_owned();
        let region = match region {
            _ if !asks_region => None,
            Some(Known { is, is_named: true }) => Some(named::region(is, words)),
            Some(_) => Some(label("pack-table.other-region")),
            None => Some(label("pack-table.region-unknown")),
        };
        let kind = match kind {
            _ if !asks_kind => None,
            Some(Known { is, is_named: true }) => Some(named::place(is, words)),
            Some(_) => Some(label("pack-table.other-place")),
            None => Some(label("pack-table.place-unknown")),
        };
        let profile = self.names_profile.then(|| label(&format!("profile.{}", self.profile)));
        [region, kind, profile].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// Each that is named, any other, and none that is known; only that where none is named.
fn choices<T: Clone + PartialEq>(named: Vec<T>, other: impl Fn(&[T]) -> T) -> Vec<Option<Known<T>>> {
    if named.is_empty() {
        return vec![None];
    }
    let other = Known { is: other(&named), is_named: false };
    let named = named.into_iter().map(|is| Some(Known { is, is_named: true }));
    named.chain([Some(other), None]).collect()
}

/// A region that is not among these.
fn other_region(named: &[Region]) -> Region {
    let mut all = (0..1000).filter_map(|number| Region::of(Country::FRANCE, &format!("{number:03}")).ok());
    all.find(|region| !named.contains(region)).expect("no pack names a thousand")
}

/// A kind of place that is not among these.
fn other_kind(named: &[Word]) -> Word {
    let mut all = (0..1000).filter_map(|number| format!("other-{number}").parse::<Word>().ok());
    all.find(|kind| !named.contains(kind)).expect("no pack names a thousand")
}

fn once_each<'t, T: Clone + PartialEq + 't>(all: impl Iterator<Item = &'t T>) -> Vec<T> {
    let mut unique = Vec::new();
    for one in all {
        if !unique.contains(one) {
            unique.push(one.clone());
        }
    }
    unique
}
