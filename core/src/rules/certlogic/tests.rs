//! The language by its edges: what compiles, what operations make of odd operands, and that nothing hostile hurts.

use chrono::DateTime;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::{Data, EvaluationError, Expression, Moments};
use crate::value::Value;

#[test]
fn what_is_no_certlogic_is_refused_with_its_place() {
    for (expression, path) in [
        (json!(null), ""),
        (json!(2.5), ""),
        (json!({}), ""),
        (json!({ "foo": "bar", "alice": "bob" }), ""),
        (json!({ "all": [] }), "/all"),
        (json!({ "all": "foo" }), "/all"),
        (json!({ "var": 0 }), "/var"),
        (json!({ "var": "x." }), "/var"),
        (json!({ "!": [] }), "/!"),
        (json!({ "if": [true, 1] }), "/if"),
        (json!({ "and": [true] }), "/and"),
        (json!({ "<": [1, 2, 3, 4] }), "/<"),
        (json!({ "===": [1, 2, 3] }), "/==="),
        (json!({ "+": [1, null] }), "/+/1"),
        (json!({ "plusTime": ["2021", 1, "week"] }), "/plusTime"),
        (json!({ "plusTime": ["2021", { "var": "x" }, "day"] }), "/plusTime"),
        (json!({ "extractFromUVCI": ["a", "0"] }), "/extractFromUVCI"),
        (json!({ "if": [{ "and": [true, { "or": [] }] }, 1, 2] }), "/if/0/and/1/or"),
    ] {
        let error = Expression::compile(&expression).unwrap_err();
        assert_eq!(error.path, path, "{expression}");
    }
}

#[test]
fn a_number_without_a_fraction_is_an_integer_however_it_is_written() {
    assert!(gives(json!({ "+": [1.0, { "var": "x" }] }), json!({ "x": 2.0 }), json!(3)));
}

#[test]
fn date_times_and_fractions_are_neither_true_nor_false() {
    let time = json!({ "plusTime": ["2021-08-14", 0, "day"] });
    for odd in [time, json!({ "var": "" })] {
        for expression in [json!({ "!": [odd] }), json!({ "if": [odd, 1, 2] }), json!({ "and": [odd, true] })]
        {
            assert_eq!(evaluate(expression, json!(0.5)).unwrap_err(), EvaluationError::NeitherTrueNorFalse);
        }
    }
}

#[test]
fn lists_objects_and_date_times_equal_nothing() {
    let time = json!({ "plusTime": ["2021-08-14", 0, "day"] });
    for operand in [json!([1]), json!({ "var": "o" }), json!({ "var": "l" }), time] {
        let expression = json!({ "===": [operand, operand] });
        assert!(gives(expression, json!({ "o": {}, "l": [] }), json!(false)), "{operand}");
    }
    assert!(gives(json!({ "===": [1, "1"] }), json!(null), json!(false)));
    assert!(gives(json!({ "===": [{ "var": "x" }, { "var": "y" }] }), json!({}), json!(true)));
}

#[test]
fn fractions_that_are_the_same_are_equal() {
    let equal = json!({ "===": [{ "var": "x" }, { "var": "y" }] });
    assert!(gives(equal.clone(), json!({ "x": 0.5, "y": 0.5 }), json!(true)));
    assert!(gives(equal, json!({ "x": 0.5, "y": 0.25 }), json!(false)));
}

#[test]
fn times_are_compared_in_four_ways() {
    let time = |day: &str| json!({ "plusTime": [day, 0, "day"] });
    let [before, on, after] = ["2021-08-13", "2021-08-14", "2021-08-15"].map(time);
    for (name, holds) in [
        ("before", [true, false, false]),
        ("not-after", [true, true, false]),
        ("not-before", [false, true, true]),
        ("after", [false, false, true]),
    ] {
        for (time, holds) in [&before, &on, &after].into_iter().zip(holds) {
            assert!(gives(json!({ name: [time, on] }), json!(null), json!(holds)), "{name} {time}");
        }
    }
}

#[test]
fn operands_of_other_types_are_errors() {
    for expression in [
        json!({ "<": [1, "2"] }),
        json!({ "<": [1, { "var": "x" }] }),
        json!({ "+": [1, true] }),
        json!({ "in": [1, { "var": "x" }] }),
        json!({ "before": ["2021-08-14", "2021-08-15"] }),
        json!({ "plusTime": [{ "plusTime": ["2021", 0, "day"] }, 0, "day"] }),
        json!({ "plusTime": ["14.08.2021", 0, "day"] }),
        json!({ "reduce": [1, 1, 1] }),
        json!({ "extractFromUVCI": [1, 0] }),
        json!({ "dccDateOfBirth": ["2021-08-14T10:00:00Z"] }),
    ] {
        let error = evaluate(expression.clone(), json!({})).unwrap_err();
        assert!(matches!(error, EvaluationError::Type { .. }), "{expression}");
    }
}

#[test]
fn the_branch_that_is_not_taken_is_not_evaluated() {
    let broken = json!({ "+": [1, "x"] });
    assert!(gives(json!({ "if": [true, 1, broken] }), json!(null), json!(1)));
    assert!(gives(json!({ "and": [false, broken] }), json!(null), json!(false)));
}

#[test]
fn a_fold_over_nothing_is_its_initial_value() {
    let count = json!({ "reduce": [{ "var": "x" }, { "+": [{ "var": "accumulator" }, 1] }, 0] });
    assert!(gives(count.clone(), json!({}), json!(0)));
    assert!(gives(count.clone(), json!({ "x": [] }), json!(0)));
    assert!(gives(count, json!({ "x": [null, 7, "a"] }), json!(3)));
}

#[test]
fn within_a_fold_nothing_else_has_a_name() {
    let other = json!({ "reduce": [{ "var": "x" }, { "var": "x" }, 0] });
    assert!(gives(other, json!({ "x": [1, 2] }), json!(null)));
}

#[test]
fn hours_are_not_cut_short() {
    let after = json!({ "after": [
        { "plusTime": ["1900-01-01", 1_900_000, "hour"] },
        { "plusTime": ["2110-01-01", 0, "day"] },
    ] });
    assert!(gives(after, json!(null), json!(true)));
}

#[test]
fn an_expression_of_any_depth_is_compiled_or_refused() {
    let nested = |depth: usize| (0..depth).fold(json!(true), |inner, _| json!({ "!": [inner] }));
    assert!(gives(nested(64), json!(null), json!(true)));
    assert!(Expression::compile(&nested(65)).is_err());
}

#[test]
fn a_fold_that_doubles_its_accumulator_ends() {
    let accumulator = json!({ "var": "accumulator" });
    let bomb = json!({ "reduce": [{ "var": "" }, [accumulator, accumulator], 1] });
    assert_eq!(evaluate(bomb, json!(vec![1; 60])).unwrap_err(), EvaluationError::TooLong);
}

#[test]
fn folds_within_folds_end() {
    let counted = json!({ "+": [{ "var": "accumulator" }, 1] });
    let many = json!(vec![0; 400]);
    let nested = json!({ "reduce": [many, { "reduce": [many, counted, 0] }, 0] });
    assert_eq!(evaluate(nested, json!(null)).unwrap_err(), EvaluationError::TooLong);
}

#[test]
fn long_lists_and_texts_cost_what_is_looked_through() {
    let long = "x".repeat(60_000);
    let codes = json!(vec![0; 60_000]);
    for step in [
        json!({ "in": [1, { "var": "current.codes" }] }),
        json!({ "===": [{ "var": "current.text" }, { "var": "current.text" }] }),
        json!({ "extractFromUVCI": [{ "var": "current.text" }, 1] }),
    ] {
        let each = json!({ "reduce": [{ "var": "" }, step, 0] });
        let data = |count: usize| json!(vec![json!({ "codes": codes, "text": long }); count]);
        assert!(evaluate(each.clone(), data(1)).is_ok());
        assert_eq!(evaluate(each, data(200)).err(), Some(EvaluationError::TooLong));
    }
}

#[test]
fn texts_of_two_lengths_are_told_apart_at_no_cost() {
    let long = json!({ "reduce": [{ "var": "" }, { "===": [{ "var": "current" }, "x"] }, 0] });
    assert!(evaluate(long, json!(vec!["x".repeat(60_000); 200])).is_ok());
}

proptest! {
    #[test]
    fn nothing_panics(expression in any_json(), data in any_json()) {
        if let Ok(expression) = Expression::compile(&expression) {
            let data = Value::from(data);
            let mut moments = Moments::around(DateTime::UNIX_EPOCH, chrono_tz::Europe::Paris);
            let _ = expression.evaluate(&Data::Whole(&data), Some(&mut moments));
        }
    }
}

/// Any JSON, with many objects that look like operations.
fn any_json() -> impl Strategy<Value = Json> {
    let names = prop::sample::select(vec![
        "var",
        "if",
        "and",
        "===",
        "in",
        "+",
        "<",
        ">=",
        "after",
        "not-before",
        "!",
        "plusTime",
        "reduce",
        "extractFromUVCI",
        "dccDateOfBirth",
        "x",
    ]);
    let texts = vec!["", "x", "current", "accumulator.0", "2021-08-14", "day", "month"];
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        (-3i64..3).prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        prop::sample::select(texts).prop_map(Json::from),
        ".{0,12}".prop_map(Json::from),
    ];
    leaf.prop_recursive(5, 60, 4, move |inner| {
        let list = prop::collection::vec(inner.clone(), 0..4);
        prop_oneof![
            list.clone().prop_map(Json::from),
            (names.clone(), list).prop_map(|(name, operands)| json!({ name: operands })),
            (names.clone(), inner).prop_map(|(name, operand)| json!({ name: operand })),
        ]
    })
}

/// Whether that is the value; a `Value` does not show itself.
fn gives(expression: Json, data: Json, expected: Json) -> bool {
    evaluate(expression, data).is_ok_and(|value| value == Value::from(expected))
}

fn evaluate(expression: Json, data: Json) -> Result<Value<'static>, EvaluationError> {
    let expression = Expression::compile(&expression).expect("the expression compiles");
    let data = Value::from(data);
    let term = expression.evaluate(&Data::Whole(&data), None)?;
    Ok(term.to_value().to_static())
}
