//! Each way in which a pack can be wrong refuses it whole, with the place of the culprit.

use souplesse::read::pack_text;

/// The built-in pack with `new` in the place of the first `old`.
fn changed(old: &str, new: &str) -> String {
    let text = include_str!("../../../core/data/pack-fr-psc-2021-08.toml");
    assert!(text.contains(old), "the pack has no `{old}`");
    text.replacen(old, new, 1)
}

/// What is said of the pack, and the text of the line that is pointed at.
fn fault(text: &str) -> (String, String) {
    let fault = pack_text::read(text).expect_err("a fault").to_string();
    let line = fault.strip_prefix("line ").and_then(|rest| rest.split_once(','));
    let line = line.and_then(|(number, _)| number.parse::<usize>().ok()).expect("a line");
    (fault, text.lines().nth(line - 1).unwrap_or_default().trim().to_owned())
}

#[test]
fn every_fault_has_its_place_and_its_reason() {
    let scope = "maximum-age-hours = 72\nscope = { regions = [] }";
    let unknown_region = "maximum-age-hours = 72\nscope = { regions = [\"Bretagne\"] }";
    let own_word = "[[words]]\nid = \"ID\"\nlabel = { fr = \"a\", en = \"a\" }\ntext = { fr = \"a\", en = \"a\" }\n\n[[kinds]]";
    let word = |id: &str| own_word.replace("ID", id);
    let twins = format!("{}{}", word("batch").trim_end_matches("[[kinds]]"), word("batch"));
    let used = changed("id = \"serology\"", "id = \"batch\"");
    for (old, new, line, reason) in [
        // What is unknown.
        ("version = 1", "version = 2", "version = 2", "“version”: expected the number 1"),
        ("version = 1", "version = 1\ncolour = 1", "colour = 1", "unknown field, expected one of"),
        ("[in-force]", "[in-force]\nuntil = 1", "until = 1", "unknown field, expected"),
        (
            "\"Europe/Paris\"",
            "\"Europe/Lutece\"",
            "zone = \"Europe/Lutece\"",
            "expected a zone whose clock is built in",
        ),
        ("\"time-of-act\"", "\"time\"", "axis = \"time\"", "unknown word, expected"),
        ("level = \"firm\"", "level = \"strict\"", "level = \"strict\"", "unknown word, expected"),
        ("counts = \"shortens\"", "counts = \"lengthens\"", "counts = \"lengthens\"", "unknown word"),
        ("id = \"serology\"", "id = \"saliva\"", "id = \"saliva\"", "“saliva” has no words"),
        ("id = \"stamp\"", "id = \"seal\"", "id = \"seal\"", "“seal” has no words"),
        ("\"other-lawful-proof\"", "\"because\"", "not-covered = \"because\"", "“because” has no words"),
        ("\"issued-but-not-relaxed\"", "\"because\"", "not-covered = \"because\"", "“because” has no words"),
        ("id = \"serology\"", "id = \"Serology\"", "id = \"Serology\"", "a word of 1 to 32 of a to z"),
        // Names and texts.
        ("\"FR-PSC-2021-08\"", "\"fr\"", "id = \"fr\"", "is not an id"),
        (
            "axis =",
            "revokes = [\"FR-PSC-2021-08\"]\naxis =",
            "revokes = [\"FR-PSC-2021-08\"]",
            "cannot end itself",
        ),
        ("axis =", "supersedes = [\"x\"]\naxis =", "supersedes = [\"x\"]", "is not an id"),
        (
            "en = \"Pro Santé Connect outage of 13 and 14 August 2021\"",
            "en = \" \"",
            "en = \" \"",
            "it is empty",
        ),
        (
            "en = \"French Ministry",
            "en = \"\\u001b[2JFrench Ministry",
            "en = \"\\u001b[2JFrench Ministry of Solidarity and Health\"",
            "control character",
        ),
        ("quotation = \"Les", "quotation = \"\\nLes", "", "control character"),
        ("\"https://sidep", "\"http://sidep", "portal = \"http://sidep.gouv.fr/\"", "begins with https://"),
        // Times and hours.
        (
            "\"2021-08-13T12:00\"",
            "\"2021-08-13 12:00\"",
            "from = \"2021-08-13 12:00\"",
            "expected a local time",
        ),
        (
            "sunset = \"2021-08-17T00:00\"",
            "sunset = \"2021-08-13T12:00\"",
            "sunset = \"2021-08-13T12:00\"",
            "must come after “from”",
        ),
        (
            "until = \"2021-08-14T00:00\"",
            "until = \"2021-08-13T12:00\"",
            "until = \"2021-08-13T12:00\"",
            "must come after “from”",
        ),
        ("id = \"saturday-am\"", "id = \"friday-pm\"", "id = \"friday-pm\"", "another window has this id"),
        (
            "not-covered = \"issued",
            "maximum-age-hours = 1\nnot-covered = \"issued",
            "maximum-age-hours = 1",
            "not covered has no maximum age",
        ),
        ("maximum-age-hours = 72", scope, "scope = { regions = [] }", "it limits nothing"),
        (
            "maximum-age-hours = 72",
            unknown_region,
            "scope = { regions = [\"Bretagne\"] }",
            "expected a list of regions as in ISO 3166-2",
        ),
        ("maximum-age-hours = 72", "maximum-age-hours = 0", "maximum-age-hours = 0", "hours are 1 to 8760"),
        (
            "maximum-age-hours = 72",
            "maximum-age-hours = 8761",
            "maximum-age-hours = 8761",
            "hours are 1 to 8760",
        ),
        ("axis =", "maximum-age-hours = 5\naxis =", "maximum-age-hours = 5", "it belongs in each of them"),
        ("[12, 24, 48, 72]", "[0, 12]", "usual-hours = [0, 12]", "hours are 1 to 8760"),
        ("[12, 24, 48, 72]", "[24, 12]", "usual-hours = [24, 12]", "hours must ascend"),
        // Kinds and elements.
        ("id = \"serology\"", "id = \"pcr\"", "id = \"pcr\"", "this kind appears twice"),
        ("id = \"reference\"", "id = \"brand\"", "id = \"brand\"", "this element appears twice"),
        ("kind = \"supervised-self-test\"", "kind = \"saliva\"", "", "is not a kind of this pack"),
        (
            "id = \"test-kind\"\nlevel = \"essential\"",
            "id = \"test-kind\"\nlevel = \"note\"",
            "",
            "“test-kind” must be essential",
        ),
        (
            "id = \"test-date\"\nlevel = \"essential\"",
            "id = \"test-date\"\nlevel = \"firm\"",
            "",
            "“test-date” must be essential",
        ),
        (
            "id = \"test-time\"\nlevel = \"essential\"",
            "id = \"test-time\"\nlevel = \"firm\"",
            "",
            "“test-time” must be essential",
        ),
        // Words of its own.
        ("[[kinds]]", &word("antigen"), "id = \"antigen\"", "the product has its own words"),
        ("[[kinds]]", &word("batch"), "id = \"batch\"", "nothing in this pack uses the word"),
    ] {
        let (said, pointed_at) = fault(&changed(old, new));
        assert!(said.contains(reason), "{old} → {new}: {said}");
        assert!(line.is_empty() || pointed_at == line, "{old} → {new}: {said}: {pointed_at}");
    }
    assert!(fault(&used.replacen("[[kinds]]", &twins, 1)).0.contains("this word appears twice"));
    assert!(pack_text::read(&used.replacen("[[kinds]]", &word("batch"), 1)).is_ok(), "a word of its own");
    assert!(pack_text::read(&changed("axis", "axis")).is_ok());
}

#[test]
fn a_pack_must_name_texts_kinds_and_elements() {
    let without = |table: &str| {
        let text = changed("version", "version");
        let rest = text.split("\n[[").filter(|part| !part.starts_with(table)).collect::<Vec<_>>();
        rest.join("\n[[").replacen("version = 1", &format!("version = 1\n{table} = []"), 1)
    };
    for (table, reason) in [
        ("references", "at least one text must be named"),
        ("kinds", "at least one kind"),
        ("elements", "a paper must show something"),
    ] {
        let said = fault(&without(table)).0;
        assert!(said.contains(reason), "{table}: {said}");
    }
}
