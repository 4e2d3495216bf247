//! Where rqrr would earn its time: as a reader of pictures made easier for it, and as the decoder of modules that this
//! project has sampled.

use std::hint::black_box;

use rqrr::{BitGrid, Grid, PreparedImage, SimpleGrid};
use rxing::common::BitMatrix;
use rxing::qrcode::cpp_port::decoder::Decode;
use souplesse_frames::{Code, Frame, Kind, Maker, Random, Trouble};

use crate::clock;
use crate::readers::{Ours, Reader};
use crate::tables::{percent, quantile, row};

/// A way of showing a frame to rqrr.
type Place = (&'static str, fn(&Frame) -> Vec<Vec<u8>>);

const PLACES: [Place; 4] = [
    ("as it is", |frame| grids(frame.width, frame.height, |x, y| at(frame, x, y))),
    ("blurred", |frame| grids(frame.width, frame.height, |x, y| mean(frame, x, y, 1))),
    ("at half size", |frame| grids(frame.width / 2, frame.height / 2, |x, y| mean(frame, 2 * x, 2 * y, 1))),
    ("black and white already", |frame| {
        let thresholds = thresholds(frame);
        let is_dark = |x, y| at(frame, x, y) < thresholds[y / 16 * frame.width.div_ceil(16) + x / 16];
        contents(PreparedImage::prepare_from_bitmap(frame.width, frame.height, is_dark).detect_grids())
    }),
];

/// Prints both tables.
pub fn run(maker: &Maker, frames: u64) {
    let mut ours = Ours::whole();
    let mut read = [0; PLACES.len()];
    let mut alone = [0; PLACES.len()];
    let mut times = vec![Vec::new(); PLACES.len()];
    let mut count = 0;
    for trouble in Trouble::ALL {
        for index in 0..frames {
            let frame = maker.with_code(Kind::Qr, trouble, index * 100 + trouble as u64);
            ours.forget();
            let is_right = |contents: &[Vec<u8>]| contents.iter().any(|content| frame.says(content));
            let is_ours = is_right(&ours.read(&frame, Kind::Qr));
            count += 1;
            for (place, (_, look)) in PLACES.iter().enumerate() {
                let started = clock::thread();
                let is_read = is_right(&look(&frame));
                times[place].push((clock::thread() - started).as_secs_f64() * 1e3);
                read[place] += usize::from(is_read);
                alone[place] += usize::from(is_read && !is_ours);
            }
        }
    }
    println!("\n## rqrr as a reader: {count} frames\n");
    row("read", &PLACES.map(|(name, _)| name.to_owned()));
    row("all", &read.map(|read| percent(read, count)));
    row("of these not by souplesse", &alone.map(|alone| alone.to_string()));
    let times = times.iter_mut().map(|times| format!("{:.2}", quantile(times, 0.5)));
    row("median ms", &times.collect::<Vec<_>>());
    decoders(maker);
}

/// Both decoders on the same modules, some of them wrong.
fn decoders(maker: &Maker) {
    println!("\n## Decoders of QR modules\n");
    row(
        "read",
        &["rxing, decoded", "rqrr, decoded", "rxing, median µs", "rqrr, median µs"].map(str::to_owned),
    );
    for wrong in [0, 2, 4, 6, 8, 12] {
        let (mut decoded, mut times) = ([0; 2], [Vec::new(), Vec::new()]);
        let mut count = 0;
        for (index, code) in maker.codes(Kind::Qr).iter().enumerate() {
            let dark = spoilt(code, wrong, index as u64);
            count += 1;
            for (which, decode) in [by_rxing, by_rqrr].into_iter().enumerate() {
                let started = clock::thread();
                let content = black_box(decode(code.side, &dark));
                times[which].push((clock::thread() - started).as_secs_f64() * 1e6);
                decoded[which] += usize::from(content.as_ref() == Some(&code.content));
            }
        }
        let [first, second] = &mut times;
        let cells = [
            percent(decoded[0], count),
            percent(decoded[1], count),
            format!("{:.0}", quantile(first, 0.5)),
            format!("{:.0}", quantile(second, 0.5)),
        ];
        row(&format!("{wrong} of 100 modules wrong"), &cells);
    }
}

fn spoilt(code: &Code, percentage: u64, seed: u64) -> Vec<bool> {
    let mut random = Random::of(99, seed);
    code.dark.iter().map(|dark| *dark != (u64::from(random.below(100)) < percentage)).collect()
}

fn by_rxing(side: usize, dark: &[bool]) -> Option<Vec<u8>> {
    let mut matrix = BitMatrix::with_single_dimension(side as u32).ok()?;
    for (place, _) in dark.iter().enumerate().filter(|(_, dark)| **dark) {
        matrix.set((place % side) as u32, (place / side) as u32);
    }
    Some(Decode(&matrix).ok()?.content().bytes().to_vec())
}

fn by_rqrr(side: usize, dark: &[bool]) -> Option<Vec<u8>> {
    let grid = Grid::new(SimpleGrid::from_func(side, |x, y| dark[y * side + x]));
    let mut content = Vec::new();
    grid.decode_to(&mut content).ok().map(|_| content)
}

fn grids(width: usize, height: usize, grey: impl Fn(usize, usize) -> u8) -> Vec<Vec<u8>> {
    contents(PreparedImage::prepare_from_greyscale(width, height, grey).detect_grids())
}

fn contents<G: BitGrid>(grids: Vec<Grid<G>>) -> Vec<Vec<u8>> {
    let decode = |grid: Grid<G>| {
        let mut content = Vec::new();
        grid.decode_to(&mut content).ok().map(|_| content)
    };
    grids.into_iter().filter_map(decode).collect()
}

fn at(frame: &Frame, x: usize, y: usize) -> u8 {
    frame.luma[y.min(frame.height - 1) * frame.width + x.min(frame.width - 1)]
}

/// The mean of a square of pixels around one.
fn mean(frame: &Frame, x: usize, y: usize, reach: usize) -> u8 {
    let rows = y.saturating_sub(reach)..=y + reach;
    let pixels = rows.flat_map(|y| (x.saturating_sub(reach)..=x + reach).map(move |x| (x, y)));
    let (count, sum) =
        pixels.fold((0, 0), |(count, sum), (x, y)| (count + 1, sum + u32::from(at(frame, x, y))));
    (sum / count) as u8
}

/// Half-way between the darkest and the lightest pixel of each block of 16 and those around it.
fn thresholds(frame: &Frame) -> Vec<u8> {
    let (columns, rows) = (frame.width.div_ceil(16), frame.height.div_ceil(16));
    let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
    let threshold = |(column, row): (usize, usize)| {
        let ys = (row * 16).saturating_sub(16)..row * 16 + 32;
        let pixels =
            ys.flat_map(|y| ((column * 16).saturating_sub(16)..column * 16 + 32).map(move |x| (x, y)));
        let (low, high) = pixels.fold((u8::MAX, 0), |(low, high): (u8, u8), (x, y)| {
            (low.min(at(frame, x, y)), high.max(at(frame, x, y)))
        });
        low.midpoint(high)
    };
    places.map(threshold).collect()
}
