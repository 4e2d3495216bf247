//! The bindings in Rust: the same table of calls that Kotlin and Swift go through, so that what it expects is known to be
//! what the core does.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chrono::{NaiveDateTime, TimeDelta};
use souplesse_core::attestation::{Answers, Attestation, KindAnswer, TimeAnswer};
use souplesse_core::door::{Event, Label, PaperAnswer, RegisterAction, Settings, Tap};
use souplesse_core::rules::Purpose;
use souplesse_core::rules::tolerance::{ELEMENTS, Word};
use souplesse_core::scan::{FrameError, Hint, LumaFrame, ScanReport};
use souplesse_core::{Moment, Now, Profile, Uptime};
use souplesse_ffi::{Door, Misuse, Scanner, ShownDocument, Verifier, VerifierConfig};
use souplesse_tests::authority::evening;
use souplesse_tests::binding_cases::{Case, Codes, Frame, cases};
use souplesse_tests::binding_words::{screen, step, verdict};
use tempfile::TempDir;

/// So many frames at most until all has been tried.
const FRAMES: usize = 30;

struct Run<'c> {
    codes: &'c Codes,
    folder: TempDir,
    verifier: Arc<Verifier>,
    door: Door,
    now: Now,
}

#[test]
fn every_call_of_the_table_gives_what_it_says() {
    let (codes, cases) = (Codes::read(), cases());
    assert!(cases.len() >= 20, "{} cases", cases.len());
    let mut differences = Vec::new();
    for Case { name, calls } in &cases {
        let mut run = Run::new(&codes);
        for (number, call, expected) in calls {
            let given = run.call(call);
            if given != *expected {
                differences.push(format!("line {number}, {name}: {call} -> {given}"));
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
#[ignore = "a measurement, beside tests/kotlin's SpeedTest"]
fn what_checking_a_code_takes_without_a_boundary() {
    let codes = Codes::read();
    let run = Run::new(&codes);
    let (code, moment) = (codes.content("vaccinated"), Moment::now(run.now.wall));
    let times = (0..5000).map(|_| {
        let began = Instant::now();
        run.verifier.check_code(code.to_vec(), moment, Profile::Venue).unwrap();
        began.elapsed()
    });
    let mut times = times.collect::<Vec<_>>();
    times.sort();
    println!("check_code, the core alone: {:?}", times[times.len() / 2]);
}

impl<'c> Run<'c> {
    fn new(codes: &'c Codes) -> Self {
        let now = Now { wall: evening(), uptime: Uptime { start: 1, millis: 1_000_000 } };
        let folder = TempDir::new().unwrap();
        let (verifier, door) = open(folder.path(), now);
        Self { codes, folder, verifier, door, now }
    }

    fn call(&mut self, call: &str) -> String {
        let (verb, rest) = call.split_once(' ').unwrap_or((call, ""));
        let words = rest.split(' ').collect::<Vec<_>>();
        let moment = Moment::now(self.now.wall);
        match (verb, words.as_slice()) {
            ("check", [code, profile]) => {
                let code = self.codes.content(code).to_vec();
                verdict(&self.verifier.check_code(code, moment, profile_of(profile)).unwrap())
            }
            ("documents", [codes, profile]) => {
                let codes = self.codes.contents(codes).into_iter().map(ShownDocument::Code).collect();
                verdict(&self.verifier.check_documents(codes, moment, profile_of(profile)).unwrap())
            }
            ("paper", [kind, time, lacking, profile]) => {
                let lacking = missing(lacking);
                let present =
                    ELEMENTS.iter().map(|element| word(element)).filter(|element| !lacking.contains(element));
                let attestation =
                    Attestation::new(Some(word(kind)), Some(local(time)), present, None).unwrap();
                verdict(&self.verifier.check_attestation(attestation, moment, profile_of(profile)).unwrap())
            }
            ("ask", [kind, time @ ..]) => {
                let kind = (*kind != "-").then(|| KindAnswer::Is(word(kind)));
                let answers =
                    Answers { kind, time: time.first().map(|time| hour(time)), ..Answers::default() };
                step(&self.verifier.next_question(answers, moment, Profile::Venue).unwrap())
            }
            ("install", [update]) => {
                let update = self.codes.content(update).to_vec();
                self.verifier.install(update, self.now).unwrap().code.to_string()
            }
            ("status", _) => {
                let status = self.verifier.status(self.now).unwrap();
                let mut told =
                    status.installed.iter().map(|held| held.document.id.clone()).collect::<Vec<_>>();
                told.extend(status.register_is_open.then(|| "register".to_owned()));
                told.join(" ")
            }
            ("restart", _) => self.restart(),
            ("frame", _) => self.frame(&Frame::read(rest, self.codes)),
            ("misuse", [what]) => self.misuse(what),
            ("anchors", _) => self.anchors(&rest.replace('⏎', "\n")),
            ("wait", [seconds]) => {
                let seconds = seconds.parse::<u32>().unwrap();
                self.now.wall += TimeDelta::seconds(i64::from(seconds));
                self.now.uptime.millis += u64::from(seconds) * 1000;
                self.send(Event::Tick)
            }
            _ => {
                let event = self.event(verb, rest, &words);
                self.send(event)
            }
        }
    }

    fn send(&self, event: Event) -> String {
        screen(&self.door.send(event, self.now).unwrap())
    }

    fn event(&self, verb: &str, rest: &str, words: &[&str]) -> Event {
        match (verb, words) {
            ("see", [codes]) => Event::Codes(self.codes.contents(codes)),
            ("file", [update]) => Event::File(self.codes.content(update).to_vec()),
            ("tap", [tap]) => Event::Tap(tap_of(tap)),
            ("answer", ["kind", kind]) => Event::Answer(PaperAnswer::Kind(KindAnswer::Is(word(kind)))),
            ("answer", ["time", time]) => Event::Answer(PaperAnswer::Time(hour(time))),
            ("answer", ["missing", lacking]) => Event::Answer(PaperAnswer::Missing(missing(lacking))),
            ("register", _) => Event::Register(register_action(rest)),
            ("lost", _) => Event::CameraLost,
            ("back", _) => Event::CameraBack,
            ("away", _) => Event::Background,
            ("here", _) => Event::Foreground,
            ("dark", _) => Event::NoCode(Some(Hint::TooDark)),
            ("blurred", _) => Event::NoCode(Some(Hint::HoldStill)),
            _ => panic!("no such call: {verb} {rest}"),
        }
    }

    /// The folder has one user at a time: the one before is let go first.
    fn restart(&mut self) -> String {
        let elsewhere = TempDir::new().unwrap();
        (self.verifier, self.door) = open(elsewhere.path(), self.now);
        (self.verifier, self.door) = open(self.folder.path(), self.now);
        String::new()
    }

    fn frame(&self, frame: &Frame) -> String {
        let still = self.read(Scanner::new().scan_still(&frame.luma[frame.behind..], frame.shape));
        // A camera's frames are looked at whole.
        if frame.shape.region.is_none() {
            assert_eq!(still, self.read(camera(frame)), "as a camera gives it");
        }
        still
    }

    fn read(&self, report: Result<ScanReport, FrameError>) -> String {
        match report {
            Ok(report) => match report.codes.first() {
                Some(code) => format!("{} {}", code.symbology, self.codes.name(&code.content)),
                None => "nothing".to_owned(),
            },
            Err(error) => format!("error {}", name_of(&format!("{error:?}"))),
        }
    }

    fn anchors(&self, text: &str) -> String {
        let config = VerifierConfig { anchors: vec![text.to_owned()], ..config(self.folder.path()) };
        let status = Verifier::open(config, self.now).unwrap().status(self.now).unwrap();
        let rejected = status.rejected_anchors.iter().map(|rejected| rejected.number.to_string());
        let rejected = rejected.collect::<Vec<_>>().join(" ");
        if rejected.is_empty() { "-".to_owned() } else { rejected }
    }

    /// What the generated code does with a bad argument is between it and the two languages; here it is only seen that the
    /// argument is one.
    fn misuse(&self, what: &str) -> String {
        let misuse = match what {
            "word" => Misuse::Word { detail: Word::try_from("NO WORD").unwrap_err().to_string() },
            "time" => {
                let millis = i64::MAX;
                assert_eq!(chrono::DateTime::from_timestamp_millis(millis), None, "no calendar has it");
                Misuse::Time { millis }
            }
            "place" => {
                let config =
                    VerifierConfig { region: Some("Bretagne".to_owned()), ..config(self.folder.path()) };
                Verifier::open(config, self.now).err().unwrap()
            }
            _ => panic!("no such misuse: {what}"),
        };
        format!("error {}", name_of(&format!("{misuse:?}")))
    }
}

/// The same frame again and again, as from a hand that is still.
fn camera(frame: &Frame) -> Result<ScanReport, FrameError> {
    let scanner = Scanner::new();
    let LumaFrame { width, height, row_stride, .. } = frame.shape;
    for _ in 0..FRAMES {
        if scanner.scan(&frame.luma[frame.behind..], width, height, row_stride)? {
            let report = scanner.report();
            if !report.codes.is_empty() {
                return Ok(report);
            }
        }
    }
    Ok(scanner.report())
}

fn config(folder: &Path) -> VerifierConfig {
    VerifierConfig {
        folder: folder.to_str().unwrap().to_owned(),
        country: "FR".to_owned(),
        region: None,
        kind_of_place: None,
        purpose: Purpose::Activity,
        anchors: Vec::new(),
        demonstration: true,
    }
}

fn open(folder: &Path, now: Now) -> (Arc<Verifier>, Door) {
    let verifier = Arc::new(Verifier::open(config(folder), now).unwrap());
    let settings =
        Settings { controller: false, installs_by_code: true, tells_shown_before: false, first_run: false };
    let door = Door::new(verifier.clone(), settings, now).unwrap();
    (verifier, door)
}

fn profile_of(name: &str) -> Profile {
    if name == "controller" { Profile::Controller } else { Profile::Venue }
}

fn tap_of(name: &str) -> Tap {
    match name {
        "next" => Tap::Next,
        "back" => Tap::Back,
        "paper" => Tap::Paper,
        "torch" => Tap::Torch,
        "switch-camera" => Tap::SwitchCamera,
        "details" => Tap::Details,
        "show-holder" => Tap::ShowHolder,
        "install" => Tap::Install,
        "decline" => Tap::Decline,
        "venue" => Tap::Profile(Profile::Venue),
        "controller" => Tap::Profile(Profile::Controller),
        "training" => Tap::Training(true),
        "end-training" => Tap::Training(false),
        "updates" => Tap::Updates,
        "register" => Tap::Register,
        "about" => Tap::About,
        _ => panic!("no such tap: {name}"),
    }
}

fn register_action(words: &str) -> RegisterAction {
    let (action, who) = words.split_once(' ').unwrap_or((words, ""));
    match action {
        "name" => RegisterAction::Name(who.to_owned()),
        "withdraw" => RegisterAction::Withdraw(who.to_owned()),
        "open" => RegisterAction::Open(who.split(", ").map(str::to_owned).collect()),
        "close" => RegisterAction::Close,
        "export" => {
            let label = Label { name: "column.who".to_owned(), text: "Qui".to_owned() };
            RegisterAction::Export(vec![label])
        }
        _ => panic!("no such action: {action}"),
    }
}

fn word(text: &str) -> Word {
    Word::try_from(text).unwrap()
}

fn missing(text: &str) -> Vec<Word> {
    if text == "-" { Vec::new() } else { text.split(',').map(word).collect() }
}

fn local(text: &str) -> NaiveDateTime {
    format!("{text}:00").parse().unwrap()
}

fn hour(text: &str) -> TimeAnswer {
    let from = local(text);
    TimeAnswer::Within { from, until: from + TimeDelta::hours(1) }
}

/// The name of an enum's variant, of its `Debug`.
fn name_of(debug: &str) -> &str {
    debug.split([' ', '{', '(']).next().unwrap()
}
