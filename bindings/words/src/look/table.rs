//! The table of looks, as it is written.

use std::sync::LazyLock;

use toml::{Table, Value};

/// All of `look.toml`.
pub(crate) struct Look {
    pub(crate) grid: i64,
    pub(crate) mark: String,
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) sounds: Vec<(String, Vec<Tone>)>,
    pub(crate) vibrations: Vec<(String, Vec<i64>)>,
    pub(crate) types: Vec<Type>,
    pub(crate) night: Palette,
    pub(crate) day: Palette,
    pub(crate) fixed: Palette,
}

pub(crate) struct Outcome {
    pub(crate) name: String,
    pub(crate) field: String,
    pub(crate) ink: String,
    pub(crate) shape: String,
    pub(crate) sound: String,
    pub(crate) vibration: String,
}

pub(crate) struct Type {
    pub(crate) name: String,
    pub(crate) size: i64,
    pub(crate) is_bold: bool,
}

/// Milliseconds, and two pitches.
pub(crate) type Tone = (i64, f64, f64);

/// Colours as `#RRGGBB` or `#AARRGGBB`, by their names.
pub(crate) type Palette = Vec<(String, String)>;

impl Look {
    /// The table, read at the first call.
    pub(crate) fn get() -> &'static Look {
        static LOOK: LazyLock<Look> = LazyLock::new(|| {
            let table: Table =
                include_str!("../../look.toml").parse().expect("the tests read the table of looks");
            read(&table)
        });
        &LOOK
    }

    pub(crate) fn sound(&self, name: &str) -> &[Tone] {
        named(&self.sounds, name)
    }

    pub(crate) fn vibration(&self, name: &str) -> &[i64] {
        named(&self.vibrations, name)
    }
}

fn read(table: &Table) -> Look {
    Look {
        grid: number(&table["grid"]),
        mark: text(&table["mark"]),
        outcomes: entries(table, "outcome").map(|(name, value)| outcome(name, value)).collect(),
        sounds: entries(table, "sound")
            .map(|(name, value)| (name, list(&value).iter().map(tone).collect()))
            .collect(),
        vibrations: entries(table, "vibration")
            .map(|(name, value)| (name, list(&value).iter().map(number).collect()))
            .collect(),
        types: entries(table, "type").map(|(name, value)| style(name, &value)).collect(),
        night: palette(table, "night"),
        day: palette(table, "day"),
        fixed: palette(table, "fixed"),
    }
}

fn outcome(name: String, value: Value) -> Outcome {
    let part = |part: &str| text(&value[part]);
    Outcome {
        name,
        field: part("field"),
        ink: part("ink"),
        shape: part("shape"),
        sound: part("sound"),
        vibration: part("vibration"),
    }
}

fn tone(value: &Value) -> Tone {
    let pitch = |at: usize| value[at].as_float().expect("a pitch in hertz, with its point");
    (number(&value[0]), pitch(1), pitch(2))
}

fn style(name: String, value: &Value) -> Type {
    Type { name, size: number(&value["size"]), is_bold: value["bold"].as_bool().expect("bold or not") }
}

fn palette(table: &Table, name: &str) -> Palette {
    entries(table, name).map(|(name, value)| (name, text(&value))).collect()
}

fn entries(table: &Table, name: &str) -> impl Iterator<Item = (String, Value)> {
    table[name].as_table().expect("a table").clone().into_iter()
}

fn named<'a, T>(all: &'a [(String, Vec<T>)], name: &str) -> &'a [T] {
    &all.iter().find(|(known, _)| known == name).expect("a name of this table").1
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn number(value: &Value) -> i64 {
    value.as_integer().expect("a whole number")
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().expect("a list").clone()
}
