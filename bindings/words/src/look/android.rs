//! Android's colours, shapes, sizes of text, vibrations and tones.

use super::table::{Look, Palette};
use super::{constant, listed, snake};

const RES: &str = "android/src/main/res";
const KOTLIN: &str = "android/src/main/kotlin/fr/souplesse";
const TESTS: &str = "android/src/test/kotlin/fr/souplesse";

const XML: &str = "\
<?xml version=\"1.0\" encoding=\"utf-8\"?>
<!-- Generated from bindings/words/look.toml: `cargo run -p souplesse-words`. -->
";

const GENERATED: &str = "// Generated from bindings/words/look.toml: `cargo run -p souplesse-words`.";

pub(super) fn files(look: &Look) -> Vec<(String, String)> {
    let verdicts = look.outcomes.iter().flat_map(|outcome| {
        [
            (outcome.name.clone(), outcome.field.clone()),
            (format!("{}-ink", outcome.name), outcome.ink.clone()),
        ]
    });
    let by_day = look.day.iter().chain(&look.fixed).cloned().chain(verdicts).collect();
    let mut files = vec![
        (format!("{RES}/values/colors.xml"), colors(&by_day)),
        (format!("{RES}/values-night/colors.xml"), colors(&look.night)),
        (format!("{RES}/drawable/mark.xml"), picture(look, 48, &look.mark, "#FFFFFFFF")),
        (format!("{RES}/drawable/launcher_mark.xml"), launcher(look)),
        (format!("{KOTLIN}/look/Type.kt"), types(look)),
        (format!("{KOTLIN}/hands/Vibrations.kt"), vibrations(look)),
        (format!("{TESTS}/Tones.kt"), tones(look)),
    ];
    for outcome in &look.outcomes {
        let name = snake(&outcome.name);
        let path = format!("{RES}/drawable/shape_{name}.xml");
        files.push((path, picture(look, 96, &outcome.shape, &format!("@color/{name}_ink"))));
    }
    files
}

fn colors(palette: &Palette) -> String {
    let mut page = format!("{XML}<resources>\n");
    for (name, color) in palette {
        page += &format!("    <color name=\"{}\">{color}</color>\n", snake(name));
    }
    page + "</resources>\n"
}

fn picture(look: &Look, side: i64, path: &str, color: &str) -> String {
    let grid = look.grid;
    format!(
        "{XML}<vector xmlns:android=\"http://schemas.android.com/apk/res/android\"
    android:width=\"{side}dp\"
    android:height=\"{side}dp\"
    android:viewportWidth=\"{grid}\"
    android:viewportHeight=\"{grid}\">
    <path
        android:fillColor=\"{color}\"
        android:fillType=\"evenOdd\"
        android:pathData=\"{path}\" />
</vector>
"
    )
}

/// In the middle of 108 units, of which a launcher shows 66.
fn launcher(look: &Look) -> String {
    let mark = &look.mark;
    format!(
        "{XML}<vector xmlns:android=\"http://schemas.android.com/apk/res/android\"
    android:width=\"108dp\"
    android:height=\"108dp\"
    android:viewportWidth=\"108\"
    android:viewportHeight=\"108\">
    <group
        android:scaleX=\"0.5\"
        android:scaleY=\"0.5\"
        android:translateX=\"30\"
        android:translateY=\"30\">
        <path
            android:fillColor=\"@color/on_launcher\"
            android:fillType=\"evenOdd\"
            android:pathData=\"{mark}\" />
    </group>
</vector>
"
    )
}

fn types(look: &Look) -> String {
    let sizes: String = look
        .types
        .iter()
        .map(|style| format!("    {}({}f, {}),\n", constant(&style.name), style.size, style.is_bold))
        .collect();
    format!(
        "{GENERATED}
package fr.souplesse.look

/** The sizes of text. */
enum class Type(
    val sp: Float,
    val bold: Boolean,
) {{
{sizes}}}
"
    )
}

fn vibrations(look: &Look) -> String {
    let patterns: String = look
        .vibrations
        .iter()
        .filter(|(_, pattern)| !pattern.is_empty())
        .map(|(name, pattern)| {
            let millis = listed(pattern, ToString::to_string);
            format!("    val {} = longArrayOf({millis})\n", constant(name))
        })
        .collect();
    format!(
        "{GENERATED}
package fr.souplesse.hands

/** Milliseconds of rest and of motion by turns. */
internal object Vibrations {{
{patterns}}}
"
    )
}

fn tones(look: &Look) -> String {
    let sounds: String = look
        .sounds
        .iter()
        .map(|(name, tones)| {
            let tones = listed(tones, |(millis, from, to)| format!("Tone({millis}, {from:.1}, {to:.1})"));
            format!("        \"{name}\" to listOf({tones}),\n")
        })
        .collect();
    format!(
        "{GENERATED}
package fr.souplesse

/** A tone that glides from one pitch to another, in hertz; from none is silence. */
internal class Tone(
    val millis: Int,
    val from: Double,
    val to: Double,
)

internal val TONES =
    mapOf(
{sounds}    )
"
    )
}
