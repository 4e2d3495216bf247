//! The form for papers in a terminal: back, on to the next person, and what the call has said already.

mod common;

use common::terminal::Terminal;

/// The key that goes to the next item.
const DOWN: &str = "\u{1B}[B";
const ERASED: &str = "\u{1B}[2J\u{1B}[H";

/// `paper` on that evening.
fn paper<'a>(options: &[&'a str]) -> Vec<&'a str> {
    [&["paper", "--lang", "en", "--at", "2021-08-14T20:30"], options].concat()
}

/// Keys that go to the item at that place.
fn item(place: usize) -> String {
    DOWN.repeat(place) + "\r"
}

/// The line without what moves the cursor.
fn without_controls(line: &str) -> String {
    let mut parts = line.split('\u{1B}');
    let first = parts.next().unwrap_or_default().to_owned();
    let texts = parts.map(|part| part.trim_start_matches(|sign: char| !sign.is_ascii_alphabetic()).get(1..));
    texts.flatten().fold(first, |line, text| line + text).replace('\r', "")
}

/// No line was longer than the terminal is wide.
fn fits(shown: &str) {
    for line in shown.lines().filter(|line| !line.starts_with("Script ")).map(without_controls) {
        assert!(line.trim_end().chars().count() <= 60, "{line}");
    }
}

/// Without colours and with sixty columns: the item at which one is has a mark, and no line is broken by the terminal.
#[test]
fn the_form_is_answered_by_keys_alone() {
    let Some(mut terminal) = Terminal::with(&paper(&[])) else { return };
    terminal.answers(&[
        ("Which document?", 1, "\r"),
        ("When was the test", 1, "\r"),
        ("Everything is there", 1, "\u{1B}[B\r"),
        ("> [", 1, "\u{1B}[B\u{1B}[B \r"),
        ("> None", 1, "\r"),
        ("Enter for the next person", 1, "q"),
    ]);
    let (status, shown) = terminal.ends_with();
    assert_eq!(status, 1, "{shown}");
    assert!(shown.contains("> [x]") && shown.contains("  [ ]") && shown.contains("missing-stamp"), "{shown}");
    fits(&shown);
}

/// French takes more room.
#[test]
fn in_french_the_form_fits_its_terminal_too() {
    let call = ["paper", "--lang", "fr", "--at", "2021-08-14T20:30", "--demo"];
    let Some(mut terminal) = Terminal::with(&call) else { return };
    terminal.answers(&[
        ("Quel document", 1, "\r"),
        ("Quand le test", 1, &item(20)),
        ("Tout y est", 1, "\u{1B}[B\r"),
        ("> [", 1, "\u{1B}[B\u{1B}[B\u{1B}[B\u{1B}[B \r"),
        ("Heure exacte, entre 8", 1, "9h\r"),
        ("Une heure entre", 1, "\u{7f}\u{7f}8h50\r"),
        ("personne suivante", 1, "q"),
    ]);
    let (status, shown) = terminal.ends_with();
    assert!(status < 2 && shown.contains("(Espace pour cocher)") && !shown.contains("…\n> ["), "{shown}");
    fits(&shown);
}

#[test]
fn escape_reopens_the_question_before_with_its_answer_kept() {
    let Some(mut terminal) = Terminal::with(&paper(&[])) else { return };
    // The hour that began at eight: its minute decides. Then the one that began at nine: it does not.
    terminal.answers(&[
        ("Which document?", 1, "\r"),
        ("When was the test", 1, &item(20)),
        ("Everything is there", 1, "\r"),
        ("Exact time, between 8:00", 1, "8h5"),
        ("> 8h5", 1, "\u{1B}"),
        ("> Everything is there", 2, "\u{1B}"),
        // Not at its first item: where the answer was.
        ("> Sat 14/08 morning · 8:00", 2, "\u{1B}[B\r"),
        ("> Everything is there", 3, "\r"),
        ("Enter for the next person", 1, "q"),
    ]);
    let (status, shown) = terminal.ends_with();
    assert_eq!(status, 0, "{shown}");
    assert!(shown.contains("ACCEPTED"), "{shown}");
    assert_eq!(
        shown.matches("Exact time, between").count(),
        4,
        "as it was asked, and with each key: {shown}"
    );
}

#[test]
fn escape_at_the_first_question_ends_without_a_verdict() {
    let Some(mut terminal) = Terminal::with(&paper(&[])) else { return };
    terminal.answers(&[
        ("Which document?", 1, "\r"),
        ("When was the test", 1, "\u{1B}"),
        ("Which document?", 3, "\u{1B}"),
    ]);
    let (status, shown) = terminal.ends_with();
    assert_eq!(status, 2, "{shown}");
    assert!(shown.contains("cancelled: no verdict") && !shown.contains("next person"), "{shown}");
}

#[test]
fn the_next_person_finds_nothing_of_the_one_before_and_the_worst_answer_is_the_status() {
    let at_the_door = ["paper", "--lang", "en", "--at", "2021-08-14T20:30"];
    let Some(mut terminal) = Terminal::with(&at_the_door) else { return };
    terminal.answers(&[
        ("Which document?", 1, &item(2)),
        ("Enter for the next person", 1, "\r"),
        // At the first item again, not at that of the person before.
        ("> Antigen test", 2, "\r"),
        ("When was the test", 1, &item(21)),
        ("Everything is there", 1, "\r"),
        ("Enter for the next person", 2, "\u{4}"),
    ]);
    let (status, shown) = terminal.ends_with();
    assert_eq!(status, 1, "{shown}");
    let (_, after) = shown.rsplit_once("\u{1B}[?1049l").unwrap();
    assert!(after.contains("1 accepted by relaxation · 1 not covered"), "{after}");
    // Each form and each answer begins on an empty screen, and the last one is left behind empty.
    let screens = shown.split(ERASED).collect::<Vec<_>>();
    let (first, second) = (
        screens.iter().position(|s| s.contains("NOT COVERED")),
        screens.iter().position(|s| s.contains("ACCEPTED")),
    );
    assert!(first.unwrap() + 1 < second.unwrap(), "{shown}");
    assert!(!screens[first.unwrap() + 1].contains("PCR  "), "{shown}");
    assert!(shown.contains(&format!("{ERASED}\u{1B}[?1049l")), "{shown}");
}

#[test]
fn each_paper_is_counted_when_it_is_judged() {
    let before: [&[&str]; 2] = [&["register", "name", "Anne"], &["register", "open", "Anne"]];
    // By today's rules there is no relaxation: nothing is asked.
    let Some(mut terminal) = Terminal::on_device(&before, &["paper", "--lang", "en"]) else { return };
    terminal.answers(&[
        ("Enter for the next person", 1, "\r"),
        ("Enter for the next person", 2, "\r"),
        ("Enter for the next person", 3, "q"),
    ]);
    assert_eq!(terminal.status(), 1, "{}", terminal.shows());
    let closed = terminal.then(&["register", "close", "--json"]);
    let closed = serde_json::from_str::<serde_json::Value>(&closed.out).unwrap();
    assert_eq!(closed["counts"]["not-covered"], 3, "{closed}");
}

#[test]
fn what_the_call_says_is_taken_as_answered_and_the_rest_is_asked() {
    for (options, asked, not_asked, status) in [
        (
            &["--kind", "antigénique"][..],
            &["When was the test", "Everything is there"][..],
            &["Which document?"][..],
            0,
        ),
        (&["--tested-at", "14/08T9h15"][..], &[][..], &["Which document?", "When was"][..], 2),
        (
            &["--tested-at", "2021-08-14T09:15"],
            &["Which document?", "Everything is there"],
            &["When was", "Exact time"],
            0,
        ),
        (
            &["--missing", "cachet", "--kind", "antigen"],
            &["When was the test"],
            &["Everything is there", "Which document?"],
            1,
        ),
        (&["--kind", "pcr"], &[], &["Which document?", "When was", "Everything is there"], 1),
    ] {
        let Some(mut terminal) = Terminal::with(&paper(options)) else { return };
        for question in asked {
            let keys = if *question == "When was the test" { item(21) } else { "\r".to_owned() };
            terminal.answers(&[(question, 1, &keys)]);
        }
        if status < 2 {
            terminal.answers(&[("Enter for the next person", 1, "q")]);
        }
        let (ended, shown) = terminal.ends_with();
        assert_eq!(ended, status, "{options:?}: {shown}");
        assert!(not_asked.iter().all(|question| !shown.contains(question)), "{options:?}: {shown}");
    }
}

#[test]
fn the_next_person_is_asked_everything_whatever_the_call_said_of_the_first() {
    let Some(mut terminal) = Terminal::with(&paper(&["--kind", "pcr"])) else { return };
    terminal.answers(&[
        ("Enter for the next person", 1, "\r"),
        ("Which document?", 1, &item(2)),
        ("Enter for the next person", 2, "q"),
    ]);
    assert_eq!(terminal.ends_with().0, 1);
}

/// They are those of one person: nobody is next.
#[test]
fn a_pass_beside_the_paper_is_judged_with_what_was_answered() {
    let call = paper(&["--with", "01-vaccinated.png", "--demo", "--kind", "antigen"]);
    let Some(mut terminal) = Terminal::with(&call) else { return };
    terminal.answers(&[
        ("When was the test", 1, &item(21)),
        ("Everything is there", 1, "\u{1B}[B\r"),
        ("> [", 1, "\u{1B}[B\u{1B}[B \r"),
    ]);
    let (status, shown) = terminal.ends_with();
    assert_eq!(status, 0, "{shown}");
    let told = ["FONTAINE", "Each document by itself", "missing-stamp"];
    assert!(told.iter().all(|told| shown.contains(told)) && !shown.contains("next person"), "{shown}");
}

/// What is read by keys makes a signal of it: the program ends by that alone, with the terminal as it was.
#[test]
fn ctrl_c_ends_as_a_signal_does_and_leaves_the_terminal_as_it_was() {
    for (before, question, options) in [
        (&[][..], "Which document?", &[][..]),
        (&[("Which document?", "\r"), ("When was", "\r"), ("Everything is there", "\u{1B}[B\r")], "> [", &[]),
        (&[("Which document?", "\r")], "When was the test", &["--json"]),
    ] {
        let Some(mut terminal) = Terminal::with(&paper(options)) else { return };
        for (question, keys) in before {
            terminal.answers(&[(question, 1, keys)]);
        }
        terminal.answers(&[(question, 1, "\u{3}")]);
        let (status, shown) = terminal.ends_with();
        assert_eq!(status, 130, "{shown}");
        assert!(!shown.contains("souplesse: standard"), "{shown}");
        let (hidden, visible) = (shown.rfind("\u{1B}[?25l"), shown.rfind("\u{1B}[?25h"));
        assert!(visible > hidden, "the cursor stays hidden: {shown}");
    }
}

#[test]
fn with_json_one_paper_is_asked_about_and_answered() {
    let Some(mut terminal) = Terminal::with(&paper(&["--json"])) else { return };
    terminal.answers(&[("Which document?", 1, &item(2))]);
    let (status, shown) = terminal.ends_with();
    assert_eq!(status, 1, "{shown}");
    assert!(shown.contains("\"code\":\"pcr-not-affected\"") && !shown.contains("next person"), "{shown}");
}

/// `h` turned a page of the list once, and a space took what was there.
#[test]
fn letters_go_to_what_begins_so_and_take_nothing() {
    let Some(mut terminal) = Terminal::with(&paper(&[])) else { return };
    terminal.answers(&[
        ("Which document?", 1, "unsup h"),
        ("> Unsupervised", 1, "\u{1B}[H"),
        ("> Antigen", 2, "lab\u{1B}[Hanti\r"),
        ("When was the test", 1, "date or\r"),
        ("Everything is there", 1, "\r"),
        ("Enter for the next person", 1, "q"),
    ]);
    let (_, shown) = terminal.ends_with();
    assert!(
        shown.contains("Which document?  Antigen test") && shown.contains("Date or time missing"),
        "{shown}"
    );
}

/// Half of all passes have a Q, and each ends with Enter.
#[test]
fn a_pass_that_is_scanned_into_the_form_answers_nothing_and_ends_nothing() {
    let Some(mut terminal) = Terminal::with(&paper(&[])) else { return };
    let pass = std::fs::read_to_string(common::samples().join("../pdf/pass.txt")).expect("a pass");
    let pass = format!("{}\r", pass.trim());
    assert!(pass.contains('Q'));
    terminal.answers(&[
        ("Which document?", 1, &pass),
        ("A scan is no answer", 1, "\r"),
        ("When was the test", 1, &pass),
        ("A scan is no answer", 2, "14/08 9:15\r"),
        ("Everything is there", 1, &pass),
        ("A scan is no answer", 3, "\r"),
        ("Enter for the next person", 1, &pass),
    ]);
    std::thread::sleep(std::time::Duration::from_millis(600));
    terminal.answers(&[("Enter for the next person", 1, "\r"), ("Which document?", 4, "\u{1B}")]);
    let (status, shown) = terminal.ends_with();
    assert_eq!(status, 0, "{shown}");
    assert!(shown.contains("14/08/2021 at 9:15") && shown.contains("ACCEPTED"), "{shown}");
    assert!(!shown.contains("HC1:") && shown.contains("1 accepted by relaxation"), "{shown}");
}

/// Nothing of a pass that a scanner types is shown, and it is told when to scan.
#[test]
fn passes_beside_a_paper_can_be_scanned() {
    let call = paper(&["--demo", "--kind", "antigen", "--tested-at", "2021-08-14T09:15", "--with", "-"]);
    let Some(mut terminal) = Terminal::with(&call) else { return };
    let pass = std::fs::read_to_string(common::samples().join("../pdf/pass.txt")).expect("a pass");
    terminal.waits_for("Scan the passes", 1);
    terminal.types(format!("{}\r", pass.trim()).as_bytes());
    std::thread::sleep(std::time::Duration::from_millis(600));
    terminal.types(b"q\r");
    let (status, shown) = terminal.ends_with();
    assert!(status < 2 && shown.contains("FONTAINE") && !shown.contains("HC1:"), "{shown}");
}
