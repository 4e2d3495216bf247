//! What is kept for every call: a small TOML file in the platform's folder for settings.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::cli::{Setting, SettingFault};
use crate::read::limits;
use crate::read::pack_text::Fault;
use crate::tell::error::{Error, Misuse, Unusable};

/// Leads to another file than the platform's.
pub const FILE: &str = "SOUPLESSE_CONFIG";

/// Settings by the names of their options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings(BTreeMap<Setting, String>);

impl Settings {
    /// Reads the file; what is not there sets nothing.
    ///
    /// # Errors
    /// [`Error::Read`], and [`Error::Unusable`] for what is not TOML, names no setting or has a value that the option would not take.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let settings = Self::read_to_change(path)?;
        for (setting, value) in &settings.0 {
            let checked = setting.check(value);
            checked.map_err(|fault| unusable(path, Unusable::Setting { setting: *setting, fault }))?;
        }
        Ok(settings)
    }

    /// Reads the file for who changes a setting, which may be the very one that no option would take.
    ///
    /// # Errors
    /// Those of [`Self::read`], but for values.
    pub fn read_to_change(path: &Path) -> Result<Self, Error> {
        let text = match limits::read_text(path, limits::KEY_FILE) {
            Ok(text) => text,
            Err(Error::Read { source, .. }) if source.kind() == ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(error) => return Err(error),
        };
        let read = toml::from_str::<BTreeMap<String, String>>(&text)
            .map_err(|error| unusable(path, Unusable::Text(Fault::of(&text, &error))))?;
        let settings = read.into_iter().map(|(name, value)| match Setting::named(&name) {
            Some(setting) => Ok((setting, value)),
            None => Err(unusable(path, Unusable::UnknownSetting { name })),
        });
        settings.collect::<Result<_, _>>().map(Self)
    }

    /// The value of a setting.
    #[must_use]
    pub fn get(&self, setting: Setting) -> Option<&str> {
        self.0.get(&setting).map(String::as_str)
    }

    /// Sets a value.
    ///
    /// # Errors
    /// Why the option would not take it.
    pub fn set(&mut self, setting: Setting, value: &str) -> Result<(), SettingFault> {
        setting.check(value)?;
        self.0.insert(setting, value.to_owned());
        Ok(())
    }

    /// Leaves the setting to the environment and the default.
    pub fn unset(&mut self, setting: Setting) {
        self.0.remove(&setting);
    }

    /// Writes the file, whole or not at all.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn write(&self, path: &Path) -> Result<(), Error> {
        let named =
            self.0.iter().map(|(setting, value)| (setting.as_str(), value)).collect::<BTreeMap<_, _>>();
        let text = toml::to_string(&named).expect("texts are TOML");
        // Of a link it is the file that it stands for.
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = target.parent().unwrap_or(Path::new("."));
        let written = fs::create_dir_all(folder).and_then(|()| {
            let fresh = tempfile::NamedTempFile::new_in(folder)?;
            fs::write(fresh.path(), text)?;
            fresh.persist(&target).map_err(|error| error.error)?;
            Ok(())
        });
        written.map_err(|source| Error::Write { path: path.to_owned(), source })
    }
}

fn unusable(path: &Path, why: Unusable) -> Error {
    Error::Unusable { path: path.to_owned(), why }
}

/// Where the settings are.
///
/// # Errors
/// [`Error::Misuse`] where the system has no folder for settings.
pub fn path() -> Result<PathBuf, Error> {
    if let Some(path) = std::env::var_os(FILE).filter(|path| !path.is_empty()) {
        return Ok(path.into());
    }
    let strategy = etcetera::base_strategy::choose_native_strategy();
    let path = strategy.map(|strategy| strategy.config_dir().join("souplesse/config.toml"));
    path.map_err(|_| Misuse::NoSettingsFolder { variable: FILE }.into())
}
