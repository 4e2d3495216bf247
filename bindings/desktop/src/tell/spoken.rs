//! Reasons, days and moments in the words of a person.

use chrono::{DateTime, FixedOffset, NaiveDateTime, NaiveTime, Timelike, Utc};
use chrono_tz::Europe::Paris;
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

/// `14/08/2021 à 21 h`, on the clock that the moment is given by.
#[must_use]
pub fn spoken_moment(moment: DateTime<FixedOffset>, language: Language) -> String {
    spoken_local(moment.naive_local(), Words::of(language))
}

/// `14/08/2021 à 21 h`, of a moment that is written as RFC 3339 has it; anything else as it is.
#[must_use]
pub fn spoken_written(moment: &str, words: &Words) -> String {
    let read = DateTime::parse_from_rfc3339(moment);
    read.map_or_else(|_| moment.to_owned(), |moment| spoken_local(moment.naive_local(), words))
}

/// `14/08/2021 à 21 h`, on the clock of France.
#[must_use]
pub fn spoken_in_france(moment: DateTime<Utc>, language: Language) -> String {
    spoken_local(moment.with_timezone(&Paris).naive_local(), Words::of(language))
}

/// `14/08/2021 à 21 h`.
#[must_use]
pub fn spoken_local(time: NaiveDateTime, words: &Words) -> String {
    let day = time.format("%d/%m/%Y").to_string();
    words.fill("time.moment", &[("day", &day), ("time", &spoken_time(time.time(), words))])
}

/// `21 h`, `9 h 15`; in English `21:00`, `9:15`.
#[must_use]
pub fn spoken_time(time: NaiveTime, words: &Words) -> String {
    let (hour, minutes) = (time.hour().to_string(), time.format("%M").to_string());
    let key = if time.minute() == 0 { "time.hour" } else { "time.hour-minutes" };
    words.fill(key, &[("hour", &hour), ("minutes", &minutes)])
}
