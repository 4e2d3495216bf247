//! How a person is asked.

use dialoguer::console::colors_enabled_stderr;
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{Input, MultiSelect, Select};

use crate::tell::error::Error;
use crate::tell::layout;

/// What stands before an item, and a column in which the terminal would break.
const BESIDE: usize = 8;

/// Asks a person; `None` where they break off.
pub(super) trait Ask {
    /// One of several things, by its place.
    fn choose(&mut self, prompt: &str, items: &[String]) -> Result<Option<usize>, Error>;
    /// Any of several things, by their places.
    fn tick(&mut self, prompt: &str, items: &[String]) -> Result<Option<Vec<usize>>, Error>;
    /// A text; `check` says what is wrong with one.
    fn type_in(
        &mut self,
        prompt: &str,
        check: &dyn Fn(&str) -> Result<(), String>,
    ) -> Result<Option<String>, Error>;
}

/// The terminal. It asks on standard error, so that the answer can be piped.
pub(super) struct Terminal;

impl Ask for Terminal {
    fn choose(&mut self, prompt: &str, items: &[String]) -> Result<Option<usize>, Error> {
        let theme = theme();
        let select = Select::with_theme(&*theme)
            .with_prompt(fitting(prompt))
            .items(items.iter().map(|item| fitting(item)));
        select.default(0).max_length(14).interact_opt().map_err(from_dialoguer)
    }

    fn tick(&mut self, prompt: &str, items: &[String]) -> Result<Option<Vec<usize>>, Error> {
        let theme = theme();
        let ticks = MultiSelect::with_theme(&*theme)
            .with_prompt(fitting(prompt))
            .items(items.iter().map(|item| fitting(item)));
        ticks.interact_opt().map_err(from_dialoguer)
    }

    fn type_in(
        &mut self,
        prompt: &str,
        check: &dyn Fn(&str) -> Result<(), String>,
    ) -> Result<Option<String>, Error> {
        let theme = theme();
        let input = Input::<String>::with_theme(&*theme).with_prompt(fitting(prompt));
        let input = input.validate_with(|text: &String| check(text));
        input.interact_text().map(Some).map_err(from_dialoguer)
    }
}

/// Without colours, the item at which one is has a mark of its own.
fn theme() -> Box<dyn Theme> {
    if colors_enabled_stderr() { Box::new(ColorfulTheme::default()) } else { Box::new(SimpleTheme) }
}

/// A line that goes on in the next one is not taken back when the list is drawn again.
fn fitting(text: &str) -> String {
    layout::cut(text, layout::page() - BESIDE)
}

fn from_dialoguer(error: dialoguer::Error) -> Error {
    let dialoguer::Error::IO(source) = error;
    Error::Stream { source }
}
