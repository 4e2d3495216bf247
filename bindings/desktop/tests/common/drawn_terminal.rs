//! What a terminal shows, as a picture: SVG, of the few styles that the command uses.

use std::fmt::Write as _;

/// A letter's width and a line's height, in the picture's units.
const LETTER: f32 = 8.4;
const LINE: usize = 19;
const MARGIN: usize = 16;
const PAPER: &str = "#0B1210";
const INK: &str = "#E6ECE9";
const FAINT: &str = "#93A19B";
const WARNING: &str = "#FFC233";

/// How a piece of text is shown.
#[derive(Clone, Default)]
struct Style {
    bold: bool,
    ink: Option<String>,
    ground: Option<String>,
}

/// Draws what the command printed with colours; `title` is read to whoever does not see it.
pub fn draw(printed: &str, title: &str) -> String {
    let lines = printed.trim_end().lines().map(pieces).collect::<Vec<_>>();
    let columns =
        lines.iter().map(|line| line.iter().map(|(text, _)| width(text)).sum()).max().unwrap_or(0usize);
    let (wide, high) = (at(columns) as usize + MARGIN, lines.len() * LINE + 2 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" role=\"img\">\n\
         <title>{}</title>\n<rect width=\"{wide}\" height=\"{high}\" rx=\"10\" fill=\"{PAPER}\"/>\n\
         <g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\" fill=\"{INK}\">\n",
        escaped(title)
    );
    for (line, number) in lines.iter().zip(0..) {
        draw_line(line, MARGIN + number * LINE, &mut svg);
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

fn draw_line(line: &[(String, Style)], top: usize, svg: &mut String) {
    let mut column = 0;
    for (text, style) in line {
        let (from, to) = (at(column), at(column + width(text)));
        if let Some(ground) = &style.ground {
            writeln!(
                svg,
                "<rect x=\"{from:.1}\" y=\"{top}\" width=\"{:.1}\" height=\"{LINE}\" fill=\"{ground}\"/>",
                to - from
            )
            .expect("a text takes every line");
        }
        if !text.trim().is_empty() {
            let ink = style.ink.as_ref().map(|ink| format!(" fill=\"{ink}\"")).unwrap_or_default();
            let bold = if style.bold { " font-weight=\"bold\"" } else { "" };
            // Whatever font is there, the columns stay.
            writeln!(
                svg,
                "<text x=\"{from:.1}\" y=\"{}\" textLength=\"{:.1}\" xml:space=\"preserve\"{ink}{bold}>{}</text>",
                top + 14,
                to - from,
                escaped(text)
            )
            .expect("a text takes every line");
        }
        column += width(text);
    }
}

/// The pieces of a line that are shown in one way each.
fn pieces(line: &str) -> Vec<(String, Style)> {
    let mut style = Style::default();
    let mut parts = line.split("\u{1B}[");
    let mut pieces = vec![(parts.next().unwrap_or_default().to_owned(), style.clone())];
    for part in parts {
        let (codes, text) = part.split_once('m').expect("only styles are printed");
        style.take(codes);
        pieces.push((text.to_owned(), style.clone()));
    }
    pieces.retain(|(text, _)| !text.is_empty());
    pieces
}

impl Style {
    fn take(&mut self, codes: &str) {
        match codes.split(';').collect::<Vec<_>>()[..] {
            ["0"] => *self = Self::default(),
            ["1"] => self.bold = true,
            ["2"] => self.ink = Some(FAINT.to_owned()),
            ["33"] => self.ink = Some(WARNING.to_owned()),
            ["38", "2", red, green, blue] => self.ink = Some(format!("rgb({red},{green},{blue})")),
            ["48", "2", red, green, blue] => self.ground = Some(format!("rgb({red},{green},{blue})")),
            _ => panic!("{codes}: no such style is known here"),
        }
    }
}

fn width(text: &str) -> usize {
    text.chars().filter(|letter| !('\u{300}'..='\u{36F}').contains(letter)).count()
}

#[allow(clippy::cast_precision_loss, reason = "a terminal has few columns")]
fn at(column: usize) -> f32 {
    MARGIN as f32 + column as f32 * LETTER
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
