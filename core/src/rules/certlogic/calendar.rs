//! Date-times as CertLogic reads and moves them: milliseconds since 1970 in UTC,
//! with the overflow of JavaScript's `Date` (ECMA-262 §21.4).

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
/// The farthest that any clock is from UTC, as ISO 8601 is commonly read; those in use lie within 14 hours.
const FARTHEST: i64 = 18 * HOUR;
/// A day in milliseconds.
pub(super) const DAY: i64 = 24 * HOUR;
/// Beyond this many months either way lies no date that can be written, and milliseconds would overflow.
const MOST_MONTHS: i64 = 1_000_000;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Calendar years.
    Year,
    /// Calendar months.
    Month,
    /// Days of 24 hours.
    Day,
    /// Hours.
    Hour,
}

impl Unit {
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "year" => Some(Unit::Year),
            "month" => Some(Unit::Month),
            "day" => Some(Unit::Day),
            "hour" => Some(Unit::Hour),
            _ => None,
        }
    }

    /// `time` moved by `amount` of this unit. A day of the month that the new month does not have
    /// runs over into the next: 29 February and a year is 1 March.
    #[must_use]
    pub fn add(self, time: i64, amount: i64) -> i64 {
        match self {
            Unit::Hour => time.saturating_add(amount.saturating_mul(HOUR)),
            Unit::Day => time.saturating_add(amount.saturating_mul(DAY)),
            Unit::Month => add_months(time, amount),
            Unit::Year => add_months(time, amount.saturating_mul(12)),
        }
    }
}

fn add_months(time: i64, months: i64) -> i64 {
    let (year, month, day) = civil_from_days(time.div_euclid(DAY));
    let months = year * 12 + (month - 1) + months.clamp(-MOST_MONTHS, MOST_MONTHS);
    let first = days_from_civil(months.div_euclid(12), months.rem_euclid(12) + 1, 1);
    (first + day - 1).saturating_mul(DAY).saturating_add(time.rem_euclid(DAY))
}

/// Reads a date or date-time in any of the forms that CertLogic allows; one without an offset is in UTC.
/// A year or month stands for its last day, as `dccDateOfBirth` reads it. Digits behind the milliseconds are dropped.
/// `None` for anything else, and for a day that does not exist.
#[must_use]
pub fn parse(text: &str) -> Option<i64> {
    let mut reader = Reader(text.as_bytes());
    let year = reader.digits(4)?;
    if reader.0.is_empty() {
        return Some(days_from_civil(year, 12, 31) * DAY);
    }
    reader.expect(b'-')?;
    let month = reader.digits(2).filter(|month| (1..=12).contains(month))?;
    if reader.0.is_empty() {
        return Some(days_from_civil(year, month, days_in_month(year, month)) * DAY);
    }
    reader.expect(b'-')?;
    let day = reader.digits(2).filter(|day| (1..=days_in_month(year, month)).contains(day))?;
    let midnight = days_from_civil(year, month, day) * DAY;
    if reader.0.is_empty() {
        return Some(midnight);
    }
    let clock = reader.clock()?;
    let offset = reader.offset()?;
    reader.0.is_empty().then_some(midnight + clock - offset)
}

/// Whether a text is an offset from UTC, as one may stand behind a time.
#[must_use]
pub fn is_offset(text: &str) -> bool {
    let mut reader = Reader(text.as_bytes());
    reader.offset().is_some() && reader.0.is_empty()
}

struct Reader<'t>(&'t [u8]);

impl Reader<'_> {
    fn digits(&mut self, count: usize) -> Option<i64> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        if !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        self.0 = rest;
        Some(digits.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0')))
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.0 = self.0.strip_prefix(&[byte])?;
        Some(())
    }

    /// `Thh:mm:ss` with any number of decimals.
    fn clock(&mut self) -> Option<i64> {
        self.expect(b'T')?;
        let hour = self.digits(2).filter(|hour| *hour < 24)?;
        self.expect(b':')?;
        let minute = self.digits(2).filter(|minute| *minute < 60)?;
        self.expect(b':')?;
        let second = self.digits(2).filter(|second| *second < 60)?;
        Some(hour * HOUR + (minute * 60 + second) * SECOND + self.milliseconds()?)
    }

    fn milliseconds(&mut self) -> Option<i64> {
        if self.expect(b'.').is_none() {
            return Some(0);
        }
        let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (decimals, rest) = self.0.split_at(count);
        let (first, _) = decimals.split_first()?;
        let digit = |index: usize| decimals.get(index).map_or(0, |digit| i64::from(digit - b'0'));
        self.0 = rest;
        Some(i64::from(first - b'0') * 100 + digit(1) * 10 + digit(2))
    }

    /// `Z`, nothing, or `±h`, `±hh`, `±hmm`, `±hhmm`, `±h:mm`, `±hh:mm`; no clock is further than 18 hours from UTC.
    fn offset(&mut self) -> Option<i64> {
        let sign = match self.0.split_first() {
            None => return Some(0),
            Some((b'Z', rest)) => {
                self.0 = rest;
                return Some(0);
            }
            Some((b'+', rest)) => (rest, 1),
            Some((b'-', rest)) => (rest, -1),
            Some(_) => return None,
        };
        self.0 = sign.0;
        let digits = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (hours, has_minutes) = match digits {
            1 | 2 => (self.digits(digits)?, self.expect(b':').is_some()),
            3 | 4 => (self.digits(digits - 2)?, true),
            _ => return None,
        };
        let minutes = if has_minutes { self.digits(2)? } else { 0 };
        let offset = hours * HOUR + minutes * MINUTE;
        (minutes < 60 && offset <= FARTHEST).then_some(sign.1 * offset)
    }
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970-01-01 of a date of the Gregorian calendar. Years begin in March, so that the leap day is the last one.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = (shifted + 2) % 12 + 1;
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_specification_is_read() {
        let noon = 1_622_548_800_000;
        for (text, expected) in [
            ("2021-06-01T12:00:00", noon),
            ("2021-06-01T12:00:00Z", noon),
            ("2021-06-01T14:00:00+2", noon),
            ("2021-06-01T14:00:00+02", noon),
            ("2021-06-01T14:30:00+230", noon),
            ("2021-06-01T14:00:00+0200", noon),
            ("2021-06-01T10:00:00-2:00", noon),
            ("2021-06-01T14:00:00+02:00", noon),
            ("2021-06-01T12:00:00.1", noon + 100),
            ("2021-06-01T12:00:00.1239Z", noon + 123),
            ("2021-06-01T14:00:00.999999+02:00", noon + 999),
            ("2021-06-01", noon - 12 * HOUR),
            ("2020-02", 1_582_934_400_000),
            ("1969", -DAY),
        ] {
            assert_eq!(parse(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_not_read() {
        for text in [
            "",
            "21",
            "2021-",
            "2021-13",
            "2021-00",
            "2021-02-29",
            "2021-06-31",
            "2021-06-01T",
            "2021-06-01T12:00",
            "2021-06-01T24:00:00Z",
            "2021-06-01T12:60:00Z",
            "2021-06-01T12:00:00.Z",
            "2021-06-01T12:00:00+",
            "2021-06-01T12:00:00+02:0",
            "2021-06-01T12:00:00Zx",
            "2021-06-01 12:00:00",
            "+021-06-01",
            "２０２１",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn months_and_years_overflow_as_in_javascript() {
        let day = |text| parse(text).unwrap();
        for (from, amount, unit, to) in [
            ("2020-02-29", 1, Unit::Day, "2020-03-01"),
            ("2020-02-29", 1, Unit::Month, "2020-03-29"),
            ("2020-02-29", 1, Unit::Year, "2021-03-01"),
            ("2021-01-31", 1, Unit::Month, "2021-03-03"),
            ("2021-03-31", -1, Unit::Month, "2021-03-03"),
            ("2021-01-15", -13, Unit::Month, "2019-12-15"),
            ("2003-08-14", 18, Unit::Year, "2021-08-14"),
            ("1969-12-31", 2, Unit::Day, "1970-01-02"),
        ] {
            assert_eq!(unit.add(day(from), amount), day(to), "{from} {amount} {unit:?}");
        }
    }

    #[test]
    fn days_and_dates_are_each_others_inverse() {
        for days in (-800_000..800_000).step_by(17) {
            let (year, month, day) = civil_from_days(days);
            assert_eq!(days_from_civil(year, month, day), days);
        }
    }

    #[test]
    fn february_has_29_days_where_the_calendar_says_so() {
        for (year, days) in
            [(1900, 28), (1999, 28), (2000, 29), (2004, 29), (2021, 28), (2096, 29), (2100, 28), (2200, 28)]
        {
            let last = parse(&format!("{year}-02-{days}")).unwrap();
            assert_eq!(parse(&format!("{year}-02-{}", days + 1)), None, "{year}");
            assert_eq!(parse(&format!("{year}-02")), Some(last), "{year}");
            assert_eq!(parse(&format!("{year}-03-01")), Some(last + DAY), "{year}");
        }
    }

    #[test]
    fn no_amount_overflows() {
        for unit in [Unit::Year, Unit::Month, Unit::Day, Unit::Hour] {
            for amount in [i64::MIN, i64::MAX] {
                let _ = unit.add(253_402_300_799_999, amount);
                let _ = unit.add(-62_167_219_200_000, amount);
            }
        }
    }
}
