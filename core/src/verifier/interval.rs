//! Since when, and until when, a pass is judged as it is judged now.
//!
//! Between two neighbouring moments that a judgement names, every comparison that it made comes out the same,
//! so the outcome is the same too. Walking from moment to moment therefore finds the exact end,
//! without knowing anything of the rules.

use chrono::{DateTime, TimeDelta, Utc};

use super::Verifier;
use super::pass::Pass;
use crate::rules::{MOST_OPERATIONS, Moments};

/// More moments than any rule set gives rise to; a hostile one ends here with no date, or where it has taken as many
/// operations as one judgement may.
const MOST_STEPS: usize = 256;

/// The smallest step of time that rules can tell apart.
const STEP: TimeDelta = TimeDelta::milliseconds(1);

impl Verifier {
    /// The earliest later moment at which the pass is judged otherwise than `accepted`, as it is at the time of `moments`.
    /// `moments` are those of that judgement.
    pub(super) fn judged_until(
        &self,
        pass: &Pass<'_>,
        accepted: Option<bool>,
        moments: &Moments,
    ) -> Option<DateTime<Utc>> {
        until(accepted, moments, |at, moments| self.judge_again(pass, at, moments))
    }

    /// The moment since which the pass has been judged as it is at the time of `moments`; otherwise like
    /// [`judged_until`](Self::judged_until).
    pub(super) fn judged_since(
        &self,
        pass: &Pass<'_>,
        accepted: Option<bool>,
        moments: &Moments,
    ) -> Option<DateTime<Utc>> {
        since(accepted, moments, |at, moments| self.judge_again(pass, at, moments))
    }

    fn judge_again(&self, pass: &Pass<'_>, at: DateTime<Utc>, moments: &mut Moments) -> Judged {
        let timed = self.judge_at(pass, at, Some(moments));
        Judged { accepted: timed.accepts(), operations: MOST_OPERATIONS - timed.rules.operations_left }
    }
}

/// How one step of the walk was judged, and what it took.
struct Judged {
    accepted: Option<bool>,
    operations: u32,
}

fn until(
    accepted: Option<bool>,
    moments: &Moments,
    judge: impl Fn(DateTime<Utc>, &mut Moments) -> Judged,
) -> Option<DateTime<Utc>> {
    let mut next = moments.next()?;
    let mut left = MOST_OPERATIONS;
    for _ in 0..MOST_STEPS {
        let mut moments = moments.moved_to(next);
        let judged = judge(next, &mut moments);
        if judged.accepted != accepted {
            return Some(next);
        }
        left = left.checked_sub(judged.operations)?;
        next = moments.next()?;
    }
    None
}

fn since(
    accepted: Option<bool>,
    moments: &Moments,
    judge: impl Fn(DateTime<Utc>, &mut Moments) -> Judged,
) -> Option<DateTime<Utc>> {
    let mut turn = moments.last()?;
    let mut left = MOST_OPERATIONS;
    for _ in 0..MOST_STEPS {
        let before = turn.checked_sub_signed(STEP)?;
        let mut moments = moments.moved_to(before);
        let judged = judge(before, &mut moments);
        if judged.accepted != accepted {
            return Some(turn);
        }
        left = left.checked_sub(judged.operations)?;
        turn = moments.last()?;
    }
    None
}

#[cfg(test)]
mod tests {
    use chrono_tz::{Africa, Asia, Europe, Tz};
    use proptest::prelude::*;
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::rules::{Case, Purpose, RuleBook};
    use crate::trust::Kind;
    use crate::value::Value;
    use crate::verdict::Format;

    /// One rule, one test, one zone: what a judgement needs beside the time.
    struct Bench {
        book: RuleBook,
        payload: Value<'static>,
        zone: Tz,
    }

    impl Bench {
        fn of(logic: &Json, zone: Tz) -> Self {
            let rule = json!({
                "Identifier": "TR-FR-0001", "Type": "Acceptance", "Country": "FR", "Version": "1.0.0",
                "SchemaVersion": "1.0.0", "Engine": "CERTLOGIC", "EngineVersion": "1.3.3",
                "CertificateType": "Test", "ValidFrom": "1990-01-01T00:00:00Z", "ValidTo": "2190-01-01T00:00:00Z",
                "AffectedFields": [], "Logic": logic,
            });
            let payload =
                json!({ "ver": "1.3.0", "t": [{ "sc": "2021-10-30T12:00:00Z" }], "dob": "2003-11-01" });
            let book = RuleBook::read([rule.to_string().as_str()], Default::default()).unwrap();
            Self { book, payload: payload.into(), zone }
        }

        fn judge(&self, at: DateTime<Utc>, moments: Option<&mut Moments>) -> Option<bool> {
            let case = Case {
                payload: &self.payload,
                format: Format::Dcc,
                kind: Kind::Test,
                key_name: None,
                schema_version: "1.3.0",
                issuer_country: "FR",
                issued_at: moment("2021-10-30T12:00:00Z"),
                expires_at: None,
                at,
                zone: self.zone,
                country: "FR",
                region: None,
                purpose: Purpose::Travel,
            };
            self.book.judge(&case, moments).accepts()
        }

        /// Since when and until when it is judged as it is at `at`.
        fn ends(&self, at: DateTime<Utc>) -> [Option<DateTime<Utc>>; 2] {
            let mut moments = Moments::around(at, self.zone);
            let accepted = self.judge(at, Some(&mut moments));
            let judge = |at: DateTime<Utc>, moments: &mut Moments| Judged {
                accepted: self.judge(at, Some(moments)),
                operations: 0,
            };
            [since(accepted, &moments, judge), until(accepted, &moments, judge)]
        }

        /// Judges every minute of the weeks around the ends and around `at`, every hour of two months on either side, and
        /// the milliseconds at the ends.
        fn assert_exact(&self, at: DateTime<Utc>) {
            let accepted = self.judge(at, None);
            let [since, until] = self.ends(at);
            let assert_same = |middle: DateTime<Utc>, steps: i64, step: TimeDelta| {
                let moments = (-steps..steps)
                    .filter_map(|number| middle.checked_add_signed(step * i32::try_from(number).unwrap()));
                let within = |moment: &DateTime<Utc>| {
                    since.is_none_or(|since| since <= *moment) && until.is_none_or(|until| *moment < until)
                };
                for moment in moments.filter(within) {
                    assert_eq!(self.judge(moment, None), accepted, "{moment} is in {since:?} to {until:?}");
                }
            };
            for middle in since.into_iter().chain(until).chain([at]) {
                assert_same(middle, 7 * 24 * 60 / 2, TimeDelta::minutes(1));
                assert_same(middle, 60 * 24, TimeDelta::hours(1));
            }
            for end in since.into_iter().chain(until) {
                assert_ne!(self.judge(end, None), self.judge(end - STEP, None), "{end}");
            }
        }
    }

    fn moment(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn plus(what: &str, amount: i64, unit: &str) -> Json {
        json!({ "plusTime": [{ "var": what }, amount, unit] })
    }

    fn clock(amount: i64, unit: &str) -> Json {
        plus("external.validationClock", amount, unit)
    }

    fn day(amount: i64, unit: &str) -> Json {
        plus("external.localDate", amount, unit)
    }

    #[test]
    fn the_clock_passes_the_local_day_at_an_hour() {
        for (hour, end) in [
            // Every day at noon in UTC; and one hour before its end, which only a winter's day has so late.
            (12, Some("2021-08-14T12:00:00Z")),
            (22, Some("2021-10-31T22:00:00Z")),
            (23, None),
        ] {
            let bench = Bench::of(&json!({ "before": [clock(0, "hour"), day(hour, "hour")] }), Europe::Paris);
            let at = moment("2021-08-14T08:00:00Z");
            assert_eq!(bench.ends(at)[1], end.map(moment), "{hour}");
            bench.assert_exact(at);
        }
    }

    #[test]
    fn months_pass_days_where_they_are_longer_or_shorter() {
        for (left, right, at, end) in [
            // The month from 30 January on ends on 2 March, after 31 days.
            (clock(1, "month"), clock(31, "day"), "2021-02-10T10:00:00Z", "2021-03-01T00:00:00Z"),
            (day(1, "month"), day(31, "day"), "2021-02-10T10:00:00Z", "2021-02-28T23:00:00Z"),
            // The year from 1 March 2023 on has a 29 February.
            (clock(12, "month"), clock(366, "day"), "2021-06-15T10:00:00Z", "2023-03-01T00:00:00Z"),
        ] {
            let bench = Bench::of(&json!({ "before": [left, right] }), Europe::Paris);
            assert_eq!(bench.ends(moment(at))[1], Some(moment(end)));
            bench.assert_exact(moment(at));
        }
    }

    #[test]
    fn the_clock_is_compared_as_a_text_too() {
        let same = json!({ "===": [{ "var": "external.validationClock" }, { "var": "external.iat" }] });
        for logic in [same.clone(), json!({ "!": [same] })] {
            let bench = Bench::of(&logic, Europe::Paris);
            let issued = moment("2021-10-30T12:00:00Z");
            for at in [issued - STEP, issued, issued + STEP] {
                bench.assert_exact(at);
            }
            assert_eq!(bench.ends(issued), [Some(issued), Some(issued + STEP)]);
        }
    }

    #[test]
    fn the_changes_of_the_clock_are_like_any_other_day() {
        for at in
            ["2021-03-28T00:30:00Z", "2021-03-28T01:30:00Z", "2021-10-31T00:30:00Z", "2021-10-31T01:30:00Z"]
        {
            for zone in [Europe::Paris, Europe::London, Asia::Nicosia, Africa::Casablanca, Tz::UTC] {
                for hour in [0, 1, 2, 22, 23, 24] {
                    let logic = json!({ "not-before": [clock(0, "hour"), day(hour, "hour")] });
                    Bench::of(&logic, zone).assert_exact(moment(at));
                }
            }
        }
    }

    /// A time that a rule may compare, such that many of them are near each other.
    fn any_time() -> impl Strategy<Value = Json> {
        let what = prop::sample::select(vec![
            "external.validationClock",
            "external.localDate",
            "external.validationClock",
            "external.localDate",
            "external.iat",
            "payload.t.0.sc",
        ]);
        let amounts = prop::sample::select(vec![
            (0, "hour"),
            (0, "day"),
            (1, "month"),
            (30, "day"),
            (31, "day"),
            (28, "day"),
            (-1, "month"),
            (-30, "day"),
            (-31, "day"),
            (12, "month"),
            (1, "year"),
            (365, "day"),
            (366, "day"),
            (8772, "hour"),
            (12, "hour"),
            (22, "hour"),
            (23, "hour"),
            (24, "hour"),
            (-1, "hour"),
            (72, "hour"),
        ]);
        (what, amounts).prop_map(|(what, (amount, unit))| plus(what, amount, unit))
    }

    fn any_rule() -> impl Strategy<Value = Json> {
        let relations = prop::sample::select(vec!["before", "not-after", "after", "not-before"]);
        let compared = (relations, prop::collection::vec(any_time(), 2..4))
            .prop_map(|(relation, times)| json!({ relation: times }));
        compared.prop_recursive(2, 6, 3, |inner| {
            prop_oneof![
                inner.clone().prop_map(|one| json!({ "!": [one] })),
                (inner.clone(), inner.clone()).prop_map(|(one, other)| json!({ "and": [one, other] })),
                (inner.clone(), inner.clone(), inner)
                    .prop_map(|(guard, one, other)| json!({ "if": [guard, one, other] })),
            ]
        })
    }

    fn any_moment() -> impl Strategy<Value = DateTime<Utc>> {
        let middles = prop::sample::select(vec![
            "2020-02-28T12:00:00Z",
            "2021-01-30T12:00:00Z",
            "2021-03-28T01:00:00Z",
            "2021-08-14T18:30:00Z",
            "2021-10-31T01:00:00Z",
        ]);
        (middles, -4_000i64..4_000).prop_map(|(middle, minutes)| moment(middle) + TimeDelta::minutes(minutes))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_minute_around_an_end_is_judged_as_it_says(
            logic in any_rule(),
            at in any_moment(),
            zone in prop::sample::select(vec![Europe::Paris, Europe::London, Asia::Nicosia, Tz::UTC]),
        ) {
            Bench::of(&logic, zone).assert_exact(at);
        }
    }
}
