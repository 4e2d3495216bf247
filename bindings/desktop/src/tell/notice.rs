//! What is wrong with the device, in one line.

use souplesse_core::device::Notice;
use souplesse_words::Words;

use crate::tell::error::notice_detail;
use crate::tell::visible::visible;

/// A notice in one line: what it is, of what, and what to do.
#[must_use]
pub fn spoken(notice: &Notice, words: &Words) -> String {
    let code = notice.code.text();
    let told = words.code(&code);
    let what = format!("{} [{code}]", told.title);
    let detail = visible(&notice_detail(&notice.detail, words));
    format!("{}. {}", crate::tell::error::of(&what, &detail, words), told.next)
}
