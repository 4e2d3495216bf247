//! Constants for what is written in Rust, in Swift and for browsers.

use super::table::{Look, Outcome, Palette};
use super::{camel, constant, listed};

const FOLDER: &str = "bindings/words/generated";

pub(super) fn files(look: &Look) -> Vec<(String, String)> {
    vec![
        (format!("{FOLDER}/look.rs"), rust(look)),
        (format!("{FOLDER}/Look.swift"), swift(look)),
        (format!("{FOLDER}/look.css"), css(look)),
    ]
}

fn rust(look: &Look) -> String {
    let mut page = format!(
        "//! Generated from `look.toml`: `cargo run -p souplesse-words`.

use crate::{{OutcomeLook, Tone}};

/// Units a side of every path.
pub const GRID: u16 = {};

/// The app's own sign.
#[rustfmt::skip]
pub const MARK: &str = \"{}\";
",
        look.grid, look.mark
    );
    for outcome in &look.outcomes {
        let Outcome { name, field, ink, shape, sound, vibration } = outcome;
        let tones = listed(look.sound(sound), |(millis, from, to)| {
            format!("Tone {{ millis: {millis}, from: {from:.1}, to: {to:.1} }}")
        });
        page += &format!(
            "
/// `outcome.{name}`.
#[rustfmt::skip]
pub const {}: OutcomeLook = OutcomeLook {{
    name: \"{name}\",
    field: {},
    ink: {},
    shape: \"{shape}\",
    sound: &[{tones}],
    vibration: &[{}],
}};
",
            constant(name),
            bytes(field),
            bytes(ink),
            listed(look.vibration(vibration), ToString::to_string),
        );
    }
    page + &format!(
        "
/// All of them.
#[rustfmt::skip]
pub const OUTCOMES: [OutcomeLook; {}] = [{}];
",
        look.outcomes.len(),
        listed(&look.outcomes, |outcome| constant(&outcome.name)),
    )
}

fn bytes(color: &str) -> String {
    let digits: Vec<char> = color.trim_start_matches('#').chars().collect();
    let pairs: Vec<&[char]> = digits.chunks(2).collect();
    format!("[{}]", listed(&pairs, |pair| format!("0x{}", pair.iter().collect::<String>())))
}

fn swift(look: &Look) -> String {
    let mut page = format!(
        "// Generated from bindings/words/look.toml: `cargo run -p souplesse-words`.

/// How an outcome looks, sounds and feels. Colours are 0xAARRGGBB; paths are filled by the even-odd rule.
public struct OutcomeLook: Sendable {{
    public let field: UInt32
    public let ink: UInt32
    public let shape: String
    /// Milliseconds, and the first and the last pitch in hertz; from 0 is silence.
    public let sound: [(millis: Int, from: Double, to: Double)]
    /// Milliseconds of rest and of motion by turns.
    public let vibration: [Int]
}}

public enum Look {{
    /// Units a side of every path.
    public static let grid = {}.0
    /// The app's own sign.
    public static let mark = \"{}\"
",
        look.grid, look.mark
    );
    for outcome in &look.outcomes {
        let tones = listed(look.sound(&outcome.sound), |(millis, from, to)| {
            format!("({millis}, {from:.1}, {to:.1})")
        });
        page += &format!(
            "
    public static let {} = OutcomeLook(
        field: {}, ink: {},
        shape: \"{}\",
        sound: [{tones}],
        vibration: [{}])
",
            camel(&outcome.name),
            word(&outcome.field),
            word(&outcome.ink),
            outcome.shape,
            listed(look.vibration(&outcome.vibration), ToString::to_string),
        );
    }
    for (name, palette) in [("Night", &look.night), ("Day", &look.day), ("Fixed", &look.fixed)] {
        page += &format!("\n    public enum {name} {{\n");
        for (name, color) in palette {
            page += &format!("        public static let {}: UInt32 = {}\n", camel(name), word(color));
        }
        page += "    }\n";
    }
    page += "\n    /// Sizes of text, in points.\n    public enum Size {\n";
    for style in &look.types {
        let weight = if style.is_bold { "bold" } else { "regular" };
        page += &format!(
            "        /// In {weight}.\n        public static let {} = {}.0\n",
            camel(&style.name),
            style.size
        );
    }
    page + "    }\n}\n"
}

/// 0xAARRGGBB.
fn word(color: &str) -> String {
    let digits = color.trim_start_matches('#');
    format!("0x{digits:F>8}")
}

fn css(look: &Look) -> String {
    let mut page = String::from(
        "/* Generated from bindings/words/look.toml: `cargo run -p souplesse-words`. */\n:root {\n",
    );
    page += &format!("    --mark: path(evenodd, \"{}\");\n", look.mark);
    for outcome in &look.outcomes {
        let name = &outcome.name;
        page += &format!(
            "    --{name}-field: {};\n    --{name}-ink: {};\n    --{name}-shape: path(evenodd, \"{}\");\n",
            outcome.field, outcome.ink, outcome.shape,
        );
    }
    for style in &look.types {
        let weight = if style.is_bold { "bold" } else { "normal" };
        page += &format!("    --type-{}: {weight} {}rem;\n", style.name, rem(style.size));
    }
    page += &palette(&look.fixed);
    page += &palette(&look.night);
    page += "}\n\n/* Asked for by whoever stands in the sun. */\n:root[data-light=\"day\"] {\n";
    page + &palette(&look.day) + "}\n"
}

fn palette(colors: &Palette) -> String {
    colors.iter().map(|(name, color)| format!("    --{name}: {};\n", alpha_last(color))).collect()
}

/// In sixteenths, as browsers have their ordinary text.
fn rem(size: i64) -> String {
    let sixteenths = size * 10_000 / 16;
    format!("{}.{:04}", sixteenths / 10_000, sixteenths % 10_000)
}

/// `#AARRGGBB` as browsers want it.
fn alpha_last(color: &str) -> String {
    match color.strip_prefix('#').filter(|digits| digits.len() == 8) {
        Some(digits) => {
            let (alpha, color) = digits.split_at(2);
            format!("#{color}{alpha}")
        }
        None => color.to_owned(),
    }
}
