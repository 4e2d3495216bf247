//! From CBOR to a tree of names and values.

use minicbor::Decoder;
use minicbor::data::Type;
use minicbor::decode::Error;
use serde_json::{Map, Value as Json};

use super::{CompactError, table};

/// Nothing that is signed here nests deeper.
const DEEPEST: usize = 12;

/// Nothing that is signed here holds more numbers, texts, lists and maps: a hash that revokes, the smallest thing of which
/// there are many, takes 26 of the mebibyte that an update has at most.
const MOST_VALUES: usize = 1 << 16;

pub(super) fn read(bytes: &[u8]) -> Result<Json, CompactError> {
    let mut reader = Reader { decoder: Decoder::new(bytes), path: String::new(), depth: 0, values: 0 };
    let tree = reader.value()?;
    if reader.decoder.position() != bytes.len() {
        return Err(CompactError::Encoding { detail: "bytes behind the end".to_owned() });
    }
    Ok(tree)
}

struct Reader<'b> {
    decoder: Decoder<'b>,
    path: String,
    depth: usize,
    /// How many have been read.
    values: usize,
}

impl Reader<'_> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "whatever else CBOR has or gets is not used")]
    fn value(&mut self) -> Result<Json, CompactError> {
        self.values += 1;
        if self.values > MOST_VALUES {
            return Err(encoding(&format!("more than {MOST_VALUES} values")));
        }
        match self.decoder.datatype()? {
            Type::U8 | Type::U16 | Type::U32 | Type::U64 => Ok(Json::from(self.decoder.u64()?)),
            Type::I8 | Type::I16 | Type::I32 | Type::I64 => self.common_text(),
            Type::Bool => Ok(Json::from(self.decoder.bool()?)),
            Type::String => Ok(Json::from(self.decoder.str()?)),
            Type::Array => self.deeper(Self::list),
            Type::Map => self.deeper(Self::map),
            other => Err(encoding(&format!("`{}`: {other} is not used", self.path))),
        }
    }

    fn common_text(&mut self) -> Result<Json, CompactError> {
        let number = self.decoder.i64()?;
        let text = table::text(number).map(Json::from);
        text.ok_or_else(|| CompactError::UnknownField { path: format!("{} = {number}", self.path) })
    }

    fn deeper(&mut self, read: fn(&mut Self) -> Result<Json, CompactError>) -> Result<Json, CompactError> {
        if self.depth == DEEPEST {
            return Err(encoding("nested too deeply"));
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn list(&mut self) -> Result<Json, CompactError> {
        let length = self.decoder.array()?.ok_or_else(|| encoding("a list of indefinite length"))?;
        let mut items = Vec::new();
        for index in 0..length {
            items.push(self.at(&format!("[{index}]"), Self::value)?);
        }
        Ok(Json::Array(items))
    }

    fn map(&mut self) -> Result<Json, CompactError> {
        let length = self.decoder.map()?.ok_or_else(|| encoding("a map of indefinite length"))?;
        let mut entries = Map::new();
        for _ in 0..length {
            let number = self.decoder.u64()?;
            let dot = if self.path.is_empty() { "" } else { "." };
            let Some(name) = table::name(number) else {
                return Err(CompactError::UnknownField { path: format!("{}{dot}{number}", self.path) });
            };
            let value = self.at(&format!("{dot}{name}"), Self::value)?;
            if entries.insert(name.to_owned(), value).is_some() {
                return Err(encoding(&format!("`{}{dot}{name}` stands twice", self.path)));
            }
        }
        Ok(Json::Object(entries))
    }

    fn at<T>(
        &mut self,
        step: &str,
        read: fn(&mut Self) -> Result<T, CompactError>,
    ) -> Result<T, CompactError> {
        let length = self.path.len();
        self.path.push_str(step);
        let value = read(self);
        self.path.truncate(length);
        value
    }
}

fn encoding(detail: &str) -> CompactError {
    CompactError::Encoding { detail: detail.to_owned() }
}

impl From<Error> for CompactError {
    fn from(error: Error) -> Self {
        encoding(&error.to_string())
    }
}
