//! A register to be recorded: `register_lines FOLDER COUNT` opens the device in the folder and names so many people, and
//! says on standard output what has been acknowledged: `line N`.

use std::env;
use std::error::Error;
use std::io::Write;
use std::path::Path;

use souplesse_core::device::Places;
use souplesse_core::register::Register;
use souplesse_tests::device::{name, reading, wall};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = env::args().skip(1).collect::<Vec<_>>();
    let [folder, count] = &arguments[..] else { return Err("a folder and a count are wanted".into()) };
    let (places, found) = Places::in_folder(Path::new(folder), reading(0));
    let database = places.database.ok_or_else(|| format!("no database: {found:?}"))?;
    let (mut register, _) = Register::open(database, places.apart, wall(0))?;
    for _ in 0..count.parse()? {
        let number = register.head().number + 1;
        register.name(name(&format!("Person {number}")), wall(0))?;
        // In one piece.
        std::io::stdout().write_all(format!("line {number}\n").as_bytes())?;
    }
    Ok(())
}
