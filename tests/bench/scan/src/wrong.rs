//! Long runs that only ask whether anything is ever read that is not there.

use std::process::ExitCode;

use souplesse_frames::{Break, Clutter, Frame, Kind, Maker};

use crate::cases::Case;
use crate::readers::{Ours, Reader, Still};

const REPORT: u64 = 1_000;

/// What is searched as a still picture takes several times as long: one of so many frames is.
const STILL: u64 = 10;

/// Reads `frames` frames, and tells what was wrong.
pub fn run(frames: u64, frame: &dyn Fn(u64) -> Frame) -> ExitCode {
    let mut whole = Ours::whole();
    let (mut read, mut there, mut wrong) = (0, 0, 0);
    for index in 0..frames {
        let frame = frame(index);
        whole.forget();
        let reader: &mut dyn Reader = if index % STILL == 0 { &mut Still } else { &mut whole };
        let contents = reader.read(&frame, Kind::Qr);
        for content in contents.iter().filter(|content| !frame.says(content)) {
            wrong += 1;
            println!("frame {index}: a content of {} bytes that is not there", content.len());
        }
        read += frame.contents.iter().filter(|content| contents.contains(content)).count();
        there += frame.contents.len();
        if (index + 1) % REPORT == 0 {
            println!("{} frames: {read} of {there} codes read, {wrong} wrong", index + 1);
        }
    }
    println!("wrong reads: {wrong} in {frames} frames ({read} of {there} codes read)");
    ExitCode::from(u8::from(wrong > 0))
}

/// Two of four with a code, all kinds in turn.
pub fn frame(maker: &Maker, index: u64) -> Frame {
    let (turn, number) = (index / 4, index % 4);
    let kind = if turn % 2 == 0 { Kind::Qr } else { Kind::DataMatrix };
    if number < 2 {
        let cases = Case::of_a_camera(kind);
        return nth(&cases, index / 8 * 2 + number).frame(maker, kind, index);
    }
    if number == 2 {
        return maker.broken(kind, nth(Break::of(kind), index / 8), index);
    }
    let textures = [&Clutter::EVERYDAY[..], &Clutter::HOSTILE].concat();
    maker.without_code(nth(&textures, turn), index)
}

/// A small code of which nothing should be left.
pub fn mutilated(maker: &Maker, kinds: &[Kind], index: u64) -> Frame {
    maker.mutilated(nth(kinds, index), index)
}

fn nth<T: Copy>(all: &[T], number: u64) -> T {
    all[(number % all.len() as u64) as usize]
}
