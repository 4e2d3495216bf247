//! What is generated from the table of looks.

mod android;
mod fronts;
mod table;

use table::Look;

/// Every file that is generated from the table of looks, by its path from the top of the project, and what is in it.
pub(crate) fn generated() -> Vec<(String, String)> {
    let look = Look::get();
    [android::files(look), fronts::files(look)].concat()
}

/// A name of the table as constants are called.
fn constant(name: &str) -> String {
    snake(name).to_uppercase()
}

fn snake(name: &str) -> String {
    name.replace('-', "_")
}

/// A name of the table as Swift has it.
fn camel(name: &str) -> String {
    let mut parts = name.split('-');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |camel, part| {
        let (head, tail) = part.split_at(1);
        camel + &head.to_uppercase() + tail
    })
}

/// The texts with commas between.
fn listed<T>(all: &[T], said: impl Fn(&T) -> String) -> String {
    all.iter().map(said).collect::<Vec<_>>().join(", ")
}
