//! Reasons, days and moments in the words of a person.

use chrono::{DateTime, FixedOffset};
use souplesse_core::Code;
use souplesse_core::verdict::Reason;
use souplesse_words::{Language, Words};

use crate::tell::visible::visible;

/// A reason in words.
pub struct Spoken {
    /// What it is, with what it is about where the code cannot say it.
    pub title: String,
    /// What to do next.
    pub next: String,
}

/// The words of a reason, fit to be shown: those that its tolerance pack brings, else the product's.
#[must_use]
pub fn spoken(reason: &Reason, language: Language) -> Spoken {
    let Spoken { title, next } = words_of(reason, language);
    Spoken { title: visible(&title), next: visible(&next) }
}

fn words_of(reason: &Reason, language: Language) -> Spoken {
    if let Some(own) = &reason.words {
        let [title, next] = [&own.label, &own.text].map(|text| match language {
            Language::French => text.fr.clone(),
            Language::English => text.en.clone(),
        });
        return Spoken { title, next };
    }
    let code = reason.code.text();
    let words = Words::of(language).code(&code);
    let title = match &reason.detail {
        Some(detail) if reason.code != Code::NoRulesInForce => format!("{} ({detail})", words.title),
        _ => words.title.to_string(),
    };
    Spoken { title, next: words.next.to_owned() }
}

/// `1987-02-14` as `14/02/1987`; anything else as it is written.
#[must_use]
pub fn spoken_date(date: &str) -> String {
    if !date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return date.to_owned();
    }
    let parts = date.split('-').collect::<Vec<_>>();
    match parts[..] {
        [year, month, day] => format!("{day}/{month}/{year}"),
        [year, month] => format!("{month}/{year}"),
        _ => date.to_owned(),
    }
}

#[must_use]
pub fn spoken_moment(moment: DateTime<FixedOffset>, language: Language) -> String {
    let form = match language {
        Language::French => "%d/%m/%Y à %H:%M",
        Language::English => "%d/%m/%Y at %H:%M",
    };
    moment.format(form).to_string()
}
