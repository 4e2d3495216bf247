//! A device that never rests, to be killed: `busy_device FOLDER ANCHOR UPDATE…`.
//!
//! It writes lines into its register and installs the updates one after the other, and says on standard output what has
//! been acknowledged: `line N`, `update N`.

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::{env, fs};

use souplesse_core::Outcome;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::Anchor;
use souplesse_core::compact;
use souplesse_core::device::{Device, Places};
use souplesse_tests::device::{name, reading, wall};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = env::args().skip(1).collect::<Vec<_>>();
    let [folder, anchor, updates @ ..] = &arguments[..] else { return Err("too few arguments".into()) };
    let anchor = compact::from_cbor::<Anchor>(&fs::read(anchor)?)?;
    let built_in = BuiltIn::load();
    let mut shelf = built_in.shelf();
    shelf.pin(anchor);
    let (places, found) = Places::in_folder(Path::new(folder), reading(0));
    let device = Device::open(places, found, (built_in.verifier(), shelf), [7; 16], reading(0));
    let mut output = std::io::stdout();
    let mut updates = updates.iter().enumerate().cycle();
    for second in 1.. {
        let number = {
            let mut register = device.register().ok_or("no register")?;
            let number = register.head().number + 1;
            register.name(name(&format!("Person {number}")), wall(second))?;
            number
        };
        writeln!(output, "line {number}")?;
        device.count(Outcome::Valid);
        device.moment(reading(second * 60));
        let (index, path) = updates.next().ok_or("no updates")?;
        if device.install(&fs::read(path)?, &[], reading(0))?.is_taken() {
            writeln!(output, "update {}", index + 1)?;
        }
    }
    Ok(())
}
