//! The table of calls that the bindings of every language go through, and what they scan.

use std::fs;
use std::path::PathBuf;

use data_encoding::BASE64;
use souplesse_core::scan::{LumaFrame, Region, Rotation};

/// Calls on one device and one door: the line, the call, and what comes of it.
pub struct Case {
    /// What it shows, in a sentence.
    pub name: String,
    /// The calls.
    pub calls: Vec<(usize, String, String)>,
}

/// Codes and updates by their names.
pub struct Codes {
    rows: Vec<Row>,
}

struct Row {
    name: String,
    content: Vec<u8>,
    /// Dark modules, row by row; none where there is no picture.
    matrix: Vec<Vec<bool>>,
}

/// A drawn frame.
pub struct Frame {
    /// Its bytes, with what stands before and behind them.
    pub luma: Vec<u8>,
    /// Where the frame begins in them.
    pub behind: usize,
    /// Its shape.
    pub shape: LumaFrame,
}

/// Reads the table.
///
/// # Panics
/// Where it is not in its form.
#[must_use]
pub fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for (number, line) in (1..).zip(read("cases.txt").lines()) {
        if let Some(name) = line.strip_prefix("= ") {
            cases.push(Case { name: name.to_owned(), calls: Vec::new() });
        } else if !line.is_empty() && !line.starts_with('#') {
            let (call, expected) = line.split_once(" -> ").unwrap_or((line, ""));
            let case = cases.last_mut().expect("a case begins with =");
            case.calls.push((number, call.to_owned(), expected.to_owned()));
        }
    }
    cases
}

impl Codes {
    /// Reads codes and updates.
    ///
    /// # Panics
    /// Where the file is not in its form.
    #[must_use]
    pub fn read() -> Self {
        let text = read("codes.tsv");
        let rows = text.lines().map(|line| {
            let cells = line.split('\t').collect::<Vec<_>>();
            let [name, content, matrix] = cells[..] else { panic!("three cells a line") };
            let rows = matrix.split('/').filter(|row| !row.is_empty());
            Row {
                name: name.to_owned(),
                content: BASE64.decode(content.as_bytes()).expect("base64"),
                matrix: rows.map(|row| row.bytes().map(|module| module == b'1').collect()).collect(),
            }
        });
        Self { rows: rows.collect() }
    }

    /// What one says.
    #[must_use]
    pub fn content(&self, name: &str) -> &[u8] {
        &self.row(name).content
    }

    /// What several say, whose names are joined by `+`.
    #[must_use]
    pub fn contents(&self, names: &str) -> Vec<Vec<u8>> {
        names.split('+').map(|name| self.content(name).to_vec()).collect()
    }

    /// The name of the one that says this.
    #[must_use]
    pub fn name(&self, content: &[u8]) -> &str {
        self.rows.iter().find(|row| row.content == content).map_or("something else", |row| &row.name)
    }

    fn row(&self, name: &str) -> &Row {
        self.rows.iter().find(|row| row.name == name).unwrap_or_else(|| panic!("no code is called {name}"))
    }
}

impl Frame {
    /// Draws what the table describes: `vaccinated 640x480+704 at 100,60 module 3 turned 1 in 0,0,640x480 behind 4096 cut`.
    ///
    /// # Panics
    /// Where it is described otherwise.
    #[must_use]
    pub fn read(text: &str, codes: &Codes) -> Self {
        let words = text.split(' ').collect::<Vec<_>>();
        let after =
            |name: &str| words.iter().position(|word| *word == name).map(|index| numbers(words[index + 1]));
        let (size, place) = (numbers(words[1]), after("at").expect("a place"));
        let (&[width, height, row_stride], &[left, top]) = (&size[..], &place[..]) else { panic!("{text}") };
        let (module, turns) = (after("module").expect("a size")[0], after("turned").expect("turns")[0]);
        let behind = after("behind").map_or(0, |numbers| numbers[0]);
        let needed = (row_stride as usize * (height as usize).saturating_sub(1)) + width as usize;
        let mut luma = vec![255; behind as usize + needed];
        let matrix = &codes.row(words[0]).matrix;
        let side = matrix.len() as u32;
        for (y, x) in (0..side * module).flat_map(|y| (0..side * module).map(move |x| (y, x))) {
            if turned(matrix, (x / module) as usize, (y / module) as usize, turns) {
                luma[behind as usize + ((top + y) * row_stride + left + x) as usize] = 0;
            }
        }
        if words.contains(&"cut") {
            luma.truncate(luma.len() - 1);
        }
        let region = after("in").map(|numbers| Region {
            left: numbers[0],
            top: numbers[1],
            width: numbers[2],
            height: numbers[3],
        });
        let shape = LumaFrame { width, height, row_stride, rotation: Rotation::Deg0, region };
        Self { luma, behind: behind as usize, shape }
    }
}

/// The module there, of the code turned by so many quarters.
fn turned(matrix: &[Vec<bool>], x: usize, y: usize, turns: u32) -> bool {
    let last = matrix.len() - 1;
    match turns {
        0 => matrix[y][x],
        1 => matrix[last - x][y],
        2 => matrix[last - y][last - x],
        _ => matrix[x][last - y],
    }
}

fn numbers(text: &str) -> Vec<u32> {
    text.split(['x', '+', ',']).map(|number| number.parse().expect("a number")).collect()
}

fn read(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("bindings").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
