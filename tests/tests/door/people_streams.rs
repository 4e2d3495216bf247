//! People come and go before the camera in whatever order: what is shown is what was judged, and each is told and counted once.

use proptest::prelude::*;
use proptest::sample::select;
use souplesse_core::door::{Effect, Event, Screen, Tap, View};
use souplesse_core::{Code, Outcome};
use souplesse_tests::desk::{Desk, vaccination};
use souplesse_tests::stage::{Stage, is_home, outcome, surname, verdict};

/// The codes by their places in the stage: `Stage` makes them.
const CODES: usize = 7;

/// Whoever a code belongs to, as far as its signature proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Camille,
    Noe,
    /// Nobody can tell whose these are: each is somebody else's.
    Forger,
    Stranger,
    /// No pass.
    Poster,
}

impl Who {
    const PEOPLE: [Who; 4] = [Who::Camille, Who::Noe, Who::Forger, Who::Stranger];

    fn of(code: usize) -> Self {
        [Who::Camille, Who::Camille, Who::Camille, Who::Camille, Who::Noe, Who::Forger, Who::Stranger]
            .get(code)
            .copied()
            .unwrap_or(Who::Poster)
    }

    /// What is shown of it, of whatever proof.
    fn is_shown_by(self, screen: &Screen) -> bool {
        match self {
            Who::Camille => surname(screen) == Some("FONTAINE"),
            Who::Noe => surname(screen) == Some("GARNIER"),
            Who::Forger => code(screen) == Some(Code::BadSignature),
            Who::Stranger => code(screen) == Some(Code::Base45),
            Who::Poster => outcome(screen) == Some(Outcome::NotAPass),
        }
    }
}

#[derive(Clone, Debug)]
enum Step {
    /// One frame.
    Frame(Vec<usize>),
    /// Frames of one code for some tenths of a second.
    Hold(usize, u32),
    Wait(u64),
    Tap(Tap),
    Away,
}

fn step() -> impl Strategy<Value = Step> {
    let taps = [Tap::Next, Tap::Back, Tap::Paper, Tap::Updates, Tap::Torch];
    prop_oneof![
        4 => prop::collection::vec(0..=CODES, 0..4).prop_map(Step::Frame),
        3 => (0..=CODES, 1..40_u32).prop_map(|(code, tenths)| Step::Hold(code, tenths)),
        3 => select(vec![50, 100, 300, 500, 700, 900, 1000, 1100, 2900, 3000, 5000, 31_000]).prop_map(Step::Wait),
        1 => select(taps.to_vec()).prop_map(Step::Tap),
        1 => Just(Step::Away),
    ]
}

/// A verdict that came onto the screen.
#[derive(Clone)]
struct Told {
    who: Vec<Who>,
    at: u64,
    wall: chrono::DateTime<chrono::Utc>,
}

/// Who is there, and since when.
struct Presence {
    who: Who,
    codes: Vec<usize>,
    last: u64,
    since: u64,
}

impl Presence {
    fn has(&self, code: usize, now: u64) -> bool {
        now - self.last < 3000 && self.codes.contains(&code)
    }
}

/// A stage, and what is known of it from outside.
struct Watch {
    stage: Stage,
    codes: Vec<Vec<u8>>,
    read: Vec<Presence>,
    /// The verdict that is on the screen, or was left, and has not been counted.
    pending: Option<Told>,
    counted: Vec<(Who, u64)>,
    told: Vec<Told>,
    /// What was shown of somebody who is not there, and what was said to have been shown and was not.
    misattributed: Vec<String>,
    slandered: Vec<String>,
}

impl Watch {
    fn new() -> Self {
        let mut stage = Stage::with(|settings| settings.tells_shown_before = true);
        stage.on_duty();
        let codes = vec![
            stage.pass.clone(),
            stage.twin.clone(),
            stage.test.clone(),
            stage.old_test.clone(),
            stage.other.clone(),
            // By another key of the same name.
            vaccination().sign(&Desk::new().hcert).into_bytes(),
            b"HC1:NOTHING".to_vec(),
            b"https://example.org".to_vec(),
        ];
        let (read, told, counted) = (Vec::new(), Vec::new(), Vec::new());
        let (misattributed, slandered) = (Vec::new(), Vec::new());
        Self { stage, codes, read, pending: None, counted, told, misattributed, slandered }
    }

    fn over(steps: &[Step]) -> Self {
        let mut watch = Self::new();
        for step in steps {
            watch.act(step);
        }
        watch.wait(2000);
        watch
    }

    fn up(&self) -> u64 {
        self.stage.now.uptime.millis
    }

    fn frame(&mut self, codes: &[usize]) {
        let before = self.is_looking();
        let texts = codes.iter().map(|code| self.codes[*code].clone()).collect();
        let people = codes.iter().map(|code| Who::of(*code)).collect::<Vec<_>>();
        let now = self.up();
        for code in codes {
            // Where nobody looks, what is known is still there, and nothing new is.
            if before || self.read.iter().any(|read| read.has(*code, now)) {
                self.reads(*code, now);
            }
        }
        let screen = self.stage.send(Event::Codes(texts));
        self.look(&screen);
        let passes = people.into_iter().filter(|who| *who != Who::Poster).collect::<Vec<_>>();
        if before {
            self.whose(&screen, &passes);
        }
    }

    fn reads(&mut self, code: usize, now: u64) {
        let who = Who::of(code);
        match self.read.iter_mut().find(|read| read.who == who && now - read.last < 3000) {
            Some(read) => {
                read.last = now;
                read.codes.push(code);
            }
            None => {
                self.read.retain(|read| read.who != who);
                self.read.push(Presence { who, codes: vec![code], last: now, since: now });
            }
        }
    }

    fn since(&self, who: Who) -> u64 {
        self.read.iter().find(|read| read.who == who).map_or(0, |read| read.since)
    }

    fn is_looking(&mut self) -> bool {
        // A tick that is due anyway changes nothing more.
        let screen = self.stage.send(Event::Tick);
        self.look(&screen);
        matches!(screen.view, View::Scan { .. } | View::Verdict(_) | View::SeveralPasses)
    }

    /// Behind a frame of these people, the verdict on the screen is theirs, or that of nobody.
    fn whose(&mut self, screen: &Screen, passes: &[Who]) {
        let shown = verdict(screen).filter(|shown| shown.verdict.outcome != Outcome::NotAPass);
        let Some(shown) = shown else { return };
        for who in passes {
            let stays = !shown.verdict.outcome.is_accepted() && shown.of_ms - shown.left_ms < 1000;
            if !who.is_shown_by(screen) && !stays {
                self.misattributed
                    .push(format!("{who:?} is in view under another's verdict: {:?}", screen.view));
            }
        }
        if passes.iter().any(|who| *who != passes[0]) {
            self.misattributed.push(format!("a verdict stands while {passes:?} are in view"));
        }
    }

    fn look(&mut self, screen: &Screen) {
        let now = self.up();
        let appeared = verdict(screen).is_some() && screen.effects.iter().any(is_sound);
        // A better proof of the same person takes the place of the verdict before, also in the register.
        if !appeared {
            self.count_due(now);
        }
        if screen.view == View::SeveralPasses {
            // The verdict on somebody who is in view does not stand; that on a poster did.
            let is_there = |who| self.read.iter().any(|read| read.who == who && now - read.last < 1000);
            self.pending.take_if(|told| told.who[0] != Who::Poster && is_there(told.who[0]));
            self.count_pending();
        } else if appeared {
            let all = Who::PEOPLE.into_iter().chain([Who::Poster]);
            let read = |who: &Who| self.read.iter().any(|read| read.who == *who && now - read.last < 1100);
            let who = all.filter(|who| who.is_shown_by(screen) && read(who)).collect::<Vec<_>>();
            if who.is_empty() {
                self.misattributed.push(format!("nobody in view was judged so: {:?}", screen.view));
                return;
            }
            let before = verdict(screen).and_then(|shown| shown.seen_before);
            if let Some(before) = before {
                let really = self.told.iter().any(|told| {
                    told.wall == before
                        && told.who.iter().any(|was| who.contains(was) && told.at < self.since(*was))
                });
                if !really {
                    self.slandered.push(format!("nothing of {who:?} was shown at {before}"));
                }
            }
            let told = Told { who, at: now, wall: self.stage.now.wall };
            self.owe(told.clone());
            self.told.push(told);
        } else if verdict(screen).is_none() {
            self.count_pending();
        }
    }

    /// The same presentation is owed once.
    fn owe(&mut self, told: Told) {
        let presentation = |told: &Told| (told.who[0], told.who.first().map_or(0, |who| self.since(*who)));
        let is_same =
            self.pending.as_ref().is_some_and(|pending| presentation(pending) == presentation(&told));
        if !is_same {
            self.count_pending();
        }
        self.pending = Some(told);
    }

    fn count_due(&mut self, now: u64) {
        if self.pending.as_ref().is_some_and(|pending| now - pending.at >= 1000) {
            self.count_pending();
        }
    }

    fn count_pending(&mut self) {
        let Some(told) = self.pending.take() else { return };
        let presentation = (told.who[0], self.since(told.who[0]));
        if !self.counted.contains(&presentation) {
            self.counted.push(presentation);
        }
    }

    fn act(&mut self, step: &Step) {
        match step {
            Step::Frame(codes) => self.frame(codes),
            Step::Hold(code, tenths) => {
                for _ in 0..*tenths {
                    self.frame(&[*code]);
                    self.wait(100);
                }
                self.frame(&[*code])
            }
            Step::Wait(milliseconds) => self.wait(*milliseconds),
            Step::Tap(tap) => {
                let screen = self.stage.tap(*tap);
                self.look(&screen)
            }
            Step::Away => {
                let screen = self.stage.send(Event::Background);
                self.look(&screen);
                let screen = self.stage.send(Event::Foreground);
                self.look(&screen)
            }
        }
    }

    /// Time passes, with the ticks that the screens ask for.
    fn wait(&mut self, milliseconds: u64) {
        let mut left = milliseconds;
        while left > 0 {
            let screen = self.stage.send(Event::Tick);
            self.look(&screen);
            let passed = screen.wake_in_ms.unwrap_or(left).clamp(1, left);
            #[expect(clippy::cast_precision_loss, reason = "some seconds")]
            let screen = self.stage.wait(passed as f64 / 1000.0);
            self.look(&screen);
            left -= passed;
        }
    }
}

fn code(screen: &Screen) -> Option<Code> {
    verdict(screen).map(|shown| shown.verdict.code.clone())
}

fn is_sound(effect: &Effect) -> bool {
    matches!(effect, Effect::Sound(_))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_verdict_is_on_who_is_in_view(steps in prop::collection::vec(step(), 1..40)) {
        prop_assert_eq!(Watch::over(&steps).misattributed, Vec::<String>::new());
    }

    #[test]
    fn only_what_was_shown_is_said_to_have_been(steps in prop::collection::vec(step(), 1..40)) {
        prop_assert_eq!(Watch::over(&steps).slandered, Vec::<String>::new());
    }

    #[test]
    fn each_presentation_is_counted_once(steps in prop::collection::vec(step(), 1..40)) {
        let mut watch = Watch::over(&steps);
        let counted = watch.stage.counted().total();
        watch.count_pending();
        prop_assert_eq!(counted, watch.counted.len() as u64, "{:?}", watch.counted);
    }

    #[test]
    fn who_is_in_view_alone_for_long_enough_is_told(
        steps in prop::collection::vec(step(), 0..20), code in 0..CODES, gone in any::<bool>(),
    ) {
        let mut watch = Watch::over(&steps);
        watch.act(&Step::Tap(Tap::Back));
        if !is_home(&watch.stage.send(Event::Tick)) {
            watch.act(&Step::Tap(Tap::Next));
        }
        if gone {
            watch.wait(3000);
        }
        let who = Who::of(code);
        let began = watch.read.iter().find(|read| read.who == who && watch.up() - read.last < 3000);
        let began = began.map_or(watch.up(), |read| read.since);
        watch.act(&Step::Hold(code, 25));
        let told = watch.told.iter().any(|told| told.who.contains(&who) && told.at >= began);
        prop_assert!(told, "{who:?} was not told");
    }
}
