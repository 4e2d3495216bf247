//! Both ends of the pipe between the command and its process that draws.
//!
//! Pictures come as the letter `P`, page, width and height in four bytes each, and the pixels; the end as `.`, or as the
//! letter of what is wrong. A pipe that ends otherwise is that of a process that died.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Instant;

use super::{LONGEST, LONGEST_FILE, PdfError, Sheet, VERB, pages};
use crate::read::limits;
use crate::read::picture::Picture;

/// Letters of what is wrong.
const WRONG: [(u8, PdfError); 3] =
    [(b'L', PdfError::Locked), (b'D', PdfError::Damaged), (b'N', PdfError::TooManyPages)];

type Message = Result<Sheet, PdfError>;

/// Calls `command` to draw, and hands on what it draws.
pub(super) fn read(command: &Path, bytes: &[u8], take: &mut dyn FnMut(Sheet)) -> Result<(), PdfError> {
    let mut process = Command::new(command)
        .arg(VERB)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| PdfError::NotStarted)?;
    let (Some(mut to), Some(from)) = (process.stdin.take(), process.stdout.take()) else {
        return Err(PdfError::NotStarted);
    };
    let (sender, sheets) = sync_channel(1);
    let result = thread::scope(|scope| {
        // A process that died takes no more; what came of it is told by its other pipe.
        scope.spawn(move || to.write_all(bytes));
        scope.spawn(move || hand_on(from, &sender));
        let result = receive(&sheets, take);
        drop(sheets);
        // Both pipes end with it, and so do the threads.
        let _ = process.kill();
        result
    });
    let _ = process.wait();
    result
}

fn receive(sheets: &Receiver<Message>, take: &mut dyn FnMut(Sheet)) -> Result<(), PdfError> {
    let mut left = LONGEST_FILE;
    loop {
        let asked = Instant::now();
        let received = sheets.recv_timeout(LONGEST.min(left));
        left = left.saturating_sub(asked.elapsed());
        match received {
            Ok(sheet) => take(sheet?),
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
            Err(RecvTimeoutError::Timeout) => return Err(PdfError::TooMuch),
        }
    }
}

/// Ends where the other process does, or where nobody waits any longer.
fn hand_on(mut from: impl Read, sender: &SyncSender<Message>) {
    loop {
        let message = match next(&mut from) {
            Ok(Some(message)) => message,
            Ok(None) => return,
            Err(_) => Err(PdfError::TooMuch),
        };
        let is_last = message.is_err();
        if sender.send(message).is_err() || is_last {
            return;
        }
    }
}

fn next(from: &mut impl Read) -> io::Result<Option<Message>> {
    let mut letter = [0];
    from.read_exact(&mut letter)?;
    if letter == *b"." {
        return Ok(None);
    }
    if let Some((_, error)) = WRONG.iter().find(|(wrong, _)| *wrong == letter[0]) {
        return Ok(Some(Err(*error)));
    }
    let [page, width, height] = [number(from)?, number(from)?, number(from)?];
    // What that process says is believed no further than it may draw.
    let pixels = u64::from(width) * u64::from(height);
    if pixels > pages::MOST_PIXELS as u64 {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut luma = vec![0; width as usize * height as usize];
    from.read_exact(&mut luma)?;
    let picture = Picture::new(luma, width, height).ok_or(io::ErrorKind::InvalidData)?;
    Ok(Some(Ok(Sheet { page, picture })))
}

fn number(from: &mut impl Read) -> io::Result<u32> {
    let mut bytes = [0; 4];
    from.read_exact(&mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}

/// The other end: draws the PDF on standard input, and writes its pictures to standard output.
///
/// # Errors
/// Where a pipe breaks.
pub fn serve() -> io::Result<()> {
    bound_memory();
    let bytes = limits::read(io::stdin(), limits::PDF_FILE)?;
    let mut output = io::stdout().lock();
    let mut broken = Ok(());
    let drawn = pages::each(bytes, &mut |sheet| {
        broken = write(&mut output, &sheet);
        broken.is_ok()
    });
    broken?;
    let last = drawn.err().and_then(|error| WRONG.iter().find(|(_, wrong)| *wrong == error));
    output.write_all(&[last.map_or(b'.', |(letter, _)| *letter)])?;
    output.flush()
}

fn write(output: &mut impl Write, sheet: &Sheet) -> io::Result<()> {
    let frame = sheet.picture.frame();
    output.write_all(b"P")?;
    for number in [sheet.page, frame.width, frame.height] {
        output.write_all(&number.to_le_bytes())?;
    }
    output.write_all(sheet.picture.luma())
}

/// A process that asks for more dies, and that is an answer about its file.
#[cfg(unix)]
fn bound_memory() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = Some(super::MOST_MEMORY);
    // Where the system keeps no such bound, its time is bounded still.
    let _ = setrlimit(Resource::As, Rlimit { current: most, maximum: most });
}

#[cfg(not(unix))]
fn bound_memory() {}
