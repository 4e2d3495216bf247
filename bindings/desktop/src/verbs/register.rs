//! `souplesse register`: who was named to check, when checks were made, and how many ended how.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, TimeZone, Utc};
use chrono_tz::Europe;
use souplesse_core::device::Device;
use souplesse_core::register::{
    self as kept, Counts, Export, Fault, Name, RegisterError, Verification, to_csv,
};
use souplesse_words::Words;

use crate::cli::{Common, ExportFormat, Register};
use crate::judge::{data_folder, setup};
use crate::read::limits;
use crate::read::moment::{now, reading};
use crate::tell::error::{Act, Error, Misuse, Unusable, Why};
use crate::tell::output::Output;
use crate::tell::spoken::spoken_in_france;
use crate::tell::visible;

/// Runs a verb of `register`. Gives the exit status.
///
/// # Errors
/// Where the register cannot be had, or refuses.
pub fn run(verb: &Register, common: &Common) -> Result<u8, Error> {
    let desk = Desk { common, words: Words::of(common.language()) };
    match verb {
        Register::Name { who } => desk.name(who),
        Register::Withdraw { who } => desk.withdraw(who),
        Register::Open { who } => desk.open(who),
        Register::Close => desk.close(),
        Register::Export { from, until, format, output, force } => {
            let usual = if common.json { ExportFormat::Json } else { ExportFormat::Csv };
            let rules = Output::new(force.force, [data_folder::path(common)?]).beside(common);
            let output = output.as_deref().map(|path| (path, rules));
            desk.export((*from, *until), format.unwrap_or(usual), output)
        }
        Register::Verify { export: Some(path) } => desk.verify_export(path),
        Register::Verify { export: None } => desk.verify(),
        Register::Remove { before, by } => desk.remove(*before, by),
    }
}

struct Desk<'c> {
    common: &'c Common,
    words: &'static Words,
}

impl Desk<'_> {
    fn name(&self, who: &Name) -> Result<u8, Error> {
        self.with(Act::Name, |register| register.name(who.clone(), now()))?;
        self.say("register.named", &[("who", who.as_str())])
    }

    fn withdraw(&self, who: &Name) -> Result<u8, Error> {
        self.with(Act::Withdraw, |register| register.withdraw(who.clone(), now()))?;
        self.say("register.withdrawn", &[("who", who.as_str())])
    }

    fn open(&self, who: &[Name]) -> Result<u8, Error> {
        let abandoned = self.with(Act::Open, |register| register.open_shift(who.to_vec(), now()))?;
        if let Some(last) = abandoned {
            self.say("register.abandoned", &[("last", &self.moment(last))])?;
        }
        let who = who.iter().map(Name::as_str).collect::<Vec<_>>().join(", ");
        self.say("register.opened", &[("who", &who), ("at", &self.moment(now()))])
    }

    fn close(&self) -> Result<u8, Error> {
        let counts = self.with(Act::Close, |register| register.close_shift(now()))?;
        if self.common.json {
            writeln!(anstream::stdout(), "{}", visible::json(&serde_json::json!({ "counts": counts })))?;
            return Ok(0);
        }
        self.say("register.closed", &[("at", &self.moment(now())), ("counts", &self.counted(&counts))])
    }

    fn export(
        &self,
        (from, until): (Option<NaiveDate>, Option<NaiveDate>),
        format: ExportFormat,
        output: Option<(&Path, Output)>,
    ) -> Result<u8, Error> {
        if let Some((path, output)) = &output {
            output.check(path)?;
        }
        let from = from.map_or(DateTime::<Utc>::MIN_UTC, beginning);
        let behind = until.and_then(|day| day.checked_add_days(Days::new(1)));
        let until = behind.map_or(DateTime::<Utc>::MAX_UTC, beginning);
        let export = self.with(Act::Export, |register| Ok(Export::of(register, from, until)?))?;
        let text = match format {
            ExportFormat::Json => visible::escaped(&export.to_json()) + "\n",
            ExportFormat::Csv => to_csv(export.lines(), Europe::Paris, &|key| {
                self.words.label(&format!("register.{key}")).to_owned()
            }),
        };
        match output {
            Some((path, output)) => {
                output.write(path, text.as_bytes())?;
                let count = self.words.count("register.lines", export.lines().count());
                self.say("register.exported", &[("lines", &count), ("file", &path.display().to_string())])
            }
            None => {
                write!(anstream::stdout(), "{text}")?;
                Ok(0)
            }
        }
    }

    fn verify(&self) -> Result<u8, Error> {
        let verification = self.with(Act::Verify, |register| Ok(register.verify()?))?;
        self.report(&verification, ["register.whole", "register.not-whole"])
    }

    fn verify_export(&self, path: &Path) -> Result<u8, Error> {
        let text = limits::read_text(path, Export::LARGEST)?;
        let export = Export::read(&text)
            .map_err(|error| Error::Unusable { path: path.to_owned(), why: Unusable::Export(error) })?;
        self.report(&export.verify(), ["register.export-whole", "register.export-not-whole"])
    }

    /// 0 where all is well, 1 where something is wrong.
    fn report(&self, verification: &Verification, [whole, not_whole]: [&str; 2]) -> Result<u8, Error> {
        let status = u8::from(!verification.faults.is_empty());
        let mut output = anstream::stdout();
        if self.common.json {
            let span = verification.span.map(|(first, last)| [first, last]);
            let json = serde_json::json!({
                "lines": verification.lines, "span": span, "end": verification.end, "faults": verification.faults,
                "left-out": verification.left_out,
            });
            writeln!(output, "{}", visible::json(&json))?;
            return Ok(status);
        }
        for fault in &verification.faults {
            writeln!(output, "{}", self.spoken(fault))?;
        }
        let key = if status == 0 { whole } else { not_whole };
        let count = usize::try_from(verification.lines).unwrap_or(usize::MAX);
        let lines = self.words.count("register.lines", count);
        writeln!(output, "{}", self.words.fill(key, &[("lines", &lines)]))?;
        for (from, to) in &verification.left_out {
            let values = [("line", &*from.to_string()), ("other", &*to.to_string())];
            let key = if from == to { "register.left-out-one" } else { "register.left-out" };
            writeln!(output, "{}", self.words.fill(key, &values))?;
        }
        if verification.lines > 0 {
            writeln!(
                output,
                "{}",
                self.words.fill("register.end", &[("hash", &verification.end.to_string())])
            )?;
        }
        Ok(status)
    }

    fn spoken(&self, fault: &Fault) -> String {
        let (key, first, second) = match fault {
            Fault::Missing { from, to } if from == to => ("missing-one", *from, *to),
            Fault::Missing { from, to } => ("missing", *from, *to),
            Fault::Unreadable { line } => ("unreadable", *line, 0),
            Fault::Changed { line } => ("changed", *line, 0),
            Fault::Misplaced { line, found } => ("misplaced", *line, *found),
            Fault::Unanswered { line } => ("unanswered", *line, 0),
            Fault::NotRemoved { through } => ("not-removed", *through, 0),
            Fault::Beyond { end } => ("beyond", *end, 0),
        };
        let values = [("line", &*first.to_string()), ("other", &*second.to_string())];
        self.words.fill(&format!("register.fault.{key}"), &values)
    }

    fn remove(&self, before: NaiveDate, by: &Name) -> Result<u8, Error> {
        let removed = self.with(Act::RemoveLines, |register| {
            register.remove_before(beginning(before), by.clone(), now())
        })?;
        let count = self.words.count("register.lines", usize::try_from(removed).unwrap_or(usize::MAX));
        self.say("register.removed", &[("lines", &count), ("day", &before.to_string())])
    }

    /// Does something with the register of this device.
    fn with<T>(
        &self,
        act: Act,
        work: impl FnOnce(&mut kept::Register) -> Result<T, RegisterError>,
    ) -> Result<T, Error> {
        let device = self.device()?;
        let Some(mut register) = device.register() else {
            return Err(Error::Kept { act, why: Why::Notices(device.notices()) });
        };
        work(&mut register).map_err(|error| Error::Kept { act, why: Why::Register(error) })
    }

    fn device(&self) -> Result<Arc<Device>, Error> {
        if setup::is_what_if(self.common) {
            return Err(Misuse::RegisterWhatIf.into());
        }
        let (base, _) = setup::base(self.common)?;
        let device = data_folder::open(self.common, base)?;
        if device.register().is_some() {
            data_folder::tell(&device, self.common)?;
        }
        device.settle(reading());
        Ok(device)
    }

    fn counted(&self, counts: &Counts) -> String {
        let told = counts.by_outcome().into_iter().filter(|(_, number)| *number > 0);
        let told = told.map(|(outcome, number)| {
            let word = self.words.label(&format!("outcome.{}", outcome)).to_owned();
            format!("{number} × {word}")
        });
        let told = told.collect::<Vec<_>>();
        if told.is_empty() { self.words.label("register.nothing").to_owned() } else { told.join(", ") }
    }

    fn moment(&self, moment: DateTime<Utc>) -> String {
        spoken_in_france(moment, self.common.language())
    }

    fn say(&self, key: &str, values: &[(&str, &str)]) -> Result<u8, Error> {
        if !self.common.quiet {
            writeln!(anstream::stdout(), "{}", self.words.fill(key, values))?;
        }
        Ok(0)
    }
}

/// The day's first moment in France.
fn beginning(day: NaiveDate) -> DateTime<Utc> {
    let midnight = Europe::Paris.from_local_datetime(&day.and_time(chrono::NaiveTime::MIN));
    midnight.earliest().map_or(DateTime::<Utc>::MAX_UTC, |moment| moment.to_utc())
}
