//! Small codes of which nothing should be left: what a reader makes of them all the same must be what they said.

use qrcode::Version;
use qrcode::canvas::is_functional;

use crate::broken::{Break, broken};
use crate::codes::{Code, Kind, small};
use crate::paint::text;
use crate::random::Random;
use crate::scene::pixels;

/// A small code that is no longer one, and what may be read in it.
pub(crate) fn mutilated(kind: Kind, random: &mut Random) -> (Code, Vec<Vec<u8>>) {
    if random.below(4) == 0 {
        let how = Break::of(kind)[random.below(Break::of(kind).len() as u64) as usize];
        return (broken(kind, how, 3, random), Vec::new());
    }
    let mut code = small(kind, random);
    let mut contents = vec![code.content.clone()];
    let (side, dark) = (code.side, code.dark.clone());
    let seed = random.draw();
    let edge = random.below(side as u64) as usize;
    let is_lower = random.below(2) == 0;
    let is_beyond = |column: usize, row: usize| if is_lower { row >= edge } else { column >= edge };
    match random.below(7) {
        0 => {
            let other = std::iter::repeat_with(|| small(kind, random)).find(|other| other.side == side);
            let other = other.expect("found sooner or later");
            code.change(|column, row| {
                if is_beyond(column, row) { other.at(column, row) } else { dark[row * side + column] }
            });
            contents.push(other.content);
        }
        1 => {
            let ink = random.below(2) == 0;
            code.change(|column, row| if is_beyond(column, row) { ink } else { dark[row * side + column] });
        }
        2 => code.change(|column, row| {
            dark[row * side + column]
                != (is_beyond(column, row) && text(pixels(column), pixels(row), 1.0, seed) > 0.0)
        }),
        3 => {
            let share = random.between(0.05, 0.5);
            code.change_data(|dark| dark != (random.between(0.0, 1.0) < share));
        }
        4 => {
            code.change_data(|_| random.below(2) == 0);
            contents.clear();
        }
        5 => code.change(|column, row| {
            dark[row * side + if is_beyond(column, row) { (column + 1) % side } else { column }]
        }),
        _ => code.change(|column, row| {
            let row = if row > edge { row - 1 } else { row };
            dark[row * side + column]
        }),
    }
    (code, contents)
}

impl Code {
    fn at(&self, column: usize, row: usize) -> bool {
        self.dark[row * self.side + column]
    }

    /// Gives each module a new colour.
    fn change(&mut self, mut dark: impl FnMut(usize, usize) -> bool) {
        let side = self.side;
        self.dark = (0..side * side).map(|place| dark(place % side, place / side)).collect();
    }

    /// The same by the old one, but for the modules by which a code is found and known.
    fn change_data(&mut self, mut to: impl FnMut(bool) -> bool) {
        let (kind, side, dark) = (self.kind, self.side, self.dark.clone());
        let last = side - 1;
        let short = |length: usize| i16::try_from(length).expect("a small code");
        self.change(|column, row| {
            let is_fixed = match kind {
                Kind::Qr => {
                    let version = Version::Normal(short((side - 17) / 4));
                    is_functional(version, short(side), short(column), short(row))
                }
                Kind::DataMatrix => [column, row].iter().any(|place| *place == 0 || *place == last),
            };
            let old = dark[row * side + column];
            if is_fixed { old } else { to(old) }
        });
    }
}
