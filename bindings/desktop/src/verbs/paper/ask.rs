//! How a person is asked.

use dialoguer::theme::ColorfulTheme;
use dialoguer::{Input, MultiSelect, Select};

use crate::tell::error::Error;

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
        let theme = ColorfulTheme::default();
        let select = Select::with_theme(&theme).with_prompt(prompt).items(items).default(0).max_length(14);
        select.interact_opt().map_err(from_dialoguer)
    }

    fn tick(&mut self, prompt: &str, items: &[String]) -> Result<Option<Vec<usize>>, Error> {
        let theme = ColorfulTheme::default();
        MultiSelect::with_theme(&theme)
            .with_prompt(prompt)
            .items(items)
            .interact_opt()
            .map_err(from_dialoguer)
    }

    fn type_in(
        &mut self,
        prompt: &str,
        check: &dyn Fn(&str) -> Result<(), String>,
    ) -> Result<Option<String>, Error> {
        let theme = ColorfulTheme::default();
        let input = Input::<String>::with_theme(&theme).with_prompt(prompt);
        let input = input.validate_with(|text: &String| check(text));
        input.interact_text().map(Some).map_err(from_dialoguer)
    }
}

fn from_dialoguer(error: dialoguer::Error) -> Error {
    let dialoguer::Error::IO(source) = error;
    Error::Stream { source }
}
