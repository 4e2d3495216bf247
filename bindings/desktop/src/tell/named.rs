//! Regions and kinds of place by their names, where the words have one.

use souplesse_core::place::Region;
use souplesse_core::rules::tolerance::Word;
use souplesse_words::Words;

/// `Bretagne (FR-BRE)`; the code alone where the region has no name here.
pub(crate) fn region(region: &Region, words: &Words) -> String {
    let name = words.get(&format!("region.{region}"));
    name.map_or_else(|| region.to_string(), |name| format!("{name} ({region})"))
}

/// `restaurants`; the word itself where it has no name here.
pub(crate) fn place(place: &Word, words: &Words) -> String {
    words.get(&format!("place.{place}")).map_or_else(|| place.to_string(), str::to_owned)
}
