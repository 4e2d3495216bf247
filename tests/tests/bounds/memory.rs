//! How much memory readers take for the worst that comes to them: no more than their bounds, and growing no faster than the
//! input. What is known of a case stands at [`souplesse_tests::worst`].

use std::thread;

use allocation_counter::measure;
use souplesse_tests::worst::{Carrier, Case, Stand, cases};

const MB: u64 = 1_000_000;

/// What does not grow with the input.
const ALWAYS: u64 = MB / 10;

#[test]
fn reading_stays_within_its_bound() {
    let stand = Stand::new();
    for case in cases() {
        for size in [case.size, 4 * case.size, case.too_large] {
            let input = (case.make)(size);
            let (peak, length) = (peak(&stand, case, &input), input.len());
            let bound = bound(case.carrier_of(&input));
            assert!(
                peak <= bound,
                "{}: {peak} bytes for an input of {length}, and {bound} is the bound",
                case.name
            );
        }
    }
}

#[test]
fn what_reading_takes_grows_no_faster_than_its_input() {
    let stand = Stand::new();
    for case in cases() {
        let sizes = [case.size / 2, case.size, 2 * case.size, 4 * case.size];
        let peaks = sizes.map(|size| peak(&stand, case, &(case.make)(size)));
        let grows = peaks.windows(2).all(|pair| pair[1] <= pair[0] * 23 / 10 + ALWAYS);
        assert!(grows, "{}: {peaks:?} bytes for {sizes:?} of what repeats in it", case.name);
    }
}

/// On a thread of its own, which keeps no room from what was read before.
fn peak(stand: &Stand, case: Case, input: &[u8]) -> u64 {
    thread::scope(|scope| {
        let reading = scope.spawn(|| measure(|| case.reader.read_counted(stand, input)).bytes_max);
        reading.join().expect("reading does not panic")
    })
}

/// The bounds of docs/bounds.md.
fn bound(carrier: Carrier) -> u64 {
    match carrier {
        Carrier::Code => 4 * MB,
        Carrier::Text => 64 * MB,
        Carrier::Picture => 640 * MB,
    }
}
