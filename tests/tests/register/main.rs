//! The register of checks.

mod export;
mod lines;
mod lost;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use souplesse_core::register::{Counts, Mending, Name, Register};
use souplesse_core::store::Memory;

/// So many hours behind the beginning of the evening of 14 August 2021.
fn at(hours: i64) -> DateTime<Utc> {
    "2021-08-14T18:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::hours(hours)
}

/// A register in memory, and the two places that it is in.
struct Desk {
    pub database: Arc<Memory>,
    pub apart: Arc<Memory>,
}

impl Desk {
    pub fn new() -> Self {
        Self { database: Arc::default(), apart: Arc::default() }
    }

    pub fn open(&self) -> (Register, Option<Mending>) {
        Register::open(self.database.clone(), self.apart.clone(), at(0)).expect("memory does not fail")
    }

    /// A register with twelve lines: one naming, one shift a day, and another naming.
    pub fn filled() -> (Self, Register) {
        let desk = Self::new();
        let (mut register, mending) = desk.open();
        assert_eq!(mending, None);
        register.name(name("Anne Le Goff"), at(0)).unwrap();
        for day in 0..5 {
            register.open_shift(vec![name("Anne Le Goff")], at(24 * day)).unwrap();
            register.count(&counts(10, 2), at(24 * day + 1)).unwrap();
            register.close_shift(at(24 * day + 5)).unwrap();
        }
        register.name(name("Service du soir"), at(200)).unwrap();
        (desk, register)
    }

    pub fn key(number: u64) -> Vec<u8> {
        [b"line/".as_slice(), &number.to_be_bytes()].concat()
    }
}

fn name(text: &str) -> Name {
    Name::try_from(text.to_owned()).unwrap()
}

fn counts(valid: u64, refused: u64) -> Counts {
    Counts { valid, refused, ..Counts::default() }
}
