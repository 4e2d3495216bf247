//! Outcomes are told apart at a distance, in bad light and without colour vision.

mod draw;
mod see;

use draw::Mask;
use see::{Sight, contrast, lightness};
use souplesse_words::look::{GRID, MARK, OUTCOMES};
use souplesse_words::{Language, OutcomeLook, Rgb, Words, generated};

/// As wide as a shape is drawn in a list, in pixels.
const SMALL: usize = 24;

#[test]
fn every_outcome_has_its_look_and_nothing_else_has() {
    let words = Words::of(Language::English);
    let named: Vec<&str> = words.all().filter_map(|(key, _)| key.strip_prefix("outcome.")).collect();
    assert_eq!(OUTCOMES.map(|look| look.name).to_vec(), named);
}

#[test]
fn ink_stands_out_from_its_field() {
    for look in OUTCOMES {
        let ratio = contrast(look.ink, look.field);
        assert!(ratio >= 7.0, "{}: {ratio:.1}", look.name);
    }
}

#[test]
fn bright_fields_let_in_and_dark_ones_stop() {
    for look in OUTCOMES {
        let light = lightness(look.field);
        let is_right = if lets_in(&look) { light >= 65.0 } else { light <= 40.0 };
        assert!(is_right, "{}: L* {light:.1}", look.name);
    }
}

#[test]
fn bright_and_dark_are_never_confused_however_one_sees() {
    let (bright, dark): (Vec<_>, Vec<_>) = OUTCOMES.into_iter().partition(lets_in);
    for sight in Sight::ALL {
        let seen = |look: &OutcomeLook| mean_lightness(&icon(look, sight));
        let least = bright.iter().map(seen).fold(f64::MAX, f64::min);
        let most = dark.iter().map(seen).fold(f64::MIN, f64::max);
        assert!(
            least > 50.0 && most < 50.0 && least - most >= 15.0,
            "{sight:?}: {most:.1} beside {least:.1}"
        );
    }
}

#[test]
fn each_is_told_from_each_however_one_sees() {
    for sight in Sight::ALL {
        let icons = OUTCOMES.map(|look| (look.name, icon(&look, sight)));
        for (at, (one, first)) in icons.iter().enumerate() {
            for (other, second) in icons.iter().take(at) {
                let differing =
                    first.iter().zip(second).filter(|(a, b)| (lightness(**a) - lightness(**b)).abs() > 20.0);
                let share = differing.count() as f64 / (SMALL * SMALL) as f64;
                assert!(share >= 0.15, "{one} and {other}, {sight:?}: {share:.2} of the pixels differ");
            }
        }
    }
}

#[test]
fn shapes_of_a_group_overlap_by_at_most_three_fifths() {
    for (at, one) in OUTCOMES.iter().enumerate() {
        for other in OUTCOMES.iter().take(at).filter(|other| lets_in(other) == lets_in(one)) {
            let [first, second] = [one, other].map(|look| Mask::of(look.shape, GRID, 96));
            let overlap = first.overlap(&second);
            assert!(overlap <= 0.6, "{} and {}: {overlap:.2}", one.name, other.name);
        }
    }
}

#[test]
fn shapes_fill_their_grid_and_stay_on_it() {
    for (name, path) in OUTCOMES.map(|look| (look.name, look.shape)).into_iter().chain([("mark", MARK)]) {
        let reach = draw::reach(path);
        assert!(reach.0 >= 0.0 && reach.1 <= f64::from(GRID), "{name}: {reach:?}");
        assert!(reach.1 - reach.0 >= 0.85 * f64::from(GRID), "{name}: {reach:?}");
    }
}

#[test]
fn a_name_is_twice_and_a_birth_date_one_and_a_half_times_as_large_as_the_body() {
    let page = generated_file("Type.kt");
    let size = |name: &str| {
        let (_, rest) = page.split_once(&format!(" {name}(")).expect("a size of text");
        rest.split_once('f').and_then(|(size, _)| size.parse::<f64>().ok()).expect("a number")
    };
    assert_eq!(size("NAME"), 2.0 * size("BODY"));
    assert_eq!(size("TITLE"), 1.5 * size("BODY"));
}

#[test]
fn what_is_written_on_pages_stands_out_by_day_and_by_night() {
    let [night, day] = ["values-night/colors.xml", "values/colors.xml"].map(generated_file);
    let pairs = [
        ("ink", "page"),
        ("ink", "card"),
        ("quiet", "page"),
        ("quiet", "card"),
        ("fault", "card"),
        ("done", "page"),
        ("on_accent", "accent"),
        ("on_tonal", "tonal"),
        ("accent", "page"),
    ];
    for (light, palette) in [("night", &night), ("day", &day)] {
        for (ink, ground) in pairs {
            let ratio = contrast(color(palette, ink), color(palette, ground));
            assert!(ratio >= 7.0, "{ink} on {ground} by {light}: {ratio:.1}");
        }
    }
    for (ink, ground) in [
        ("on_camera", "camera"),
        ("on_holder", "holder"),
        ("quiet_on_holder", "holder"),
        ("on_training", "training"),
    ] {
        let ratio = contrast(color(&day, ink), color(&day, ground));
        assert!(ratio >= 7.0, "{ink} on {ground}: {ratio:.1}");
    }
}

#[test]
fn a_refusal_is_felt_for_long_and_what_is_accepted_is_not() {
    let motion = |name: &str| {
        let look = OUTCOMES.into_iter().find(|look| look.name == name).expect("an outcome");
        look.vibration.iter().skip(1).step_by(2).map(|millis| u32::from(*millis)).sum::<u32>()
    };
    assert_eq!(motion("valid") + motion("tolerated") + motion("incomplete"), 0);
    for name in ["not-covered", "cannot-judge", "not-a-pass"] {
        assert!(motion(name) > 0 && motion(name) * 4 < motion("refused"), "{name}");
    }
}

#[test]
fn each_group_of_outcomes_is_heard_for_itself() {
    let sounds = OUTCOMES.map(|look| (look.name, look.sound));
    let rises =
        |name: &str| sounds.iter().any(|(known, tones)| *known == name && tones[0].to > tones[0].from);
    assert!(rises("valid"), "one short rising tone");
    for (at, (one, first)) in sounds.iter().enumerate() {
        for (other, second) in sounds.iter().take(at) {
            let neutral = ["not-covered", "cannot-judge", "not-a-pass"];
            let are_neutral = neutral.contains(one) && neutral.contains(other);
            assert_eq!(first == second, are_neutral, "{one} and {other}");
        }
    }
}

fn lets_in(look: &OutcomeLook) -> bool {
    ["valid", "tolerated", "incomplete"].contains(&look.name)
}

/// The shape on its field, as it is seen.
fn icon(look: &OutcomeLook, sight: Sight) -> Vec<Rgb> {
    let mask = Mask::of(look.shape, GRID, SMALL);
    mask.shares.iter().map(|share| sight.of(see::blend(look.field, look.ink, *share))).collect()
}

/// Of the field, around the shape: what is seen of it from afar.
fn mean_lightness(icon: &[Rgb]) -> f64 {
    let edge = [0, SMALL - 1, SMALL * (SMALL - 1), SMALL * SMALL - 1];
    edge.iter().map(|at| lightness(icon[*at])).sum::<f64>() / edge.len() as f64
}

fn generated_file(end: &str) -> String {
    generated().into_iter().find(|(path, _)| path.ends_with(end)).expect("a generated file").1
}

fn color(palette: &str, name: &str) -> Rgb {
    let (_, rest) = palette.split_once(&format!("\"{name}\">#")).expect("a colour");
    let digits =
        rest.split('<').next().and_then(|digits| u32::from_str_radix(digits, 16).ok()).expect("a number");
    let [_, red, green, blue] = digits.to_be_bytes();
    [red, green, blue]
}
