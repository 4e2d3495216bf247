//! A text as a scanner may have meant it, and where its dead keys leave that open.

use super::accent::always_composes;

/// No more places are tried at which a dead key may have swallowed a space.
const MOST_PLACES: usize = 16;

/// What a scanner may have meant.
#[derive(Default)]
pub struct Undone {
    /// The text, where no space was swallowed.
    pub text: Vec<u8>,
    /// Where a space was swallowed if anything composes accents: what stands there carries the accent before it.
    surely: Vec<usize>,
    /// Where a space may have been swallowed.
    perhaps: Vec<usize>,
}

impl Undone {
    /// An accent was typed by itself, with that sign behind.
    pub fn note_accent(&mut self, accent: char, behind: Option<char>) {
        let Some(behind) = behind else { return };
        if always_composes(accent, behind) {
            self.surely.push(self.text.len());
        } else if self.perhaps.len() < MOST_PLACES {
            self.perhaps.push(self.text.len());
        }
    }

    /// The text with the spaces that dead keys swallowed, the likelier readings first, and as it is before all: without any, with
    /// all that must have been, and with each of those that may have been beside them.
    pub fn readings(self) -> impl Iterator<Item = Vec<u8>> {
        let Self { text, surely, perhaps } = self;
        let spaced = (!surely.is_empty()).then(|| with_spaces(&text, &surely));
        let others = perhaps.into_iter().map({
            let text = text.clone();
            move |place| {
                let mut places = surely.clone();
                places.insert(places.partition_point(|before| *before < place), place);
                with_spaces(&text, &places)
            }
        });
        [text].into_iter().chain(spaced).chain(others)
    }
}

/// A text with a space at each of these places, which ascend.
fn with_spaces(text: &[u8], places: &[usize]) -> Vec<u8> {
    let mut spaced = Vec::with_capacity(text.len() + places.len());
    let mut done = 0;
    for place in places {
        spaced.extend_from_slice(&text[done..*place]);
        spaced.push(b' ');
        done = *place;
    }
    spaced.extend_from_slice(&text[done..]);
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_swallowed_space_is_tried() {
        // `1+A2+K3+` of which each accent was typed by itself.
        let mut undone = Undone::default();
        for (part, behind) in [("1+", Some('A')), ("A2+", Some('K')), ("K3+", None)] {
            undone.text.extend_from_slice(part.as_bytes());
            undone.note_accent('`', behind);
        }
        let readings = undone.readings().map(|text| String::from_utf8(text).unwrap());
        assert_eq!(readings.collect::<Vec<_>>(), ["1+A2+K3+", "1+ A2+K3+", "1+ A2+ K3+"]);
    }

    #[test]
    fn what_leaves_nothing_open_is_read_once() {
        assert_eq!(Undone { text: b"HC1:".to_vec(), ..Undone::default() }.readings().count(), 1);
    }

    #[test]
    fn few_readings_are_tried_of_many_accents() {
        let mut undone = Undone { text: b"1".to_vec(), ..Undone::default() };
        for _ in 0..1000 {
            undone.text.push(b'+');
            undone.note_accent('`', Some('K'));
        }
        assert_eq!(undone.readings().count(), 1 + MOST_PLACES);
    }
}
