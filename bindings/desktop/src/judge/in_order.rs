//! Many things worked on at once, whose results come in the order of the things, each as soon as those before it.
//!
//! One thread draws the things, one for each core works on them, and whoever iterates takes the results. What has been
//! drawn and not yet taken is bounded, by number and by size. The threads hold each other by channels alone: whoever
//! stops, for whatever reason, ends the others at their next step, and nobody waits for who waits for the world.

use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use crate::judge::contain::{Fault, contained};

/// How many things are on their way at most, if they are small.
const PLACES: usize = 512;
/// A thing of this size takes the place of two, and so on: 16 MiB are on their way at most, and one thing.
const SIZE_OF_A_PLACE: usize = 32 << 10;

/// A thing, and what came of it.
type Done<T, R> = (T, Result<R, Fault>);

/// The results, in order. Dropping it ends the work.
pub struct InOrder<T, R> {
    places: Receiver<Place<T, R>>,
    drawer: Option<JoinHandle<()>>,
}

/// What stands in the queue of results.
enum Place<T, R> {
    /// One that is there or will be.
    Result(Receiver<Done<T, R>>),
    /// Room that the thing before takes by its size.
    Room,
}

struct Job<T, R> {
    thing: T,
    done: Sender<Done<T, R>>,
}

/// Works on `things` in as many threads as there are cores; `size` of one is how many bytes it keeps. A panic in `work`
/// is the result of that thing alone.
pub fn in_order<T, R>(
    things: impl Iterator<Item = T> + Send + 'static,
    size: fn(&T) -> usize,
    work: impl Fn(&T) -> R + Send + Sync + 'static,
) -> InOrder<T, R>
where
    T: Send + 'static,
    R: Send + 'static,
{
    let (place, places) = sync_channel(PLACES);
    let (job, jobs) = channel();
    let (jobs, work) = (Arc::new(Mutex::new(jobs)), Arc::new(work));
    for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
        let (jobs, work) = (Arc::clone(&jobs), Arc::clone(&work));
        thread::spawn(move || work_on(&jobs, &*work));
    }
    let drawer = thread::spawn(move || draw(things, size, &job, &place));
    InOrder { places, drawer: Some(drawer) }
}

/// Draws until there is nothing more, or nobody takes the results any longer.
fn draw<T, R>(
    things: impl Iterator<Item = T>,
    size: fn(&T) -> usize,
    jobs: &Sender<Job<T, R>>,
    places: &SyncSender<Place<T, R>>,
) {
    for thing in things {
        let room = size(&thing) / SIZE_OF_A_PLACE;
        let (done, result) = channel();
        if places.send(Place::Result(result)).is_err() || jobs.send(Job { thing, done }).is_err() {
            return;
        }
        for _ in 0..room {
            if places.send(Place::Room).is_err() {
                return;
            }
        }
    }
}

fn work_on<T, R>(jobs: &Mutex<Receiver<Job<T, R>>>, work: &impl Fn(&T) -> R) {
    loop {
        let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { thing, done }) = next else { return };
        let result = contained(|| work(&thing));
        // Nobody may wait for it any longer.
        let _ = done.send((thing, result));
    }
}

impl<T, R> Iterator for InOrder<T, R> {
    type Item = Done<T, R>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.places.recv() {
                Ok(Place::Room) => {}
                Ok(Place::Result(result)) => {
                    return Some(result.recv().expect("whoever works gives a result, of a panic too"));
                }
                Err(_) => break,
            }
        }
        // The one who draws is done. It may have been by a panic, and then this is not the end of the things.
        if let Some(Err(panic)) = self.drawer.take().map(JoinHandle::join) {
            resume_unwind(panic);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    const SMALL: fn(&usize) -> usize = |_| 0;

    #[test]
    fn results_come_in_the_order_of_the_things_and_the_first_before_the_last_is_drawn() {
        let (go_on, may_go_on) = sync_channel::<()>(0);
        let things = (0..300).inspect(move |thing| {
            if *thing == 299 {
                may_go_on.recv().expect("the test goes on");
            }
        });
        let slow_first = |thing: &usize| {
            thread::sleep(Duration::from_millis(if *thing == 0 { 20 } else { 0 }));
            thing * 2
        };
        let mut results = in_order(things, SMALL, slow_first);
        assert!(matches!(results.next(), Some((0, Ok(0)))));
        go_on.send(()).expect("somebody draws");
        let results = results.map(|(thing, result)| (thing, result.ok())).collect::<Vec<_>>();
        assert_eq!(results, (1..300).map(|thing| (thing, Some(thing * 2))).collect::<Vec<_>>());
    }

    #[test]
    fn a_panic_is_the_result_of_its_thing_alone() {
        let work = |thing: &usize| assert!(!thing.is_multiple_of(3), "a multiple of three");
        for (thing, result) in in_order(0..2000, SMALL, work) {
            assert_eq!(result.is_err(), thing.is_multiple_of(3), "{thing}");
        }
    }

    #[test]
    fn who_takes_no_more_results_ends_the_work() {
        let (drawn, was_dropped) = (Arc::new(AtomicUsize::new(0)), Arc::new(()));
        let (counted, held) = (Arc::clone(&drawn), Arc::clone(&was_dropped));
        let endless = (0..).inspect(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
            let _ = &held;
        });
        let mut results = in_order(endless, SMALL, |thing| *thing);
        results.next().expect("there are things without end").1.expect("no panic");
        drop(results);
        while Arc::strong_count(&was_dropped) > 1 {
            thread::yield_now();
        }
        assert!(drawn.load(Ordering::Relaxed) <= PLACES + 3);
    }

    #[test]
    fn large_things_take_the_places_of_many() {
        let drawn = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&drawn);
        let endless = (0..).inspect(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
        });
        let results = in_order(endless, |_: &usize| 1 << 20, |thing| *thing);
        thread::sleep(Duration::from_millis(100));
        let drawn = drawn.load(Ordering::Relaxed);
        assert!((1..=17).contains(&drawn), "{drawn} MiB were on their way");
        drop(results);
    }

    #[test]
    fn a_panic_of_who_draws_is_not_the_end_of_the_things() {
        let things = (0..10_usize).inspect(|thing| assert!(*thing < 5, "no more things"));
        let results = in_order(things, SMALL, |thing| *thing);
        assert!(contained(|| results.count()).is_err());
    }
}
