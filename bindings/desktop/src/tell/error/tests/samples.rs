//! A value of each variant of every error.
//!
//! A variant that is missing here does not compile: `every!` matches on what it makes.

use std::io::{self, ErrorKind};
use std::panic::resume_unwind;

use souplesse_core::Code;
use souplesse_core::bundle::{Detail, KeyNumber};
use souplesse_core::device::Notice;
use souplesse_core::json;
use souplesse_core::place::{Country, PlaceError};
use souplesse_core::register::RegisterError;
use souplesse_core::store::StoreError;

use super::samples_of_files::{inputs, unusable};
use crate::cli::{Setting, SettingFault};
use crate::judge::contain::{Fault, contained};
use crate::read::kind::Foreign;
use crate::read::limits::{NotRegular, TooLarge};
use crate::read::lines::LineError;
use crate::read::moment::TimeError;
use crate::read::paper_fields::{PaperFault, Wrong};
use crate::read::pdf::PdfError;
use crate::read::picture::PictureError;
use crate::tell::error::{Act, Error, Misuse, Nothing, Unusable, Why};

/// A value of each variant of an enum, and what its sentence must name.
macro_rules! every {
    ($type:ident: $($pattern:pat => [$($sample:expr, $about:expr);+ $(;)?])+) => {{
        fn _is_exhaustive(value: &$type) {
            match value { $($pattern => {})+ }
        }
        let samples = vec![$($(($sample, $about)),+),+];
        let matched = [$($(matches!($sample, $pattern)),+),+];
        assert!(matched.iter().all(|matched| *matched), "a sample stands beside its pattern");
        samples
    }};
}

pub(super) use every;

pub(super) type About = &'static str;

fn fault() -> Fault {
    contained(|| resume_unwind(Box::new(()))).expect_err("it panicked")
}

pub(super) fn json_fault() -> json::Fault {
    json::Fault { problem: "missing field `zone`".to_owned(), place: Some((3, 4)) }
}

fn system(kind: ErrorKind) -> io::Error {
    kind.into()
}

pub(super) fn errors() -> Vec<(Error, About)> {
    const FILE: &str = "photo.png";
    let path = || FILE.into();
    let direct = every!(Error:
        Error::Read { .. } => [
            Error::Read { path: path(), source: system(ErrorKind::NotFound) }, FILE;
            Error::Read { path: path(), source: system(ErrorKind::PermissionDenied) }, FILE;
            Error::Read { path: path(), source: system(ErrorKind::IsADirectory) }, FILE;
            Error::Read { path: path(), source: system(ErrorKind::NotADirectory) }, FILE;
            Error::Read { path: path(), source: system(ErrorKind::UnexpectedEof) }, FILE;
            Error::Read { path: path(), source: system(ErrorKind::InvalidData) }, FILE;
            Error::Read { path: path(), source: io::Error::other(NotRegular) }, FILE;
            Error::Read { path: path(), source: io::Error::other(TooLarge { most: 2 << 20 }) }, FILE;]
        Error::Write { .. } => [
            Error::Write { path: path(), source: system(ErrorKind::StorageFull) }, FILE;
            Error::Write { path: path(), source: system(ErrorKind::ReadOnlyFilesystem) }, FILE;
            Error::Write { path: path(), source: system(ErrorKind::ResourceBusy) }, FILE;
            Error::Write { path: path(), source: system(ErrorKind::AlreadyExists) }, FILE;]
        Error::Exists { .. } => [Error::Exists { path: path() }, FILE;]
        Error::KeyExists { .. } => [Error::KeyExists { path: path() }, FILE;]
        Error::IsInput { .. } => [Error::IsInput { path: path() }, FILE;]
        Error::Stream { .. } => [Error::Stream { source: system(ErrorKind::BrokenPipe) }, "";]
        Error::Of { .. } => [Error::Of { name: "a.png".to_owned(), error: Box::new(Error::Randomness) }, "a.png";]
        Error::File { .. } => [Error::File { source: system(ErrorKind::NotFound) }, "";]
        Error::NoSuchInput { .. } => [Error::NoSuchInput { name: FILE.to_owned() }, FILE;]
        Error::NothingToJudge { .. } => [Error::NothingToJudge { path: path(), found: Nothing::Empty }, FILE;]
        Error::Picture(_) => [Error::Picture(PictureError::Empty), "";]
        Error::Pdf(_) => [Error::Pdf(PdfError::Locked), "";]
        Error::Foreign { .. } => [Error::Foreign { path: path(), what: Foreign::Heic }, FILE;]
        Error::Hidden(_) => [Error::Hidden(Foreign::Svg), "";]
        Error::Line(_) => [Error::Line(LineError::Utf16), "UTF-16";]
        Error::Unusable { .. } => [Error::Unusable { path: path(), why: Unusable::NoKey }, FILE;]
        Error::Randomness => [Error::Randomness, "";]
        Error::Refused { .. } => [
            Error::Refused { path: path(), code: Code::UpdateOlder, detail: None }, FILE;
            Error::Refused { path: path(), code: Code::UpdateOlder, detail: Some(Detail::NotPinned) }, "update-older";]
        Error::Kept { .. } => [Error::Kept { act: Act::Install, why: Why::Notices(Vec::new()) }, "";]
        Error::Misuse(_) => [Error::Misuse(Misuse::NoPipe), "";]
        Error::Fault(_) => [Error::Fault(fault()), "";]
        Error::Batch { .. } => [Error::Batch { text: String::new() }, "";]
    );
    let nothing = every!(Nothing:
        Nothing::NoLine => [Nothing::NoLine, "";]
        Nothing::NoPicture => [Nothing::NoPicture, "PDF";]
        Nothing::Empty => [Nothing::Empty, "";]
    );
    let nothing =
        nothing.into_iter().map(|(found, about)| (Error::NothingToJudge { path: path(), found }, about));
    // The answers to lines of a batch are for programs, and in English.
    let mut all = direct;
    all.retain(|(error, _)| !matches!(error, Error::Batch { .. }));
    all.extend(nothing);
    all.extend(inputs());
    all.extend(unusable().into_iter().map(|(why, about)| (Error::Unusable { path: path(), why }, about)));
    all.extend(misuse().into_iter().map(|(misuse, about)| (Error::Misuse(misuse), about)));
    all.extend(kept());
    all
}

fn misuse() -> Vec<(Misuse, About)> {
    let number = KeyNumber::try_from("30efd606a9ce6e59".to_owned()).expect("a number");
    let paper = |wrong| Misuse::Paper(PaperFault { field: "tested_at", wrong });
    let setting = |fault| Misuse::Setting { setting: Setting::Place, fault };
    let name = || "ARS Bretagne".to_owned();
    let document = || "pack FR-PSC-2021-08".to_owned();
    let france = Country::FRANCE;
    every!(Misuse:
        Misuse::AnswersMissing { .. } => [Misuse::AnswersMissing { options: vec!["--kind", "--tested-at"] }, "--kind, --tested-at";]
        Misuse::NoPipe => [Misuse::NoPipe, "";]
        Misuse::Line { .. } => [Misuse::Line { id: "lines.txt:4".to_owned(), error: LineError::None }, "lines.txt:4";]
        Misuse::Paper(_) => [
            paper(Wrong::Word { known: vec!["pcr".to_owned(), "antigen".to_owned()] }), "pcr, antigen";
            paper(Wrong::Several { known: vec!["pcr".to_owned(), "antigen".to_owned()] }), "pcr, antigen";
            paper(Wrong::NoTime), "--tested-at";
            paper(Wrong::NoLocalTime), "--tested-at";
            paper(Wrong::Time(TimeError::Form)), "--tested-at";
            paper(Wrong::Time(TimeError::Day)), "2021-08-14";
            paper(Wrong::Time(TimeError::Gap)), "--tested-at";
            paper(Wrong::Time(TimeError::Years)), "1900";
            paper(Wrong::Hours), "8760";]
        Misuse::BrokenOff => [Misuse::BrokenOff, "";]
        Misuse::Region(_) => [
            Misuse::Region(PlaceError::Country { given: "ZZZ".to_owned() }), "ZZZ";
            Misuse::Region(PlaceError::Region { given: "QQQQ".to_owned(), country: france }), "QQQQ";
            Misuse::Region(PlaceError::NoCountry { given: "QQQQ".to_owned() }), "QQQQ";]
        Misuse::HiddenRegion => [Misuse::HiddenRegion, "--region";]
        Misuse::Setting { .. } => [
            setting(SettingFault::Place(PlaceError::Country { given: "ZZZ".to_owned() })), "ZZZ";
            setting(SettingFault::NoRegion), "FR-971";
            setting(SettingFault::Kind), "restaurant";
            setting(SettingFault::OneOf { known: vec!["venue".to_owned()] }), "venue";]
        Misuse::RegisterWhatIf => [Misuse::RegisterWhatIf, "--at";]
        Misuse::InstallWhatIf => [Misuse::InstallWhatIf, "--bundle";]
        Misuse::RemoveWhatIf => [Misuse::RemoveWhatIf, "--demo";]
        Misuse::AcknowledgeWhatIf => [Misuse::AcknowledgeWhatIf, "--demo";]
        Misuse::NoSuchRule { .. } => [Misuse::NoSuchRule { name: "VR-XX-1".to_owned() }, "VR-XX-1";]
        Misuse::Payload(_) => [Misuse::Payload(json_fault()), "zone";]
        Misuse::Pass(_) => [Misuse::Pass(Code::Base45), "base45";]
        Misuse::NoDataFolder => [Misuse::NoDataFolder, "--data-dir";]
        Misuse::DataFolderIsFile { .. } => [Misuse::DataFolderIsFile { path: "/dev/null".into() }, "/dev/null";]
        Misuse::NoSettingsFolder { .. } => [Misuse::NoSettingsFolder { variable: "SOUPLESSE_CONFIG" }, "SOUPLESSE_CONFIG";]
        Misuse::InputTooLarge { .. } => [Misuse::InputTooLarge { most: 2 << 20 }, "2";]
        Misuse::Signature => [Misuse::Signature, "";]
        Misuse::NobodyInstalls { .. } => [
            Misuse::NobodyInstalls { code: Code::UpdateUnreadable, detail: None }, "";
            Misuse::NobodyInstalls { code: Code::UpdateUnreadable, detail: Some(Detail::HasSuccessor) }, "";]
        Misuse::NoSuchAnchor { .. } => [
            Misuse::NoSuchAnchor { number, known: Vec::new() }, "30efd606a9ce6e59";
            Misuse::NoSuchAnchor { number, known: vec![name()] }, "ARS Bretagne";]
        Misuse::AnchorRemoved { .. } => [Misuse::AnchorRemoved { name: name() }, "ARS Bretagne";]
        Misuse::AnchorIsGiven { .. } => [Misuse::AnchorIsGiven { name: name() }, "ARS Bretagne";]
        Misuse::AnchorWantsYes { .. } => [
            Misuse::AnchorWantsYes { name: name(), documents: document(), stopped: Vec::new() }, "ARS Bretagne";]
        Misuse::DocumentWantsYes { .. } => [
            Misuse::DocumentWantsYes { document: document(), stopped: Vec::new() }, "FR-PSC-2021-08";]
        Misuse::NoSuchDocument { .. } => [
            Misuse::NoSuchDocument { document: document(), known: Vec::new() }, "FR-PSC-2021-08";
            Misuse::NoSuchDocument { document: document(), known: vec![name()] }, "ARS Bretagne";]
        Misuse::WhoseDocument { .. } => [
            Misuse::WhoseDocument { document: document(), signers: name() }, "ARS Bretagne";]
        Misuse::DocumentNotBy { .. } => [
            Misuse::DocumentNotBy { document: document(), signers: name() }, "ARS Bretagne";]
        Misuse::NoKeyName { .. } => [Misuse::NoKeyName { most: 80 }, "80";]
        Misuse::LeaveTooLong => [Misuse::LeaveTooLong, "--device";]
        Misuse::Conflict { .. } => [
            Misuse::Conflict { document: document(), version: 2, issued: crate::read::moment::now(), next: 7 }, "7";]
        Misuse::NoPackId { .. } => [Misuse::NoPackId { number: 2 }, "2";]
        Misuse::Withdrawn { .. } => [Misuse::Withdrawn { id: "XX-ONE".to_owned(), issued: crate::read::moment::now() }, "XX-ONE";]
        Misuse::NameCodes => [Misuse::NameCodes, ".png";]
        Misuse::CodeTooLarge => [Misuse::CodeTooLarge, "";]
        Misuse::TooManyCodes => [Misuse::TooManyCodes, "64";]
        Misuse::CodeUnread => [Misuse::CodeUnread, "";]
        Misuse::NoSuchPack { .. } => [
            Misuse::NoSuchPack { id: "XX-ONE".to_owned(), known: vec!["FR-TWO".to_owned()] }, "XX-ONE";]
    )
}

fn kept() -> Vec<(Error, About)> {
    let who = || "Anne Le Goff".to_owned().try_into().expect("a name");
    let what = || "counters".to_owned();
    let now = crate::read::moment::now();
    let notice = Notice { code: Code::RegisterUnavailable, at: now, detail: "/data/register".to_owned() };
    let acts = every!(Act:
        Act::Install => [Act::Install, "";]
        Act::Remove => [Act::Remove, "";]
        Act::Acknowledge => [Act::Acknowledge, "";]
        Act::Name => [Act::Name, "";]
        Act::Withdraw => [Act::Withdraw, "";]
        Act::Open => [Act::Open, "";]
        Act::Close => [Act::Close, "";]
        Act::Export => [Act::Export, "";]
        Act::Verify => [Act::Verify, "";]
        Act::RemoveLines => [Act::RemoveLines, "";]
    );
    let stores = every!(StoreError:
        StoreError::Io { .. } => [StoreError::Io { path: "/data/clock".into(), source: system(ErrorKind::StorageFull) }, "/data/clock";]
        StoreError::Damaged { .. } => [StoreError::Damaged { what: what() }, "counters";]
        StoreError::Newer { .. } => [StoreError::Newer { what: what() }, "counters";]
        StoreError::Unavailable { .. } => [StoreError::Unavailable { detail: what() }, "counters";]
        StoreError::InUse { .. } => [StoreError::InUse { path: "register".into() }, "";]
    );
    let refusals = every!(RegisterError:
        RegisterError::AlreadyNamed { .. } => [RegisterError::AlreadyNamed { who: who() }, "Anne Le Goff";]
        RegisterError::NotNamed { .. } => [RegisterError::NotNamed { who: who() }, "Anne Le Goff";]
        RegisterError::OnDuty { .. } => [RegisterError::OnDuty { who: who() }, "Anne Le Goff";]
        RegisterError::Nobody => [RegisterError::Nobody, "";]
        RegisterError::NoShift => [RegisterError::NoShift, "register open";]
        RegisterError::StillToCome => [RegisterError::StillToCome, "";]
        RegisterError::Store(_) => [RegisterError::Store(StoreError::Damaged { what: what() }), "counters";]
    );
    let whys = every!(Why:
        Why::Store(_) => [Why::Store(StoreError::Damaged { what: what() }), "counters";]
        Why::Register(_) => [Why::Register(RegisterError::Nobody), "";]
        Why::Notices(_) => [Why::Notices(vec![notice.clone()]), "register-unavailable";]
    );
    let act = Act::Open;
    let acts =
        acts.into_iter().map(|(act, about)| (Error::Kept { act, why: Why::Notices(Vec::new()) }, about));
    let stores =
        stores.into_iter().map(|(error, about)| (Error::Kept { act, why: Why::Store(error) }, about));
    let refusals =
        refusals.into_iter().map(|(error, about)| (Error::Kept { act, why: Why::Register(error) }, about));
    let whys = whys.into_iter().map(|(why, about)| (Error::Kept { act, why }, about));
    acts.chain(stores).chain(refusals).chain(whys).collect()
}
