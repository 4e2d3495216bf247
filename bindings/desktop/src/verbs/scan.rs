//! `souplesse scan`: what codes a picture holds, and nothing about their worth.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use data_encoding::BASE64;
use serde::Serialize;
use souplesse_core::Code;
use souplesse_words::Words;

use crate::cli;
use crate::read::codes;
use crate::read::input::{self, PassedOver};
use crate::read::kind::Kind;
use crate::read::limits;
use crate::tell::error::{self, Error};
use crate::tell::name;
use crate::tell::visible::visible;
use crate::tell::{complaint, paint, visible};

#[derive(Serialize)]
struct Found {
    /// Of a PDF, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    symbology: &'static str,
    /// The content as text; what is not UTF-8 is read as Latin-1.
    content: String,
    /// The bytes of the content, in base64.
    bytes: String,
    /// Top left first and clockwise as the code stands; pixels of the picture.
    corners: [[f32; 2]; 4],
    stage: &'static str,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    codes: Vec<Found>,
    /// How many places look like a code and were not read.
    unread: usize,
    milliseconds: f64,
}

/// Reads every picture and prints its codes. Gives 0 where each holds one, 1 where some do not, 2 for unreadable files.
///
/// # Errors
/// Where nothing can be printed.
pub fn run(scan: &cli::Scan, common: &cli::Common) -> Result<u8, Error> {
    let mut status = 0;
    let mut passed_over = PassedOver::new();
    for (path, number) in scan.images.iter().zip(1..) {
        if !path.is_dir() {
            let id = name::name(&path.display().to_string(), number);
            status = status.max(tell(&id, read(path, &id), common)?);
            continue;
        }
        match input::pictures_in(path, &mut passed_over) {
            Ok(pictures) => {
                for picture in pictures {
                    let id = picture.display().to_string();
                    status = status.max(tell(&id, read(&picture, &id), common)?);
                }
            }
            Err(error) => {
                status = 2;
                complaint::tell(&error.told(common.language()))?;
            }
        }
    }
    complaint::tell_passed_over(&passed_over, common)?;
    Ok(status)
}

/// Prints what a picture holds, or why nobody knows. Gives what it adds to the exit status.
fn tell(id: &str, line: Result<Line<'_>, Error>, common: &cli::Common) -> Result<u8, Error> {
    match line {
        Ok(line) => {
            print(&line, common)?;
            Ok(u8::from(line.codes.is_empty()))
        }
        Err(error) => {
            let language = common.language();
            complaint::tell(&error::of(id, &error.told(language), Words::of(language)))?;
            Ok(2)
        }
    }
}

fn read<'a>(path: &Path, id: &'a str) -> Result<Line<'a>, Error> {
    let most = |start: &[u8]| Kind::of(start).most();
    // Its name is told beside it.
    let bytes = File::open(path).and_then(|file| limits::read_by_start(file, most));
    let bytes = bytes.map_err(|source| Error::File { source })?;
    let started = Instant::now();
    let codes = codes::read(&bytes)?;
    let milliseconds = (started.elapsed().as_secs_f64() * 1e4).round() / 10.0;
    Ok(Line { id, codes: codes.found.iter().map(found).collect(), unread: codes.unread, milliseconds })
}

fn found(found: &codes::Found) -> Found {
    let code = &found.code;
    let content = String::from_utf8(code.content.clone());
    let latin = |bytes: &[u8]| bytes.iter().copied().map(char::from).collect();
    Found {
        page: found.page,
        symbology: code.symbology.as_str(),
        content: content.unwrap_or_else(|_| latin(&code.content)),
        bytes: BASE64.encode(&code.content),
        corners: code.corners.map(|corner| [corner.x, corner.y]),
        stage: code.stage.as_str(),
    }
}

fn print(line: &Line<'_>, common: &cli::Common) -> Result<(), Error> {
    let mut output = anstream::stdout();
    if common.json {
        writeln!(output, "{}", visible::json(line))?;
        return Ok(());
    }
    let words = Words::of(common.language());
    let (strong, faint) = (paint::strong(), paint::faint());
    let codes = words.count("count.codes", line.codes.len());
    writeln!(
        output,
        "{strong}{}{strong:#}  {codes}  {faint}{} ms{faint:#}",
        visible(line.id),
        line.milliseconds
    )?;
    for code in &line.codes {
        let corners = code.corners.map(|[x, y]| format!("{x:.0},{y:.0}")).join(" ");
        writeln!(output, "  {}  {faint}{}  {corners}{faint:#}", code.symbology, code.stage)?;
        writeln!(output, "  {}", visible(&code.content))?;
    }
    if line.unread > 0 {
        let (warning, code) = (paint::warning(), Code::UnreadCode.text());
        let unread = words.code(&code).title;
        writeln!(output, "  {warning}{unread}{warning:#}")?;
    }
    Ok(())
}
