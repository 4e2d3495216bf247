//! What the fields of texts by authors take: told where the words of a reader would say nothing to them.

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// The version of the form.
    Version,
    /// A time with its offset.
    Moment,
    /// A day.
    Day,
    /// A local time.
    Local,
    /// A number of hours.
    Hours,
    /// Numbers of hours.
    SeveralHours,
    /// A text in both languages.
    BothLanguages,
    /// A text.
    Text,
    /// A word.
    Word,
    /// A zone.
    Zone,
    /// Texts in a list.
    Texts,
    /// Regions in a list.
    Regions,
    /// Tables in a list.
    Tables,
    /// A table.
    Table,
    /// The name of a key.
    KeyId,
    /// A public key.
    Public,
    /// Kinds of proof.
    Proofs,
    /// What an authority may sign.
    Rights,
}

impl Takes {
    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Version => "version",
            Self::Moment => "moment",
            Self::Day => "day",
            Self::Local => "local",
            Self::Hours => "hours",
            Self::SeveralHours => "several-hours",
            Self::BothLanguages => "both-languages",
            Self::Text => "text",
            Self::Word => "word",
            Self::Zone => "zone",
            Self::Texts => "texts",
            Self::Regions => "regions",
            Self::Tables => "tables",
            Self::Table => "table",
            Self::KeyId => "key-id",
            Self::Public => "public",
            Self::Proofs => "proofs",
            Self::Rights => "rights",
        }
    }
}

/// What the field at a path such as `windows[1].until` takes; `None` for a path that no form here has.
#[must_use]
pub fn takes(path: &str) -> Option<Takes> {
    let field = path.rsplit('.').next().unwrap_or(path);
    let field = field.split('[').next().unwrap_or(field);
    if path.starts_with("key[") && field == "id" {
        return Some(Takes::KeyId);
    }
    Some(match field {
        "version" => Takes::Version,
        "issued" | "not_before" | "not_after" => Takes::Moment,
        "date" => Takes::Day,
        "from" | "until" | "sunset" => Takes::Local,
        "maximum-age-hours" => Takes::Hours,
        "usual-hours" => Takes::SeveralHours,
        "title" | "authority" | "label" | "text" if !path.contains("references") => Takes::BothLanguages,
        "kind" | "not-covered" => Takes::Word,
        "id" if path.contains('[') => Takes::Word,
        "zone" => Takes::Zone,
        "fr" | "en" | "title" | "number" | "quotation" | "portal" | "id" | "axis" | "level" | "counts"
        | "name" | "issuer" | "country" => Takes::Text,
        "regions" => Takes::Regions,
        "supersedes" | "revokes" | "places" | "profiles" | "codes" => Takes::Texts,
        "kinds" | "windows" | "elements" | "references" | "words" | "key" | "anchor" => Takes::Tables,
        "in-force" | "stated-duration" | "scope" | "validity" => Takes::Table,
        "public" => Takes::Public,
        "signs" => Takes::Proofs,
        "may-sign" => Takes::Rights,
        _ => return None,
    })
}
