//! What the page for authors shows of each form can be signed as it stands there.

mod common;

use std::fs;

use common::souplesse;

/// The blocks of the page in one language.
fn blocks(language: &str) -> Vec<&'static str> {
    let page = include_str!("../../../docs/authoring.md");
    let blocks = page.split("```").skip(1).step_by(2);
    blocks.filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n')).collect()
}

#[test]
fn every_form_on_the_page_is_signed_as_it_stands() {
    let (toml, json) = (blocks("toml"), blocks("json"));
    assert_eq!((toml.len(), json.len()), (2, 1));
    let folder = tempfile::tempdir().expect("a folder");
    let all = toml.iter().map(|text| (text, "toml")).chain(json.iter().map(|text| (text, "json")));
    for (index, (text, ending)) in all.enumerate() {
        let name = |ending: &str| folder.path().join(format!("form-{index}.{ending}")).display().to_string();
        fs::write(name(ending), text).expect("a file");
        let sign = ["bundle", "sign", &name(ending), "--key", "keys/demonstration-anchor.pem"];
        let run = souplesse(&[&sign[..], &["-o", &name("souplesse")]].concat());
        assert_eq!(run.status, 0, "{text}\n{}", run.err);
    }
}
