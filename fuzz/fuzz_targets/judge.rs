//! Whatever stands in the four sections is judged, quoted word for word, and parted without a word lost.

#![no_main]

use libfuzzer_sys::fuzz_target;
use starcoach_fuzz::{draft, judged, parted};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    judged(&draft(&text));
    parted(&text);
});
