//! The bytes of a PDF, to its pages and the pictures in them, as the process that draws makes them.
#![no_main]

use std::panic::{catch_unwind, set_hook};
use std::sync::Once;

use libfuzzer_sys::fuzz_target;
use souplesse::read::pdf;

static QUIET: Once = Once::new();

fuzz_target!(|input: &[u8]| {
    // A panic ends the process that draws, and is an answer about that file.
    QUIET.call_once(|| set_hook(Box::new(|_| {})));
    let _ = catch_unwind(|| {
        let mut pages = 0;
        let drawn = pdf::each(input.to_vec(), &mut |sheet| {
            let frame = sheet.picture.frame();
            assert_eq!(sheet.picture.luma().len(), frame.width as usize * frame.height as usize);
            assert!(sheet.page as usize <= pdf::MOST_PAGES);
            pages += 1;
            pages < 8
        });
        assert!(drawn.is_ok() || pages == 0);
    });
});
