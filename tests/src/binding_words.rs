//! How the table of calls tells what a binding gave.

use souplesse_core::attestation::Question;
use souplesse_core::door::{
    Effect, Facing, Help, RegisterFault, RegisterView, Screen, Sound, Vibration, View,
};
use souplesse_core::verifier::FormStep;
use souplesse_core::{Profile, Verdict};

/// Outcome, code and surname.
#[must_use]
pub fn verdict(verdict: &Verdict) -> String {
    let surname = verdict.holder.as_ref().map_or("-", |holder| &*holder.surname);
    format!("{} {} {surname}", verdict.outcome, verdict.code)
}

/// A question, or outcome and code.
#[must_use]
pub fn step(step: &FormStep) -> String {
    match step {
        FormStep::Ask(asked) => question(asked).to_owned(),
        FormStep::Decided(verdict) => format!("{} {}", verdict.outcome, verdict.code),
    }
}

/// What is asked.
#[must_use]
pub fn question(question: &Question) -> &'static str {
    match question {
        Question::Kind => "kind",
        Question::Time => "time",
        Question::Elements => "elements",
        Question::Duration => "duration",
        Question::Exact { .. } => "exact",
    }
}

/// What is drawn, how it is marked, and each effect.
#[must_use]
pub fn screen(screen: &Screen) -> String {
    let mut words = vec![view(&screen.view)];
    let mut mark = |word: &str, is_so: bool| words.extend(is_so.then(|| word.to_owned()));
    mark("training", screen.bar.training);
    mark("controller", screen.bar.profile == Profile::Controller);
    mark("torch", screen.torch);
    words.extend(screen.effects.iter().map(|made| format!("!{}", effect(made))));
    words.join(" ")
}

fn view(view: &View) -> String {
    match view {
        View::Welcome => "welcome".to_owned(),
        View::Scan { help: None } => "scan".to_owned(),
        View::Scan { help: Some(told) } => format!("scan {}", help(*told)),
        View::Verdict(shown) if shown.details => format!("verdict {} details", verdict(&shown.verdict)),
        View::Verdict(shown) => format!("verdict {}", verdict(&shown.verdict)),
        View::SeveralPasses => "several-passes".to_owned(),
        View::Paper(paper) => format!("paper {}", question(&paper.question)),
        View::Collecting { seen, of, .. } => {
            let seen = seen.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
            format!("collecting {seen}/{of}")
        }
        View::Offer { update, can_be_installed } => {
            format!("offer {}{}", update.code, if *can_be_installed { " can-be-installed" } else { "" })
        }
        View::Installed(update) => format!("installed {}", update.code),
        View::Updates(updates) => {
            let ids = updates.installed.iter().map(|held| held.document.id.as_str()).collect::<Vec<_>>();
            format!("updates {}", if ids.is_empty() { "-".to_owned() } else { ids.join(",") })
        }
        View::Register(page) => register(page),
        View::About(page) => {
            let ids = page.relaxations.iter().map(|basis| basis.id.as_str()).collect::<Vec<_>>();
            format!("about {}", ids.join(","))
        }
        View::NoCamera => "no-camera".to_owned(),
        View::Covered => "covered".to_owned(),
    }
}

fn register(page: &RegisterView) -> String {
    let mut words = vec!["register".to_owned()];
    let names = |names: Vec<&str>| names.join(", ");
    if !page.named.is_empty() {
        words.push(format!("named {}", names(page.named.iter().map(|named| named.who.as_str()).collect())));
    }
    if let Some(shift) = &page.shift {
        words.push(format!("on-duty {}", names(shift.who.iter().map(|who| who.as_str()).collect())));
    }
    let counted = page.counts.total();
    words.extend((counted > 0).then(|| format!("counted {counted}")));
    words.extend(page.fault.map(|told| format!("fault {}", fault(told))));
    words.join(" ")
}

fn fault(fault: RegisterFault) -> &'static str {
    match fault {
        RegisterFault::NotAName => "not-a-name",
        RegisterFault::AlreadyNamed => "already-named",
        RegisterFault::NotNamed => "not-named",
        RegisterFault::OnDuty => "on-duty",
        RegisterFault::Nobody => "nobody",
        RegisterFault::NoShift => "no-shift",
        RegisterFault::NotKept => "not-kept",
    }
}

fn effect(effect: &Effect) -> String {
    match effect {
        Effect::Sound(Sound::Accepted) => "accepted".to_owned(),
        Effect::Sound(Sound::Tolerated) => "tolerated".to_owned(),
        Effect::Sound(Sound::Incomplete) => "incomplete".to_owned(),
        Effect::Sound(Sound::Refused) => "refused".to_owned(),
        Effect::Sound(Sound::Neutral) => "neutral".to_owned(),
        Effect::Vibration(Vibration::Short) => "short".to_owned(),
        Effect::Vibration(Vibration::Long) => "long".to_owned(),
        Effect::Torch(true) => "torch-on".to_owned(),
        Effect::Torch(false) => "torch-off".to_owned(),
        Effect::Camera(Facing::Back) => "camera-back".to_owned(),
        Effect::Camera(Facing::Front) => "camera-front".to_owned(),
        Effect::Share(table) => format!("share {} lines", table.lines().count()),
    }
}

fn help(help: Help) -> &'static str {
    match help {
        Help::MoveCloser => "move-closer",
        Help::HoldStill => "hold-still",
        Help::CodeUnreadable => "code-unreadable",
        Help::UseTorch => "use-torch",
        Help::UsePaper => "use-paper",
    }
}
