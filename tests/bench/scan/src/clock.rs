//! Processor time of this thread: what others do on the machine does not count.

use std::time::Duration;

/// The time that this thread has computed for.
pub fn thread() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
}
