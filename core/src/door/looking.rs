//! Codes in front of the camera: what each of them is, and which of them is to be shown.

use super::in_view::{Digest, Id, Presence, What};
use super::update::Offer;
use super::{At, Door, Office};
use crate::bundle;
use crate::clock::Now;
use crate::verdict::{Outcome, Verdict};

/// What was read in a frame of one pass or other thing.
pub(super) struct Read<'c> {
    pub id: Id,
    /// Those of its codes that were known already; they are judged again only where a verdict is wanted.
    known: Vec<&'c [u8]>,
    /// The best verdict on those that were not.
    fresh: Option<Verdict>,
    /// One of its codes.
    code: &'c [u8],
}

impl<O: Office> Door<O> {
    /// Codes were read in a frame, or typed by a hand scanner.
    pub(super) fn codes(&mut self, codes: &[Vec<u8>], now: Now) {
        match &self.at {
            At::Home(_) | At::NoCamera | At::Verdict(_) | At::Several(_) => {}
            At::Offer(Offer::Collecting(..)) => return self.parts(codes, now),
            At::Welcome | At::Paper(_) | At::Offer(_) | At::Installed(_) | At::Page(_) => {
                return self.keep_in_view(codes, now);
            }
            At::Background(_) => return,
        }
        let read = self.read(codes, now);
        let is_pass = |read: &Read<'_>| self.in_view.get(read.id).is_some_and(|known| known.is_pass());
        let (passes, others): (Vec<_>, Vec<_>) = read.into_iter().partition(is_pass);
        if let (At::Home(home), false) = (&mut self.at, passes.is_empty()) {
            home.is_read(now);
        }
        let is_beside_pass = !passes.is_empty();
        self.passes(passes, now);
        self.others(&others, is_beside_pass, now);
    }

    /// Nobody waits for a code: what was in view still is, and what is new is looked at when somebody does.
    pub(super) fn keep_in_view(&mut self, codes: &[Vec<u8>], now: Now) {
        for code in codes {
            let digest = self.in_view.digest(code);
            self.in_view.read_again(digest, now);
        }
    }

    /// Finds out what each code is. All of them are looked at before anything is shown.
    fn read<'c>(&mut self, codes: &'c [Vec<u8>], now: Now) -> Vec<Read<'c>> {
        let mut read = Vec::with_capacity(codes.len());
        for code in codes {
            let digest = self.in_view.digest(code);
            match self.in_view.read_again(digest, now) {
                Some(id) => add(&mut read, id, code, None),
                None => {
                    let (id, verdict) = self.read_first(digest, code, now);
                    add(&mut read, id, code, verdict);
                }
            }
        }
        read
    }

    fn read_first(&mut self, digest: Digest, code: &[u8], now: Now) -> (Id, Option<Verdict>) {
        if self.is_update(code) {
            return (self.in_view.read_first(digest, What::Update, now), None);
        }
        let at = (self.moment(now), self.profile(now));
        let under_key = |data: &[u8]| self.in_view.digest(data);
        let (verdict, person) = self.office().verifier().check_person(code, at, &under_key);
        let is_pass = verdict.outcome != Outcome::NotAPass;
        let what = if is_pass { What::Pass(person) } else { What::Other };
        (self.in_view.read_first(digest, what, now), Some(verdict))
    }

    /// Whether a code is an update or a part of one, where these may be installed so.
    pub(super) fn is_update(&self, code: &[u8]) -> bool {
        self.settings.installs_by_code && bundle::scanned(code).is_some()
    }

    fn passes(&mut self, mut passes: Vec<Read<'_>>, now: Now) {
        let Some(pass) = passes.pop() else { return };
        if !passes.is_empty() {
            return self.several(now);
        }
        let is_several = matches!(self.at, At::Several(_));
        if !is_several && self.in_view.beside(pass.id, now).next().is_none() {
            return self.pass(&pass, now);
        }
        if !is_several {
            self.several(now);
        }
        self.alone(&pass, now);
    }

    /// One pass, and no other is in view.
    fn pass(&mut self, pass: &Read<'_>, now: Now) {
        let Some(presence) = self.in_view.get(pass.id) else { return };
        // Whoever is in view under another one's verdict is told again.
        let is_under_others = matches!(&self.at, At::Verdict(shown) if shown.is_of_other_than(pass.id));
        let (shown, is_fresh) = (presence.shown.filter(|_| !is_under_others), pass.fresh.is_some());
        let waits = matches!(&self.at, At::Verdict(shown) if shown.waits_for(pass.id));
        if !is_fresh && (shown.is_some() || waits) {
            return;
        }
        let Some(verdict) = self.verdict_on(pass, shown.is_none(), now) else { return };
        // Of two proofs of one person the better one is shown.
        if shown.is_none_or(|shown| verdict.outcome < shown) {
            self.show_soon(pass.id, verdict, now);
        }
    }

    /// What is no pass is told where nothing better is there to be seen, and taken to have been told where it is.
    fn others(&mut self, others: &[Read<'_>], is_beside_pass: bool, now: Now) {
        let may_be_told = match &self.at {
            At::Home(_) | At::NoCamera => true,
            At::Verdict(shown) => shown.outcome() == Outcome::NotAPass,
            At::Welcome
            | At::Several(_)
            | At::Paper(_)
            | At::Offer(_)
            | At::Installed(_)
            | At::Page(_)
            | At::Background(_) => false,
        };
        if !may_be_told || is_beside_pass {
            others.iter().for_each(|other| self.in_view.pass_over(other.id));
        }
        let of = |other: &Read<'_>| self.in_view.get(other.id);
        let untold = |other: &&Read<'_>| of(other).is_some_and(|known| known.shown.is_none());
        let is_update = |other: &&Read<'_>| of(other).is_some_and(Presence::is_update);
        let mut untold = others.iter().filter(untold).filter(|_| may_be_told);
        if let Some(update) = untold.clone().find(is_update) {
            self.offer_seen(update, now);
        } else if let Some(other) = untold.next()
            && let Some(verdict) = self.verdict_on(other, true, now)
        {
            self.show_soon(other.id, verdict, now);
        }
    }

    /// A verdict has its second before an update may take its place.
    fn offer_seen(&mut self, update: &Read<'_>, now: Now) {
        if !matches!(&self.at, At::Verdict(shown) if !shown.may_be_replaced(now)) {
            self.update_code(update.code, now);
            self.in_view.is_shown(update.id, Outcome::NotAPass);
        }
    }

    /// The best verdict on what was read; on what was known of it only where that is wanted.
    pub(super) fn verdict_on(&self, read: &Read<'_>, of_known: bool, now: Now) -> Option<Verdict> {
        let verifier = self.office().verifier();
        let (at, profile) = (self.moment(now), self.profile(now));
        let known = read.known.iter().filter(|_| of_known);
        let known = known.map(|code| verifier.check_code(code, at, profile));
        known.chain(read.fresh.clone()).min_by_key(|verdict| verdict.outcome)
    }
}

fn add<'c>(read: &mut Vec<Read<'c>>, id: Id, code: &'c [u8], verdict: Option<Verdict>) {
    let index = read.iter().position(|read| read.id == id).unwrap_or_else(|| {
        read.push(Read { id, known: Vec::new(), fresh: None, code });
        read.len() - 1
    });
    let Some(entry) = read.get_mut(index) else { return };
    match verdict {
        None => entry.known.push(code),
        Some(verdict) if entry.fresh.as_ref().is_none_or(|best| verdict.outcome < best.outcome) => {
            entry.fresh = Some(verdict);
        }
        Some(_) => {}
    }
}
