//! Filling HTML pages.

/// Each `{{name}}` of a page replaced by its value, which is HTML.
///
/// # Panics
/// Where the page has a name that is not given: a test draws every page.
pub(crate) fn fill(page: &str, values: &[(&str, String)]) -> String {
    let mut filled = String::new();
    let mut rest = page;
    while let Some((before, behind)) = rest.split_once("{{") {
        let (name, tail) = behind.split_once("}}").expect("every gap of a page ends");
        let value = values.iter().find(|(known, _)| *known == name).map(|(_, value)| value);
        filled.push_str(before);
        filled.push_str(value.unwrap_or_else(|| panic!("the page has a gap `{name}`")));
        rest = tail;
    }
    filled.push_str(rest);
    filled
}

/// A text that is no HTML, as HTML.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
