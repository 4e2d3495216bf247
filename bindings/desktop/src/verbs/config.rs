//! `souplesse config`: what is kept for every call, and where each value comes from.

use std::env;
use std::io::Write;

use serde::Serialize;
use souplesse_words::Words;

use crate::cli::{Common, Config, Setting};
use crate::judge::setup;
use crate::read::settings::{self, Settings};
use crate::tell::error::{Error, Misuse};
use crate::tell::page::Page;
use crate::tell::visible;

/// A value and where it comes from.
#[derive(Serialize)]
pub(super) struct Shown {
    setting: &'static str,
    value: Option<String>,
    source: &'static str,
}

/// Shows or changes the settings. Gives the exit status.
///
/// # Errors
/// Where the file cannot be read or written, or takes no such value.
pub fn run(arguments: &Config, common: &Common) -> Result<u8, Error> {
    let path = settings::path()?;
    let mut kept = if arguments.changes() { Settings::read_to_change(&path) } else { Settings::read(&path) }?;
    if let Some(setting) = arguments.setting {
        if arguments.unset {
            kept.unset(setting);
            kept.write(&path)?;
        } else if let Some(value) = &arguments.value {
            set(&mut kept, setting, value, common)?;
            kept.write(&path)?;
        }
    }
    let wanted = arguments.setting.map_or(Setting::ALL.to_vec(), |setting| vec![setting]);
    let shown = wanted.into_iter().map(|setting| shown(setting, &kept)).collect::<Vec<_>>();
    let mut output = anstream::stdout();
    if common.json {
        for shown in &shown {
            writeln!(output, "{}", visible::json(shown))?;
        }
        return Ok(0);
    }
    let mut page = Page::new(common.language());
    page.heading(page.words.label("config.heading"), &path.display().to_string());
    for shown in &shown {
        page.field(&format!("config.{}", shown.setting), &spoken(shown, page.words));
    }
    write!(output, "{}", page.finish())?;
    Ok(0)
}

/// A region must be one of the country that is kept, or said in this call: the two would stop every call behind them.
fn set(kept: &mut Settings, setting: Setting, value: &str, common: &Common) -> Result<(), Error> {
    kept.set(setting, value).map_err(|fault| Misuse::Setting { setting, fault })?;
    if ![Setting::Region, Setting::Country].contains(&setting) {
        return Ok(());
    }
    let country = if setting == Setting::Country { value.parse().ok() } else { None };
    let country = country.unwrap_or(common.country);
    let region = kept.get(Setting::Region).map(str::to_owned);
    setup::place(&Common { country, region, place: None, ..common.clone() })?;
    Ok(())
}

/// Every setting that is not the default, for the status.
pub(super) fn changed() -> Result<Vec<Shown>, Error> {
    let kept = Settings::read(&settings::path()?)?;
    let all = Setting::ALL.into_iter().map(|setting| shown(setting, &kept));
    Ok(all.filter(|shown| shown.source != "default").collect())
}

fn shown(setting: Setting, kept: &Settings) -> Shown {
    let said = env::var(setting.variable()).ok().filter(|value| !value.is_empty());
    let kept = kept.get(setting).map(str::to_owned);
    let (value, source) = match (said, kept) {
        (Some(said), _) => (Some(said), "environment"),
        (None, Some(kept)) => (Some(kept), "file"),
        (None, None) => (setting.default().map(str::to_owned), "default"),
    };
    Shown { setting: setting.as_str(), value, source }
}

/// `FR-971 (settings file)`.
pub(super) fn spoken(shown: &Shown, words: &Words) -> String {
    let value = shown.value.clone().unwrap_or_else(|| words.label("config.none").to_owned());
    format!("{value}  ({})", words.label(&format!("config.source.{}", shown.source)))
}

/// The label of a setting.
pub(super) fn label(shown: &Shown, words: &Words) -> String {
    words.label(&format!("config.{}", shown.setting)).to_owned()
}
