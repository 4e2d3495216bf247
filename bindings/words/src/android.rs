//! The words of phones as Android's string resources.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::{Language, Words};

/// What phones say of the words that the command says too. What only they say is under `phone`.
const SHARED: &[&str] = &[
    "anchor.right",
    "card",
    "check",
    "code",
    "element",
    "element-of-act",
    "field",
    "form-chip",
    "format",
    "half",
    "kind",
    "kind-of-paper",
    "mark",
    "outcome",
    "paper",
    "register.column",
    "register.entry",
    "state",
    "update",
    "value",
];

/// What of these only the command says.
const NOT_ON_PHONES: &[&str] = &[
    "paper.broken-off",
    "paper.hours-are",
    "paper.how-many-hours",
    "paper.missing",
    "paper.name",
    "update.brings",
    "update.can-be-installed",
];

const OPENING: &str = "\
<?xml version=\"1.0\" encoding=\"utf-8\"?>
<!-- Generated from bindings/words: `cargo run -p souplesse-words`. -->
<resources>
";

/// The file `strings.xml` of one language. A key `phone.scan.paper` or `code.key-usage.next` becomes the name
/// `scan_paper` or `code_key_usage_next`; a key with `.one` and `.other` becomes a plural. Gaps stay as they are.
#[must_use]
pub fn android_strings(language: Language) -> String {
    let mut page = String::from(OPENING);
    for (name, text) in said_by_phones(Words::of(language)) {
        write_resource(&mut page, &name, text).expect("writing to a string does not fail");
    }
    page.push_str("</resources>\n");
    page
}

/// What a key is called on Android.
#[must_use]
pub fn android_name(key: &str) -> String {
    let name = key.strip_prefix("phone.").unwrap_or(key).to_lowercase();
    name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect()
}

enum Text<'a> {
    Plain(&'a str),
    Plural { one: &'a str, other: &'a str },
}

/// By their names. What is under `phone` takes the place of what the command says.
fn said_by_phones(words: &Words) -> BTreeMap<String, Text<'_>> {
    let (own, common): (Vec<_>, Vec<_>) = words.all().partition(|(key, _)| key.starts_with("phone."));
    let shared = common.into_iter().filter(|(key, _)| !NOT_ON_PHONES.contains(key)).filter(|(key, _)| {
        SHARED.iter().any(|table| key.strip_prefix(table).is_some_and(|rest| rest.starts_with('.')))
    });
    let mut texts = BTreeMap::new();
    for (key, text) in shared.chain(own) {
        let key = key.strip_prefix("phone.").unwrap_or(key);
        if key.ends_with(".one") {
            continue;
        }
        let plural = key.strip_suffix(".other").and_then(|stem| {
            let one =
                words.get(&format!("phone.{stem}.one")).or_else(|| words.get(&format!("{stem}.one")))?;
            Some((stem, one))
        });
        match plural {
            Some((stem, one)) => texts.insert(android_name(stem), Text::Plural { one, other: text }),
            None => texts.insert(android_name(key), Text::Plain(text)),
        };
    }
    texts
}

fn write_resource(page: &mut String, name: &str, text: Text<'_>) -> std::fmt::Result {
    match text {
        Text::Plain(text) => writeln!(page, "    <string name=\"{name}\">{}</string>", escaped(text)),
        Text::Plural { one, other } => {
            writeln!(page, "    <plurals name=\"{name}\">")?;
            writeln!(page, "        <item quantity=\"one\">{}</item>", escaped(one))?;
            writeln!(page, "        <item quantity=\"other\">{}</item>", escaped(other))?;
            writeln!(page, "    </plurals>")
        }
    }
}

/// As a resource is written. Spaces that do not break are written as numbers, so that they are seen.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '\'' | '"' | '\\' | '@' | '?' if letter != '?' && letter != '@' || escaped.is_empty() => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\u{a0}' => escaped.push_str("\\u00a0"),
            '\u{202f}' => escaped.push_str("\\u202f"),
            _ => escaped.push(letter),
        }
    }
    escaped
}
