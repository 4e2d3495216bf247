//! Tables of text, in Markdown.

/// Prints one line of a table; a heading where it is the first.
pub fn row(name: &str, cells: &[String]) {
    let cells = cells.iter().map(|cell| format!("{cell:>20}")).collect::<Vec<_>>();
    println!("| {name:32} | {} |", cells.join(" | "));
    if name == "read" || name == "calls" || name == "nothing to read" || name == "sequences" {
        println!("|---|{}", "---:|".repeat(cells.len()));
    }
}

/// A part of a whole.
pub fn percent(part: usize, whole: usize) -> String {
    format!("{:.1} %", 100.0 * part as f64 / whole.max(1) as f64)
}

/// The value below which that part of the values lies; nought where there are none.
pub fn quantile(values: &mut [f64], part: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    values
        .get(((values.len() as f64 * part) as usize).min(values.len().saturating_sub(1)))
        .copied()
        .unwrap_or(0.0)
}
