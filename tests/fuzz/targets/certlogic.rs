//! A CertLogic expression on a line, and the data that it is evaluated on behind it.
#![no_main]

use chrono_tz::Europe;
use libfuzzer_sys::fuzz_target;
use souplesse_core::Value;
use souplesse_core::rules::certlogic::{Data, Expression, Moments};

fuzz_target!(|input: &[u8]| {
    let end = input.iter().position(|byte| *byte == b'\n').unwrap_or(input.len());
    let (expression, data) = input.split_at(end);
    let Ok(expression) = serde_json::from_slice(expression) else { return };
    let Ok(expression) = Expression::compile(&expression) else { return };
    let data = serde_json::from_slice(data).unwrap_or(serde_json::Value::Null);
    let data = Value::from(data);
    let mut moments = Moments::around(souplesse_core::chrono::DateTime::UNIX_EPOCH, Europe::Paris);
    let noticed =
        expression.evaluate(&Data::Whole(&data), Some(&mut moments)).map(|term| term.to_value().to_static());
    let plain = expression.evaluate(&Data::Whole(&data), None).map(|term| term.to_value().to_static());
    assert_eq!(noticed, plain, "collecting moments changes nothing");
});
