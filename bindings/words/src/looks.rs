//! How an outcome looks, sounds and feels; the constants in [`crate::look`] are generated from `look.toml`.

/// Red, green and blue.
pub type Rgb = [u8; 3];

/// How one outcome looks, sounds and feels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutcomeLook {
    /// Its name, as in `outcome.not-covered`.
    pub name: &'static str,
    /// The colour that fills the screen.
    pub field: Rgb,
    /// What is written and drawn on it.
    pub ink: Rgb,
    /// An SVG path on a grid of [`crate::look::GRID`] units, filled by the even-odd rule.
    pub shape: &'static str,
    /// What is heard.
    pub sound: &'static [Tone],
    /// What is felt: milliseconds of rest and of motion by turns.
    pub vibration: &'static [u16],
}

/// A tone that glides from one pitch to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tone {
    /// How long it lasts, in milliseconds.
    pub millis: u16,
    /// Its first pitch, in hertz; 0 is silence.
    pub from: f32,
    /// Its last.
    pub to: f32,
}
