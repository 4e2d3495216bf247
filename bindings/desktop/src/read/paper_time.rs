//! The time of a test as people say it: `14/08 9h15`, `hier 9h15`, `yesterday 9:15`.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use souplesse_words::{Language, Words};

use crate::read::folded::folded;
use crate::read::moment::{self, TimeError};
use crate::read::paper_fields::{PaperFault, Wrong};
use crate::read::paper_words::UNSTATED;

/// The option, as a field.
const FIELD: &str = "tested_at";

/// What may stand before a day or between it and its time, without accents.
const FILLERS: [&str; 4] = ["le", "on", "a", "at"];

/// A time on a paper, told at the time `check`, in local time of France; `None` where it says that there is none.
///
/// A day without its year is the one nearest to `check`: on 2 January, 31/12 was two days ago. Days come before months.
///
/// # Errors
/// How a time is written, or which years are reckoned with.
pub fn read(text: &str, check: NaiveDateTime) -> Result<Option<NaiveDateTime>, PaperFault> {
    if is_unstated(text) {
        return Ok(None);
    }
    if let Some(local) = moment::local(text).map_err(of_option)? {
        return Ok(Some(local));
    }
    let told = day_and_time(text, check.date());
    let told = told.ok_or(PaperFault { field: FIELD, wrong: Wrong::NoTime })?;
    moment::bounded(told).map(Some).map_err(of_option)
}

/// The day where a paper says no hour: `14/08`, `hier`, `2021-08-14`.
#[must_use]
pub fn day_alone(text: &str, check: NaiveDateTime) -> Option<NaiveDate> {
    let mut words = text.split_whitespace().filter(|word| !FILLERS.contains(&&*folded(word)));
    let day = day(words.next()?, check.date())?;
    let is_told = moment::bounded(day.and_time(NaiveTime::MIN)).is_ok();
    (is_told && words.next().is_none()).then_some(day)
}

/// A time of day: `9h15`, `9 h 15`, `9:15`, `9h`.
#[must_use]
pub fn time_of_day(text: &str) -> Option<NaiveTime> {
    let text = text.to_lowercase();
    let (hour, minute) = text.split_once(['h', ':'])?;
    let is_on_the_hour = minute.trim().is_empty() && text.contains('h');
    let minute = if is_on_the_hour { 0 } else { number(minute.trim(), 2..=2)? };
    NaiveTime::from_hms_opt(number(hour.trim(), 1..=2)?, minute, 0)
}

fn of_option(error: TimeError) -> PaperFault {
    PaperFault { field: FIELD, wrong: Wrong::Time(error) }
}

fn is_unstated(text: &str) -> bool {
    let text = folded(text);
    let labels = [Language::French, Language::English].into_iter().flat_map(|language| {
        ["paper.unstated", "paper.undated"].map(|key| folded(Words::of(language).label(key)))
    });
    text == UNSTATED || labels.into_iter().any(|label| label == text)
}

fn day_and_time(text: &str, today: NaiveDate) -> Option<NaiveDateTime> {
    let mut words = text.split_whitespace().filter(|word| !FILLERS.contains(&&*folded(word)));
    let day = day(words.next()?, today)?;
    let time = time_of_day(&words.collect::<Vec<_>>().join(" "))?;
    Some(day.and_time(time))
}

fn day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    match &*folded(text) {
        "aujourd hui" | "aujourdhui" | "today" => return Some(today),
        "hier" | "yesterday" => return today.checked_sub_days(Days::new(1)),
        _ => {}
    }
    let separator = ['/', '.', '-'].into_iter().find(|separator| text.contains(*separator))?;
    match text.split(separator).collect::<Vec<_>>()[..] {
        [day, month] => nearest(number(day, 1..=2)?, number(month, 1..=2)?, today),
        [year, month, day] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(number::<i32>(year, 4..=4)?, number(month, 2..=2)?, number(day, 2..=2)?)
        }
        [day, month, year] => {
            let year = number::<i32>(year, 4..=4).or_else(|| Some(2000 + number::<i32>(year, 2..=2)?))?;
            NaiveDate::from_ymd_opt(year, number(month, 1..=2)?, number(day, 1..=2)?)
        }
        _ => None,
    }
}

/// That day of the year in which it is nearest to today.
fn nearest(day: u32, month: u32, today: NaiveDate) -> Option<NaiveDate> {
    let years = [today.year(), today.year() - 1, today.year() + 1];
    let days = years.into_iter().filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    days.min_by_key(|day| (*day - today).num_days().abs())
}

/// A number of so many digits and nothing else.
fn number<N: std::str::FromStr>(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<N> {
    let is_number = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, check: &str) -> Result<Option<String>, PaperFault> {
        let check = check.parse().expect("a time of check");
        let told = read(text, check);
        told.map(|time| time.map(|time| time.format("%Y-%m-%dT%H:%M").to_string()))
    }

    #[test]
    fn a_paper_may_say_its_day_alone() {
        let check = EVENING.parse().expect("a time of check");
        for text in ["14/08", "14/08/2021", "le 14.08.21", "2021-08-14", "aujourd’hui", "today"] {
            assert_eq!(day_alone(text, check), NaiveDate::from_ymd_opt(2021, 8, 14), "{text}");
        }
        for text in ["14/08 9h15", "9h15", "14", "samedi", "31/02", "1410-08-14", ""] {
            assert_eq!(day_alone(text, check), None, "{text}");
        }
    }

    const EVENING: &str = "2021-08-14T20:30:00";

    #[test]
    fn a_time_is_read_as_people_of_either_language_write_it() {
        for text in [
            "2021-08-14T09:15",
            "2021-08-14 09:15",
            "2021-08-14 9h15",
            "14/08/2021 9h15",
            "14/08/2021 9 h 15",
            "14/08/2021 9\u{202F}h\u{A0}15",
            "14/08/2021 09H15",
            "14/8/2021 9:15",
            "14/08/21 9:15",
            "14.08.2021 9:15",
            "14-08-2021 9:15",
            "14/08 9h15",
            "14/8 9 h 15",
            " le 14/08 à 9h15 ",
            "14/08/2021 à 9 h 15",
            "on 14/08/2021 at 9:15",
            "aujourd'hui 9h15",
            "Aujourd’hui à 9h15",
            "aujourdhui 9h15",
            "today 9:15",
            "TODAY at 9:15",
        ] {
            assert_eq!(told(text, EVENING), Ok(Some("2021-08-14T09:15".to_owned())), "{text}");
        }
        for (text, time) in [
            ("hier 9h15", "2021-08-13T09:15"),
            ("Hier à 23 h", "2021-08-13T23:00"),
            ("yesterday 0:05", "2021-08-13T00:05"),
            ("14/08 9h", "2021-08-14T09:00"),
            ("14/08 9 h", "2021-08-14T09:00"),
            ("14/08 00h00", "2021-08-14T00:00"),
            // Later than now is told and judged as such.
            ("15/08 9h15", "2021-08-15T09:15"),
            ("today 23:59", "2021-08-14T23:59"),
            ("29/02/2020 9h", "2020-02-29T09:00"),
        ] {
            assert_eq!(told(text, EVENING), Ok(Some(time.to_owned())), "{text}");
        }
    }

    #[test]
    fn a_day_without_its_year_is_the_nearest_and_yesterday_may_be_last_year() {
        for (text, check, time) in [
            ("31/12 9h", "2022-01-02T08:00:00", "2021-12-31T09:00"),
            ("01/01 9h", "2021-12-31T23:00:00", "2022-01-01T09:00"),
            ("hier 9h", "2022-01-01T00:10:00", "2021-12-31T09:00"),
            ("29/02 9h", "2021-03-01T12:00:00", "2020-02-29T09:00"),
        ] {
            assert_eq!(told(text, check), Ok(Some(time.to_owned())), "{text} at {check}");
        }
    }

    #[test]
    fn what_is_not_on_the_paper_is_said_in_either_language() {
        for text in [
            "unstated",
            "Non précisé",
            "non\u{A0}precise",
            "not stated",
            "Date ou heure absente",
            "date or time missing",
        ] {
            assert_eq!(told(text, EVENING), Ok(None), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused_with_the_forms() {
        for text in [
            "",
            "9h15",
            "hier",
            "14/08/2021",
            "2021-08-14",
            "14/08",
            "demain 9h",
            "14/08 9",
            "14/08 915",
            "14/08 9h5",
            "14/08 9h155",
            "14/08 24h00",
            "14/08 9:60",
            "14/08 9:",
            "14/08 h15",
            "08/14/2021 9:15",
            "31/04 9h",
            "29/02/2021 9h",
            "14//08 9h",
            "14/08/2021/1 9h",
            "14/08/021 9h",
            "14/08/2021 9:15 pm",
            "14/08 -9h15",
            "+4/08 9h",
            "14/08 9h15 9h15",
            "samedi 9h15",
            "14 08 2021 9h15",
            "hier hier 9h",
            "２/08 9h",
        ] {
            let fault = PaperFault { field: FIELD, wrong: Wrong::NoTime };
            assert_eq!(told(text, EVENING), Err(fault), "{text}");
        }
        let fault = PaperFault { field: FIELD, wrong: Wrong::Time(TimeError::Years) };
        assert_eq!(told("14/08/1850 9h", EVENING), Err(fault));
    }

    #[test]
    fn a_time_of_day_is_typed_with_either_sign() {
        for (text, time) in [
            ("9h15", "09:15"),
            ("9 h 15", "09:15"),
            ("9:15", "09:15"),
            ("09:15", "09:15"),
            ("9h", "09:00"),
            ("21 H", "21:00"),
        ] {
            assert_eq!(
                time_of_day(text),
                time.parse().ok().or_else(|| format!("{time}:00").parse().ok()),
                "{text}"
            );
        }
        for text in
            ["", "9", "915", "9h5", "9:", "25h", "9h60", "h", "9h15h", "9::15", "-9h15", "9,15", "9h 1 5"]
        {
            assert_eq!(time_of_day(text), None, "{text}");
        }
    }
}
