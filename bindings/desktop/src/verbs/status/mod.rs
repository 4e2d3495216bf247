//! `souplesse status`: by which keys, rules and relaxations passes and papers are judged, and what the device keeps.

mod kept;
mod signers;

use std::collections::BTreeSet;
use std::io::Write;

use chrono::{DateTime, Utc};
use serde::Serialize;
use souplesse_core::device::Device;
use souplesse_core::rules::RuleSet;
use souplesse_core::rules::tolerance::Held;
use souplesse_core::store::StoreError;
use souplesse_core::trust::KeyId;
use souplesse_words::{Language, Words};

use super::config::{self, Shown};
use crate::cli;
use crate::cli::Common;
use crate::judge::setup;
use crate::read::moment::reading;
use crate::tell::answer::title_in;
use crate::tell::error::{Act, Error, Misuse, Why};
use crate::tell::spoken::spoken_written;
use crate::tell::visible::visible;
use crate::tell::{paint, visible};
use kept::Kept;

#[derive(Serialize)]
struct Status {
    version: &'static str,
    dcc_keys: usize,
    countries: usize,
    two_d_doc_keys: usize,
    rule_sets: Vec<Set>,
    value_sets: usize,
    packs: Vec<PackStatus>,
    unsigned: bool,
    demonstration: bool,
    settings: Vec<Shown>,
    #[serde(flatten)]
    kept: Kept,
}

#[derive(Serialize)]
struct PackStatus {
    id: String,
    title: String,
    from: String,
    until: Option<String>,
    in_force: bool,
}

#[derive(Serialize)]
struct Set {
    id: String,
    title: String,
    purpose: &'static str,
    rules: usize,
    from: Option<String>,
    until: Option<String>,
    in_force: bool,
}

/// Prints what is installed. Gives the exit status.
///
/// # Errors
/// Where keys or rules given by an option cannot be read, or nothing can be printed.
pub fn run(arguments: &cli::Status, common: &Common) -> Result<u8, Error> {
    let status = gather(arguments, common)?;
    let mut output = anstream::stdout();
    if common.json {
        writeln!(output, "{}", visible::json(&status))?;
        return Ok(0);
    }
    write!(output, "{}", draw(&status, Words::of(common.language())))?;
    Ok(0)
}

fn gather(arguments: &cli::Status, common: &Common) -> Result<Status, Error> {
    let judge = setup::judge(common)?;
    let device = judge.device.as_ref().expect("a judge of the command has a device");
    if arguments.acknowledge {
        acknowledge(device, common)?;
    }
    let at = judge.at.unwrap_or_else(crate::read::moment::now);
    let keys = judge.verifier.trust.keys().collect::<Vec<_>>();
    let of_dcc = keys.iter().filter(|key| matches!(key.id, KeyId::Kid(_))).collect::<Vec<_>>();
    let countries = of_dcc.iter().filter_map(|key| key.country.as_ref()).collect::<BTreeSet<_>>();
    let language = common.language();
    Ok(Status {
        version: env!("CARGO_PKG_VERSION"),
        dcc_keys: of_dcc.len(),
        countries: countries.len(),
        two_d_doc_keys: keys.len() - of_dcc.len(),
        rule_sets: judge.verifier.rules.sets.iter().map(|set| describe(set, at, language)).collect(),
        value_sets: judge.verifier.rules.value_sets.len(),
        packs: judge.verifier.tolerances.held.iter().map(|held| describe_pack(held, at, language)).collect(),
        unsigned: judge.unsigned,
        demonstration: judge.verifier.demonstration,
        settings: config::changed()?,
        kept: kept::gather(device, common)?,
    })
}

fn acknowledge(device: &Device, common: &Common) -> Result<(), Error> {
    if setup::is_what_if(common) {
        return Err(Misuse::AcknowledgeWhatIf.into());
    }
    let failed = |error: StoreError| Error::Kept { act: Act::Acknowledge, why: Why::Store(error) };
    device.acknowledge(reading()).map_err(failed)
}

fn describe(set: &RuleSet, at: DateTime<Utc>, language: Language) -> Set {
    let (from, until) = set.period().unzip();
    let local = |moment: DateTime<Utc>| moment.with_timezone(&chrono_tz::Europe::Paris).to_rfc3339();
    Set {
        id: set.id.clone(),
        title: title_in(&set.title, language).to_owned(),
        purpose: set.purpose.as_str(),
        rules: set.rules.len(),
        from: from.map(local),
        until: until.map(local),
        in_force: from.is_none_or(|from| from <= at) && until.is_none_or(|until| at < until),
    }
}

fn describe_pack(held: &Held, at: DateTime<Utc>, language: Language) -> PackStatus {
    let Held { tolerance, .. } = held;
    let local = |moment: DateTime<Utc>| moment.with_timezone(&tolerance.zone()).to_rfc3339();
    PackStatus {
        id: tolerance.pack().id.clone(),
        title: title_in(&tolerance.basis().title, language).to_owned(),
        from: local(tolerance.from()),
        until: tolerance.sunset().map(local),
        in_force: tolerance.is_in_force(at),
    }
}

fn draw(status: &Status, words: &Words) -> String {
    let strong = paint::strong();
    let mut lines = vec![
        format!("{strong}Souplesse {}{strong:#}", status.version),
        words.fill(
            "status.keys",
            &[
                ("dcc", &status.dcc_keys.to_string()),
                ("countries", &status.countries.to_string()),
                ("two-d-doc", &status.two_d_doc_keys.to_string()),
            ],
        ),
    ];
    for set in &status.rule_sets {
        let name = [set.id.as_str(), set.title.as_str()].into_iter().filter(|text| !text.is_empty());
        lines.push(visible(&name.collect::<Vec<_>>().join("  ")));
        let state = if set.in_force { "status.in-force" } else { "status.not-in-force" };
        let moment = |moment: &Option<String>| {
            moment.as_deref().map_or("…".to_owned(), |moment| spoken_written(moment, words))
        };
        let (from, until) = (moment(&set.from), moment(&set.until));
        let period = words
            .fill("status.period", &[("from", &from), ("until", &until), ("rules", &set.rules.to_string())]);
        lines.push(format!("  {period}  {}", words.label(state)));
    }
    for pack in &status.packs {
        lines.push(visible(&format!("{}  {}", pack.id, pack.title)));
        let state = if pack.in_force { "status.in-force" } else { "status.not-in-force" };
        let until = pack.until.as_deref().map_or("…".to_owned(), |until| spoken_written(until, words));
        let from = spoken_written(&pack.from, words);
        let period = words.fill("status.pack-period", &[("from", &from), ("until", &until)]);
        lines.push(format!("  {period}  {}", words.label(state)));
    }
    lines.extend(
        status.settings.iter().map(|shown| {
            visible(&format!("{}: {}", config::label(shown, words), config::spoken(shown, words)))
        }),
    );
    lines.extend(kept::draw(&status.kept, words));
    if status.unsigned {
        lines.push(words.label("mark.unsigned").to_owned());
    }
    if status.demonstration {
        lines.push(words.label("mark.demonstration").to_owned());
    }
    lines.join("\n") + "\n"
}
