//! A value of each variant of what is wrong with files, and of what the core finds in them.

use std::io::ErrorKind;

use image::error::{ImageError, ImageFormatHint, UnsupportedError, UnsupportedErrorKind};
use souplesse_core::Code;
use souplesse_core::bundle::{AnchorError, Detail, DocumentKind, Wrong};
use souplesse_core::compact::CompactError;
use souplesse_core::json;
use souplesse_core::register::ExportError;
use souplesse_core::rules::RulesError;
use souplesse_core::rules::certlogic::{CompileError, CompileProblem};
use souplesse_core::rules::tolerance::{PackError, PackProblem, Word};
use souplesse_core::trust::RevocationError;

use super::samples::{About, every, json_fault};
use crate::cli::{Setting, SettingFault};
use crate::read::kind::Foreign;
use crate::read::lines::LineError;
use crate::read::moment::TimeError;
use crate::read::pack_text::{Fault, What};
use crate::read::pdf::PdfError;
use crate::read::picture::PictureError;
use crate::read::syntax::{Form, Syntax, Thing};
use crate::read::takes::takes;
use crate::read::trust::{CertificateError, Entry, Expected, Malformed, Problem, TrustFault};
use crate::tell::error::{Error, Unusable};

/// A path of each form that says what its field takes.
const PATHS: [&str; 18] = [
    "version",
    "issued",
    "date",
    "in-force.from",
    "maximum-age-hours",
    "stated-duration.usual-hours",
    "title",
    "title.fr",
    "kinds[0].id",
    "zone",
    "supersedes",
    "windows[0].scope.regions",
    "kinds",
    "in-force",
    "key[0].id",
    "key[0].public",
    "key[0].signs",
    "may-sign",
];

pub(super) fn inputs() -> Vec<(Error, About)> {
    let damaged = || {
        let kind = UnsupportedErrorKind::GenericFeature("the secret part of it".to_owned());
        ImageError::Unsupported(UnsupportedError::from_format_and_kind(ImageFormatHint::Unknown, kind))
    };
    let pictures = every!(PictureError:
        PictureError::UnknownKind => [PictureError::UnknownKind, "TIFF";]
        PictureError::TooLarge { .. } => [PictureError::TooLarge { width: 60_000, height: 70_000 }, "60000 × 70000";]
        PictureError::Padded => [PictureError::Padded, "";]
        PictureError::Empty => [PictureError::Empty, "pixel";]
        PictureError::Cut => [PictureError::Cut, "";]
        PictureError::Damaged { .. } => [PictureError::Damaged { source: damaged() }, "";]
    );
    let pdfs = every!(PdfError:
        PdfError::Locked => [PdfError::Locked, "PDF";]
        PdfError::Damaged => [PdfError::Damaged, "PDF";]
        PdfError::TooManyPages => [PdfError::TooManyPages, "PDF";]
        PdfError::TooMuch => [PdfError::TooMuch, "PDF";]
        PdfError::NotStarted => [PdfError::NotStarted, "PDF";]
    );
    let foreign = every!(Foreign:
        Foreign::Heic => [Foreign::Heic, "HEIC";]
        Foreign::Avif => [Foreign::Avif, "AVIF";]
        Foreign::Svg => [Foreign::Svg, "SVG";]
        Foreign::Update => [Foreign::Update, "bundle install";]
        Foreign::Key => [Foreign::Key, "--trust";]
        Foreign::Archive => [Foreign::Archive, "PDF";]
        Foreign::Binary => [Foreign::Binary, "PDF";]
    );
    let lines = every!(LineError:
        LineError::TooLong { .. } => [LineError::TooLong { most: 64 << 10 }, "64";]
        LineError::Utf16 => [LineError::Utf16, "iconv";]
        LineError::Foreign(_) => [LineError::Foreign(Foreign::Heic), "HEIC";]
        LineError::None => [LineError::None, "";]
        LineError::Broken { .. } => [LineError::Broken { kind: ErrorKind::UnexpectedEof, text: String::new() }, "";]
        LineError::OneByOne => [LineError::OneByOne, "";]
    );
    let pictures = pictures.into_iter().map(|(error, about)| (Error::Picture(error), about));
    let pdfs = pdfs.into_iter().map(|(error, about)| (Error::Pdf(error), about));
    let hidden = foreign.into_iter().map(|(what, about)| (Error::Hidden(what), about));
    let lines = lines.into_iter().map(|(error, about)| (Error::Line(error), about));
    pictures.chain(pdfs).chain(hidden).chain(lines).collect()
}

pub(super) fn unusable() -> Vec<(Unusable, About)> {
    let path = || "ledger".to_owned();
    let fault = |what| Fault { line: 12, column: 5, what };
    let compile = |problem| RulesError::Logic {
        identifier: "VR-FR-1".to_owned(),
        source: CompileError { path: "/if/0".to_owned(), problem },
    };
    let anchor = |error| Unusable::Anchor { number: Some(2), error };
    let certificate = |source| Problem { entry: Entry::Key(7), source };
    let refused = |detail| Unusable::NotSigned { code: Code::UpdateUnreadable, detail: Some(detail) };
    let at = |wrong| Detail::At { path: "documents[0].content".to_owned(), wrong: Box::new(wrong) };
    let mut all = every!(Unusable:
        Unusable::NotUtf8 => [Unusable::NotUtf8, "UTF-8";]
        Unusable::Text(_) => [Unusable::Text(fault(What::Syntax(Syntax::Twice))), "12";]
        Unusable::Json(_) => [Unusable::Json(json_fault()), "zone";
            Unusable::Json(json::Fault { place: None, ..json_fault() }), "zone";]
        Unusable::JsonLine { .. } => [Unusable::JsonLine { line: 31, fault: json_fault() }, "31";]
        Unusable::Pack(_) => [Unusable::Pack(PackError { path: "windows[1].until".to_owned(), problem: PackProblem::Empty }), "windows[1].until";]
        Unusable::PrivateKeyForm => [Unusable::PrivateKeyForm, "bundle keygen";]
        Unusable::PrivateKey => [Unusable::PrivateKey, ".anchor.toml";]
        Unusable::NotP256 => [Unusable::NotP256, "P-256";]
        Unusable::NoAnchor => [Unusable::NoAnchor, "bundle keygen";]
        Unusable::Anchor { .. } => [anchor(AnchorError::Form(json_fault())), "2";
            Unusable::Anchor { number: None, error: AnchorError::Form(json_fault()) }, "zone";]
        Unusable::Everybodys { .. } => [Unusable::Everybodys { name: path() }, "ledger";]
        Unusable::NoKey => [Unusable::NoKey, "";]
        Unusable::Problem(_) => [Unusable::Problem(certificate(CertificateError::Name)), "7";]
        Unusable::Trust(_) => [Unusable::Trust(TrustFault::Unknown), "";]
        Unusable::SeveralUpdates { .. } => [Unusable::SeveralUpdates { count: 3 }, "3";]
        Unusable::PrivateNotUpdate => [Unusable::PrivateNotUpdate, "";]
        Unusable::NotSigned { .. } => [refused(Detail::NotPinned), "bundle sign";
            Unusable::NotSigned { code: Code::UpdateTooLarge, detail: None }, "bundle sign";]
        Unusable::NoCodeCame => [Unusable::NoCodeCame, "";]
        Unusable::NoUpdateInPicture => [Unusable::NoUpdateInPicture, "";]
        Unusable::Part { .. } => [Unusable::Part { code: Code::UpdateOtherSequence }, "update-other-sequence";]
        Unusable::Incomplete { .. } => [Unusable::Incomplete { seen: 1, of: 3, missing: "2, 3".to_owned() }, "2, 3";]
        Unusable::NoPack => [Unusable::NoPack, "";]
        Unusable::Rules(_) => [Unusable::Rules(RulesError::Form { fault: json_fault() }), "zone";]
        Unusable::NoRuleTests => [Unusable::NoRuleTests, "tests.jsonl";]
        Unusable::NotASuite(_) => [Unusable::NotASuite(json_fault()), "zone";]
        Unusable::Ledger { .. } => [Unusable::Ledger { line: 9 }, "9";]
        Unusable::UnknownSetting { .. } => [Unusable::UnknownSetting { name: path() }, "ledger";]
        Unusable::Setting { .. } => [Unusable::Setting { setting: Setting::Region, fault: SettingFault::NoRegion }, "region";]
        Unusable::Export(_) => [Unusable::Export(ExportError::Trailing), "";]
        Unusable::NoCode => [Unusable::NoCode, "";]
    );
    all.extend(
        syntaxes().into_iter().map(|(syntax, about)| (Unusable::Text(fault(What::Syntax(syntax))), about)),
    );
    all.extend(PATHS.map(|path| {
        let takes = takes(path).expect("a known field");
        (Unusable::Text(fault(What::Syntax(Syntax::Takes { path: path.to_owned(), takes }))), path)
    }));
    all.extend(pack_problems().into_iter().map(|(problem, about)| {
        (Unusable::Text(fault(What::Pack(PackError { path: "windows[1]".to_owned(), problem }))), about)
    }));
    all.extend(
        compile_problems().into_iter().map(|(problem, about)| (Unusable::Rules(compile(problem)), about)),
    );
    all.extend(rules().into_iter().map(|(error, about)| (Unusable::Rules(error), about)));
    all.extend(details().into_iter().map(|(detail, about)| (refused(detail), about)));
    all.extend(wrongs().into_iter().map(|(wrong, about)| (refused(at(wrong)), about)));
    all.extend(compacts().into_iter().map(|(error, about)| (refused(Detail::Compact(error)), about)));
    all.extend(
        revocations().into_iter().map(|(error, about)| (refused(at(Wrong::Revocations(error))), about)),
    );
    all.extend(anchors().into_iter().map(|(error, about)| (anchor(error), about)));
    all.extend(exports().into_iter().map(|(error, about)| (Unusable::Export(error), about)));
    all.extend(trusts().into_iter().map(|(fault, about)| (Unusable::Trust(fault), about)));
    all.extend(
        certificates().into_iter().map(|(error, about)| (Unusable::Problem(certificate(error)), about)),
    );
    all.extend(entries().into_iter().map(|(entry, about)| {
        (Unusable::Problem(Problem { entry, source: CertificateError::Encoding }), about)
    }));
    all
}

fn syntaxes() -> Vec<(Syntax, About)> {
    let names = || vec!["axis".to_owned(), "zone".to_owned()];
    let broken = |expected| Syntax::Broken { form: Form::Toml, expected };
    let things = every!(Thing:
        Thing::Text => [Thing::Text, "";]
        Thing::Number => [Thing::Number, "";]
        Thing::Boolean => [Thing::Boolean, "true";]
        Thing::List => [Thing::List, "";]
        Thing::Object => [Thing::Object, "";]
    );
    let mut all = every!(Syntax:
        Syntax::Missing { .. } => [Syntax::Missing { field: "zone".to_owned() }, "zone";]
        Syntax::UnknownField { .. } => [Syntax::UnknownField { known: names() }, "axis, zone";
            Syntax::UnknownField { known: Vec::new() }, "";]
        Syntax::UnknownWord { .. } => [Syntax::UnknownWord { known: names() }, "axis, zone";]
        Syntax::Twice => [Syntax::Twice, "";]
        Syntax::Type { .. } => [Syntax::Type { expected: Thing::List }, "";]
        Syntax::Range => [Syntax::Range, "";]
        Syntax::Ends => [Syntax::Ends, "";]
        Syntax::Broken { .. } => [broken(Vec::new()), "TOML";
            broken(vec!["=".to_owned(), ".".to_owned()]), "=";
            Syntax::Broken { form: Form::Json, expected: Vec::new() }, "JSON";]
        Syntax::Takes { .. } => [Syntax::Takes { path: "zone".to_owned(), takes: takes("zone").expect("it is known") }, "Europe/Paris";]
        Syntax::Other { .. } => [Syntax::Other { detail: "odd".to_owned() }, "odd";]
    );
    all.extend(things.into_iter().map(|(expected, about)| (Syntax::Type { expected }, about)));
    all
}

fn pack_problems() -> Vec<(PackProblem, About)> {
    let word = || Word::try_from("colour").expect("a word");
    every!(PackProblem:
        PackProblem::TooMany { .. } => [PackProblem::TooMany { length: 129 }, "129";]
        PackProblem::EndsItself => [PackProblem::EndsItself, "windows[1]";]
        PackProblem::NoReference => [PackProblem::NoReference, "windows[1]";]
        PackProblem::Portal => [PackProblem::Portal, "https://";]
        PackProblem::NotBehindFrom => [PackProblem::NotBehindFrom, "from";]
        PackProblem::WindowTwice => [PackProblem::WindowTwice, "windows[1]";]
        PackProblem::AgeOfNothing => [PackProblem::AgeOfNothing, "windows[1]";]
        PackProblem::EmptyScope => [PackProblem::EmptyScope, "windows[1]";]
        PackProblem::Hours => [PackProblem::Hours, "8760";]
        PackProblem::AgeBesideWindows => [PackProblem::AgeBesideWindows, "windows[1]";]
        PackProblem::HoursAscend => [PackProblem::HoursAscend, "windows[1]";]
        PackProblem::NoKind => [PackProblem::NoKind, "windows[1]";]
        PackProblem::NoElement => [PackProblem::NoElement, "windows[1]";]
        PackProblem::KindTwice => [PackProblem::KindTwice, "windows[1]";]
        PackProblem::ElementTwice => [PackProblem::ElementTwice, "windows[1]";]
        PackProblem::NoSuchKind { .. } => [PackProblem::NoSuchKind { kind: word() }, "colour";]
        PackProblem::KindNotEssential => [PackProblem::KindNotEssential, "test-kind";]
        PackProblem::DateNotEssential => [PackProblem::DateNotEssential, "test-date";]
        PackProblem::TimeNotEssential => [PackProblem::TimeNotEssential, "test-time";]
        PackProblem::NoWords { .. } => [PackProblem::NoWords { word: word() }, "colour";]
        PackProblem::HasWords => [PackProblem::HasWords, "windows[1]";]
        PackProblem::WordTwice => [PackProblem::WordTwice, "windows[1]";]
        PackProblem::UnusedWord => [PackProblem::UnusedWord, "windows[1]";]
        PackProblem::NotAnId => [PackProblem::NotAnId, "windows[1]";]
        PackProblem::Empty => [PackProblem::Empty, "windows[1]";]
        PackProblem::Control => [PackProblem::Control, "windows[1]";]
    )
}

fn compile_problems() -> Vec<(CompileProblem, About)> {
    every!(CompileProblem:
        CompileProblem::TooDeep => [CompileProblem::TooDeep, "VR-FR-1";]
        CompileProblem::NotAnInteger => [CompileProblem::NotAnInteger, "/if/0";]
        CompileProblem::Null => [CompileProblem::Null, "CertLogic";]
        CompileProblem::NotAnOperation => [CompileProblem::NotAnOperation, "VR-FR-1";]
        CompileProblem::OperandsNotAnArray => [CompileProblem::OperandsNotAnArray, "VR-FR-1";]
        CompileProblem::Operands { .. } => [CompileProblem::Operands { needed: "2–3" }, "2–3";]
        CompileProblem::Var => [CompileProblem::Var, "var";]
        CompileProblem::EmptyStep { .. } => [CompileProblem::EmptyStep { path: "a..b".to_owned() }, "a..b";]
        CompileProblem::UnknownOperation => [CompileProblem::UnknownOperation, "VR-FR-1";]
        CompileProblem::Amount => [CompileProblem::Amount, "VR-FR-1";]
        CompileProblem::Unit => [CompileProblem::Unit, "month";]
        CompileProblem::Index => [CompileProblem::Index, "VR-FR-1";]
    )
}

fn rules() -> Vec<(RulesError, About)> {
    let identifier = || "VR-FR-1".to_owned();
    let whole = CompileError { path: String::new(), problem: CompileProblem::Null };
    every!(RulesError:
        RulesError::TooLarge { .. } => [RulesError::TooLarge { length: 600_000 }, "600000";]
        RulesError::Form { .. } => [RulesError::Form { fault: json_fault() }, "zone";]
        RulesError::Logic { .. } => [RulesError::Logic { identifier: identifier(), source: whole.clone() }, "VR-FR-1";]
        RulesError::Version { .. } => [RulesError::Version { identifier: identifier() }, "VR-FR-1";]
    )
}

fn details() -> Vec<(Detail, About)> {
    every!(Detail:
        Detail::Name(_) => [Detail::Name("XX-ONE".to_owned()), "XX-ONE";]
        Detail::TooLarge { .. } => [Detail::TooLarge { length: 1_048_577 }, "1048577";]
        Detail::NotPinned => [Detail::NotPinned, "";]
        Detail::HasSuccessor => [Detail::HasSuccessor, "";]
        Detail::NotSigned(_) => [Detail::NotSigned(DocumentKind::Pack), "";]
        Detail::At { .. } => [Detail::At { path: "expires".to_owned(), wrong: Box::new(Wrong::Years) }, "expires";]
        Detail::Compact(_) => [Detail::Compact(CompactError::UnknownField { path: "254".to_owned() }), "254";]
        Detail::NotKept(_) => [Detail::NotKept("register".to_owned()), "register";]
    )
}

fn wrongs() -> Vec<(Wrong, About)> {
    let path = || "windows[1].until".to_owned();
    every!(Wrong:
        Wrong::OtherKey => [Wrong::OtherKey, "documents[0].content";]
        Wrong::Nothing => [Wrong::Nothing, "documents[0].content";]
        Wrong::Years => [Wrong::Years, "1900";]
        Wrong::NotBehindIssued => [Wrong::NotBehindIssued, "issued";]
        Wrong::NotAnId => [Wrong::NotAnId, "documents[0].content";]
        Wrong::Twice => [Wrong::Twice, "documents[0].content";]
        Wrong::ValueSetTwice { .. } => [Wrong::ValueSetTwice { id: "disease-agents".to_owned() }, "disease-agents";]
        Wrong::OtherId => [Wrong::OtherId, "documents[0].content";]
        Wrong::OwnKey => [Wrong::OwnKey, "documents[0].content";]
        Wrong::WithdrawsNothing => [Wrong::WithdrawsNothing, "documents[0].content";]
        Wrong::NotAlone => [Wrong::NotAlone, "documents[0].content";]
        Wrong::NotP256 => [Wrong::NotP256, "P-256";]
        Wrong::NotADevice => [Wrong::NotADevice, "32";]
        Wrong::Pack(_) => [Wrong::Pack(PackError { path: path(), problem: PackProblem::NotBehindFrom }), "windows[1].until";]
        Wrong::Rules(_) => [Wrong::Rules(RulesError::Form { fault: json_fault() }), "zone";]
        Wrong::Revocations(_) => [Wrong::Revocations(RevocationError::Encoding), "base64";]
    )
}

fn compacts() -> Vec<(CompactError, About)> {
    let path = || "documents[0].zone".to_owned();
    let content = |detail: &str| CompactError::Content { path: path(), detail: detail.to_owned() };
    every!(CompactError:
        CompactError::Encoding { .. } => [CompactError::Encoding { detail: "bytes behind the end".to_owned() }, "";]
        CompactError::UnknownField { .. } => [CompactError::UnknownField { path: path() }, "documents[0].zone";]
        CompactError::UnknownVersion { .. } => [CompactError::UnknownVersion { path: path(), version: "2".to_owned() }, "2";]
        CompactError::Content { .. } => [content("`Mars` is no zone"), "documents[0].zone";
            content("missing field `axis`"), "axis";]
    )
}

fn revocations() -> Vec<(RevocationError, About)> {
    every!(RevocationError:
        RevocationError::NotABatch { .. } => [RevocationError::NotABatch { detail: "line 7".to_owned() }, "7";]
        RevocationError::Encoding => [RevocationError::Encoding, "base64";]
        RevocationError::Length { .. } => [RevocationError::Length { actual: 12 }, "12";]
    )
}

fn anchors() -> Vec<(AnchorError, About)> {
    every!(AnchorError:
        AnchorError::TooLong { .. } => [AnchorError::TooLong { length: 20_000 }, "20000";]
        AnchorError::NotToml => [AnchorError::NotToml, "bundle keygen"]
        AnchorError::Form(_) => [AnchorError::Form(json_fault()), "zone";]
        AnchorError::NotP256 { .. } => [AnchorError::NotP256 { name: "ARS Bretagne".to_owned() }, "ARS Bretagne";]
    )
}

fn exports() -> Vec<(ExportError, About)> {
    every!(ExportError:
        ExportError::TooLong { .. } => [ExportError::TooLong { length: 5_000_000 }, "5000000";]
        ExportError::Form { .. } => [ExportError::Form { path: "lines[3].at".to_owned(), line: 8 }, "lines[3].at";
            ExportError::Form { path: String::new(), line: 8 }, "8";]
        ExportError::Trailing => [ExportError::Trailing, "";]
    )
}

fn trusts() -> Vec<(TrustFault, About)> {
    let fault = Fault { line: 12, column: 5, what: What::Syntax(Syntax::Twice) };
    every!(TrustFault:
        TrustFault::Unknown => [TrustFault::Unknown, "";]
        TrustFault::TooLarge => [TrustFault::TooLarge, "192";]
        TrustFault::TooMany => [TrustFault::TooMany, "16384";]
        TrustFault::Twice => [TrustFault::Twice, "";]
        TrustFault::Text(_) => [TrustFault::Text(fault.clone()), "12";]
    )
}

fn certificates() -> Vec<(CertificateError, About)> {
    let malformed = every!(Malformed:
        Malformed::TooLong { .. } => [Malformed::TooLong { most: 64 << 10 }, "64";]
        Malformed::NotX509 => [Malformed::NotX509, "X.509";]
        Malformed::Trailing => [Malformed::Trailing, "";]
        Malformed::PublicKey => [Malformed::PublicKey, "";]
        Malformed::TrailingKey => [Malformed::TrailingKey, "";]
        Malformed::Rsa => [Malformed::Rsa, "RSA";]
        Malformed::Usage => [Malformed::Usage, "";]
        Malformed::Date => [Malformed::Date, "";]
        Malformed::Day(_) => [Malformed::Day(TimeError::Years), "1900";]
    );
    let forms = every!(Expected:
        Expected::CertificateOrKey => [Expected::CertificateOrKey, "spki";]
        Expected::PublicKey => [Expected::PublicKey, "base64";]
        Expected::Certificate => [Expected::Certificate, "base64";]
        Expected::CovPass => [Expected::CovPass, "rawData";]
        Expected::TwoDDoc => [Expected::TwoDDoc, "spki";]
    );
    let oid = || "1.2.840".to_owned();
    let mut all = every!(CertificateError:
        CertificateError::Malformed(_) => [CertificateError::Malformed(Malformed::NotX509), "X.509";]
        CertificateError::UnknownKey { .. } => [CertificateError::UnknownKey { algorithm: oid() }, "1.2.840";]
        CertificateError::UnknownCurve { .. } => [CertificateError::UnknownCurve { curve: oid() }, "1.2.840";]
        CertificateError::CompressedPoint => [CertificateError::CompressedPoint, "7";]
        CertificateError::Encoding => [CertificateError::Encoding, "base64";]
        CertificateError::Name => [CertificateError::Name, "FR03AV01";]
        CertificateError::DocumentType => [CertificateError::DocumentType, "L1";]
        CertificateError::Form { .. } => [CertificateError::Form { expected: Expected::Certificate }, "base64";]
    );
    all.extend(malformed.into_iter().map(|(error, about)| (CertificateError::Malformed(error), about)));
    all.extend(forms.into_iter().map(|(expected, about)| (CertificateError::Form { expected }, about)));
    all
}

fn entries() -> Vec<(Entry, About)> {
    let in_file = || Entry::InFile { file: "DE.pem".to_owned(), entry: Box::new(Entry::Certificate(3)) };
    every!(Entry:
        Entry::Named(_) => [Entry::Named("FR03AHP1".to_owned()), "FR03AHP1";]
        Entry::TheCertificate => [Entry::TheCertificate, "certifica";]
        Entry::Certificate(_) => [Entry::Certificate(3), "3";]
        Entry::Key(_) => [Entry::Key(3), "3";]
        Entry::Production(_) => [Entry::Production(3), "3";]
        Entry::Test(_) => [Entry::Test(3), "3";]
        Entry::InFile { .. } => [in_file(), "DE.pem";]
    )
}
