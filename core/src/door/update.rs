//! An update in front of the camera or in a file. Nothing installs by itself.

use super::in_view::What;
use super::screen::View;
use super::{At, Door, Office};
use crate::bundle::{self, Detail, Parts, Progress, Refusal, Update};
use crate::clock::Now;
use crate::code::Code;
use crate::verdict::Outcome;

/// What was opened: its bytes, or how many there were of one that is too large.
pub(super) type File = Result<Vec<u8>, usize>;

/// An update that was seen, in part or whole.
pub(super) enum Offer {
    /// Some of its codes are still to come; with what was wrong with the last one.
    Collecting(Parts, Option<Code>),
    /// What it is; its bytes, if it can be installed.
    Whole(Box<Update>, Option<Vec<u8>>),
}

impl Offer {
    pub(super) fn view(&self) -> View {
        match self {
            Offer::Collecting(parts, fault) => {
                let Progress { seen, of, .. } = parts.progress();
                View::Collecting { seen, of, fault: fault.clone() }
            }
            Offer::Whole(update, bytes) => {
                View::Offer { update: update.clone(), can_be_installed: bytes.is_some() }
            }
        }
    }
}

impl<O: Office> Door<O> {
    /// Takes the codes of an update while others are still to come; everything else waits.
    pub(super) fn parts(&mut self, codes: &[Vec<u8>], now: Now) {
        self.keep_in_view(codes, now);
        for code in codes {
            let digest = self.in_view.digest(code);
            let known =
                self.in_view.of(digest).map(|known| (known.id, known.is_update() && known.shown.is_none()));
            let id = match known {
                Some((_, false)) => continue,
                Some((id, true)) => id,
                None if self.is_update(code) => self.in_view.read_first(digest, What::Update, now),
                None => continue,
            };
            self.update_code(code, now);
            self.in_view.is_shown(id, Outcome::NotAPass);
        }
    }

    /// Takes a code that is an update or a part of one.
    pub(super) fn update_code(&mut self, code: &[u8], now: Now) {
        let Some(text) = bundle::scanned(code) else { return };
        if text.starts_with(b"SPP1:") {
            self.part(&text, now);
        } else {
            self.offer(text.into_owned(), now);
        }
    }

    fn part(&mut self, code: &[u8], now: Now) {
        if let At::Offer(Offer::Collecting(parts, fault)) = &mut self.at {
            // The last one takes them all out; should looking at the whole fail, those before are still there.
            let mut with_it = parts.clone();
            match with_it.add(code) {
                Ok(Progress { bundle: Some(bundle), .. }) => self.offer(bundle, now),
                Ok(_) => (*parts, *fault) = (with_it, None),
                // The codes that were read so far are kept.
                Err(refusal) => *fault = Some(refusal.code),
            }
            return;
        }
        let mut parts = Parts::default();
        match parts.add(code) {
            Ok(Progress { bundle: Some(bundle), .. }) => self.offer(bundle, now),
            Ok(_) => self.go(At::Offer(Offer::Collecting(parts, None)), now),
            Err(refusal) => self.refuse(refusal, now),
        }
    }

    /// A file with an update was opened. One that comes while the app is not to be seen waits until it is.
    pub(super) fn file(&mut self, bytes: Vec<u8>, now: Now) {
        // A file that is larger than any update is not kept, and not looked into.
        let file = if bytes.len() > bundle::LARGEST { Err(bytes.len()) } else { Ok(bytes) };
        if let At::Background(waits) = &mut self.at {
            *waits = Some(file);
        } else {
            self.open(file, now);
        }
    }

    /// Shows what a file is, or how large it was.
    pub(super) fn open(&mut self, file: File, now: Now) {
        match file {
            Ok(bytes) => self.offer(bytes, now),
            Err(size) => {
                let detail = Detail::TooLarge { length: size };
                self.refuse(Refusal::with(Code::UpdateTooLarge, detail), now);
            }
        }
    }

    /// Shows who signed an update and what it brings.
    fn offer(&mut self, bytes: Vec<u8>, now: Now) {
        if self.settings.first_run {
            return;
        }
        let update = self.office().preview(&bytes, now);
        let bytes = update.is_taken().then_some(bytes);
        self.go(At::Offer(Offer::Whole(Box::new(update), bytes)), now);
    }

    fn refuse(&mut self, refusal: Refusal, now: Now) {
        if !self.settings.first_run {
            self.go(At::Offer(Offer::Whole(Box::new(Update::refused(refusal)), None)), now);
        }
    }

    pub(super) fn install(&mut self, now: Now) {
        let At::Offer(Offer::Whole(_, Some(bytes))) = &self.at else { return };
        let update = self.office().install(bytes, now);
        self.go(At::Installed(Box::new(update)), now);
    }
}
