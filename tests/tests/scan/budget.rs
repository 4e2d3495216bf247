//! A frame has its time, whatever is in it; and a still picture has an end. All is compared with what a page of text takes, by the
//! processor time of this thread: machines differ, and others compute on them.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use souplesse_core::scan::{LumaFrame, Scanner, scan};
use souplesse_frames::{Clutter, Maker, Random};

/// What a look at a frame of text is worth, of which a scanner's budget is a part: about 12 ms where the scanner was measured.
const BUDGET: f32 = 0.6;
/// How far a frame may go beyond its budget: 14 ms instead of 12.
const MOST: f32 = 14.0 / 12.0;
/// A still picture takes at most so many looks' time.
const LOOKS: u32 = 60;

struct Picture {
    name: &'static str,
    luma: Vec<u8>,
    width: usize,
    height: usize,
}

impl Picture {
    fn of(
        name: &'static str,
        (width, height): (usize, usize),
        is_dark: impl Fn(usize, usize) -> bool,
    ) -> Self {
        let places = (0..width * height).map(|place| (place % width, place / width));
        let luma = places.map(|(x, y)| if is_dark(x, y) { 20 } else { 230 }).collect();
        Self { name, luma, width, height }
    }

    fn shape(&self) -> LumaFrame {
        LumaFrame::new(u32::try_from(self.width).unwrap(), u32::try_from(self.height).unwrap())
    }
}

fn now() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap())
}

fn took(work: impl FnOnce()) -> Duration {
    let started = now();
    work();
    now() - started
}

/// The least of three times that a page of text takes, looked at in every way.
fn look() -> Duration {
    let maker = Maker::new(1);
    let page = (0..).map(|index| maker.without_code(Clutter::Text, index)).find(|page| page.width == 1280);
    let page = page.unwrap();
    let mut scanner = Scanner::new(now);
    let mut once = || took(|| drop(scanner.scan_within(&page.luma, LumaFrame::new(1280, 720), None)));
    (0..4).map(|_| once()).min().unwrap()
}

/// Frames all over which something is like a part of a code.
fn hostile(size: (usize, usize)) -> Vec<Picture> {
    let mut random = Random(5);
    let noise = (0..size.0 * size.1).map(|_| random.below(2) == 0).collect::<Vec<_>>();
    let noisy = |x: usize, y: usize| noise[y * size.0 + x];
    let coarse = |x: usize, y: usize| noisy(x / 3, y / 3);
    let finder = |x: usize, y: usize| {
        let ring = x.abs_diff(3).max(y.abs_diff(3));
        ring < 4 && ring != 2
    };
    let elbow = |x: usize, y: usize, side: usize| x < side && y < side && (x == 0 || y + 1 == side);
    vec![
        Picture::of("noise", size, noisy),
        Picture::of("modules", size, coarse),
        Picture::of("stripes", size, |x, y| (x + y / 3) / 3 % 2 == 0),
        Picture::of("a chequer", size, |x, y| (x / 8 + y / 8) % 2 == 0),
        Picture::of("rings", size, |x, y| {
            (x.abs_diff(size.0 / 2).pow(2) + y.abs_diff(size.1 / 2).pow(2)).isqrt() / 5 % 2 == 0
        }),
        Picture::of("finders", size, |x, y| finder(x % 27 / 3, y % 27 / 3)),
        Picture::of("elbows", size, |x, y| elbow(x % 40 / 4, y % 40 / 4, 9)),
        Picture::of("borders", size, |x, y| {
            let (column, row) = (x % 141 / 3, y % 141 / 3);
            column < 44 && row < 44 && (elbow(column, row, 44) || coarse(x, y))
        }),
    ]
}

#[test]
fn a_frame_ends_in_its_time_whatever_is_in_it() {
    let budget = look().mul_f32(BUDGET);
    let mut late = Vec::new();
    for picture in hostile((1280, 720)).into_iter().chain(hostile((1920, 1080))) {
        // What the machine does meanwhile is no frame's fault: of each frame the least of three turns.
        let mut least = [Duration::MAX; 8];
        for _ in 0..3 {
            let mut scanner = Scanner::new(now);
            for least in &mut least {
                let frame = || drop(scanner.scan_within(&picture.luma, picture.shape(), Some(budget)));
                *least = took(frame).min(*least);
            }
        }
        let longest = least.iter().max().unwrap().as_secs_f32() / budget.as_secs_f32();
        late.extend(
            (longest > MOST).then(|| format!("{} of {} rows: {longest:.2}", picture.name, picture.height)),
        );
    }
    assert!(late.is_empty(), "budgets taken, of {MOST:.2}: {late:?}");
}

#[test]
fn a_still_picture_has_an_end() {
    let most = look() * LOOKS;
    for picture in hostile((400, 400)) {
        let time = took(|| drop(scan(&picture.luma, picture.shape())));
        assert!(time < most, "{}: {time:?}, not {most:?}", picture.name);
    }
}
