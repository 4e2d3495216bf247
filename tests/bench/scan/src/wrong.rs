//! A long run that only asks whether anything is ever read that is not there.

use std::process::ExitCode;

use souplesse_frames::{Clutter, Frame, Kind, Maker, Trouble};

use crate::readers::{Ours, Reader};

const REPORT: u64 = 1_000;

/// Reads `frames` frames, two of three with a code, and tells what was wrong.
pub fn run(maker: &Maker, frames: u64) -> ExitCode {
    let mut reader = Ours::still();
    let (mut read, mut with_code, mut wrong) = (0_u64, 0_u64, 0_u64);
    for index in 0..frames {
        let frame = frame(maker, index);
        reader.forget();
        for content in reader.read(&frame, Kind::Qr) {
            if frame.says(&content) {
                read += 1;
            } else {
                wrong += 1;
                println!("frame {index}: a content of {} bytes that is not there", content.len());
            }
        }
        with_code += u64::from(!frame.contents.is_empty());
        if (index + 1) % REPORT == 0 {
            println!("{} frames: {read} of {with_code} codes read, {wrong} wrong", index + 1);
        }
    }
    println!("wrong reads: {wrong} in {frames} frames ({read} of {with_code} codes read)");
    ExitCode::from(u8::from(wrong > 0))
}

/// Writes frames with a code as pictures, to be looked at: those that `reading` names so.
pub fn save(maker: &Maker, kind: Kind, frames: u64) {
    std::fs::create_dir_all("frames-out").expect("a folder for the frames");
    for trouble in Trouble::of(kind) {
        for index in 0..frames {
            let frame = maker.with_code(kind, trouble, index * 100 + trouble as u64);
            let mut file = format!("P5 {} {} 255\n", frame.width, frame.height).into_bytes();
            file.extend_from_slice(&frame.luma);
            let name = format!("frames-out/{kind:?} {trouble:?} {index}.pgm");
            std::fs::write(name, file).expect("room for a frame");
        }
    }
}

fn frame(maker: &Maker, index: u64) -> Frame {
    let trouble = Trouble::ALL[(index / 3 % Trouble::ALL.len() as u64) as usize];
    match index % 3 {
        0 => maker.with_code(Kind::Qr, trouble, index),
        1 => maker.with_code(Kind::DataMatrix, trouble, index),
        _ => maker.without_code(Clutter::EVERYDAY[(index / 3 % 4) as usize], index),
    }
}
