//! Times as a poster says them.

use chrono::{Datelike, NaiveDateTime, NaiveTime, TimeDelta};
use souplesse_words::Words;

use crate::tell::spoken::spoken_time;

/// `le ven. 13/08/2021 de 12 h à minuit`, or from one day to another.
pub(crate) fn span(from: NaiveDateTime, until: NaiveDateTime, words: &Words) -> String {
    let last = last_day(until);
    let (from_hour, until_hour) = (hour(from, words), end_hour(until, words));
    if from.date() == last.date() {
        let parts = [("day", day(from, words)), ("from", from_hour), ("until", until_hour)];
        return words.fill("poster.within-day", &parts.each_ref().map(|(name, text)| (*name, text.as_str())));
    }
    let at = |day: &str, hour: &str| words.fill("time.moment", &[("day", day), ("time", hour)]);
    let (from, until) = (at(&day(from, words), &from_hour), at(&day(last, words), &until_hour));
    words.fill("poster.from-until", &[("from", &from), ("until", &until)])
}

/// `jeu. 01/07/2021 à 0 h`.
pub(crate) fn start(time: NaiveDateTime, words: &Words) -> String {
    words.fill("time.moment", &[("day", &day(time, words)), ("time", &hour(time, words))])
}

/// The day on which an end falls: midnight belongs to the day before, as people say it.
fn last_day(until: NaiveDateTime) -> NaiveDateTime {
    if until.time() == NaiveTime::MIN { until - TimeDelta::days(1) } else { until }
}

fn end_hour(until: NaiveDateTime, words: &Words) -> String {
    if until.time() == NaiveTime::MIN { words.label("time.midnight").to_owned() } else { hour(until, words) }
}

fn day(time: NaiveDateTime, words: &Words) -> String {
    let name = words.weekday(time.weekday().num_days_from_monday());
    format!("{name} {}", time.format("%d/%m/%Y"))
}

fn hour(time: NaiveDateTime, words: &Words) -> String {
    spoken_time(time.time(), words)
}

#[cfg(test)]
mod tests {
    use souplesse_words::Language;

    use super::*;

    #[test]
    fn a_day_is_named_once_and_midnight_belongs_to_it() {
        let said = |from: &str, until: &str| {
            let time = |text: &str| text.parse().expect("a local time");
            span(time(from), time(until), Words::of(Language::French)).replace('\u{a0}', " ")
        };
        let friday = said("2021-08-13T12:00:00", "2021-08-14T00:00:00");
        assert_eq!(friday, "le ven. 13/08/2021 de 12 h à minuit");
        assert_eq!(said("2021-08-13T09:30:00", "2021-08-13T12:00:00"), "le ven. 13/08/2021 de 9 h 30 à 12 h");
        let until_monday = said("2021-08-13T12:00:00", "2021-08-17T00:00:00");
        assert_eq!(until_monday, "du ven. 13/08/2021 à 12 h au lun. 16/08/2021 à minuit");
        let time = |text: &str| text.parse().expect("a local time");
        let (from, until) = (time("2021-08-13T09:30:00"), time("2021-08-14T00:00:00"));
        assert_eq!(
            span(from, until, Words::of(Language::English)),
            "on Fri 13/08/2021 from 9:30 to midnight"
        );
    }
}
