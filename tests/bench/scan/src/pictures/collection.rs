//! Collections of pictures, in the forms in which zxing, zxing-cpp and jsQR keep theirs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use souplesse_frames::{Frame, Kind};

use super::names_data_matrix;

const ENDINGS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "bmp", "webp"];

/// A picture, and what is in it.
pub struct Picture {
    pub path: PathBuf,
    pub content: Vec<u8>,
    luma: image::GrayImage,
}

impl Picture {
    pub fn frame(&self) -> Frame {
        let (width, height) = self.luma.dimensions();
        let luma = self.luma.as_raw().clone();
        Frame {
            luma,
            width: width as usize,
            height: height as usize,
            contents: Vec::new(),
            corners: [(0.0, 0.0); 4],
        }
    }

    /// For readers that look for one kind only.
    pub fn kind(&self) -> Kind {
        if names_data_matrix(&self.path) { Kind::DataMatrix } else { Kind::Qr }
    }
}

/// The pictures in these folders and all below, folder by folder. What is in a picture stands beside it: in `NAME.bin` as bytes, in
/// `NAME.txt` as text, or in `output.json` under `binaryData` or `data`; a picture without it, or with nothing in it, is left out.
pub fn find(folders: &[PathBuf]) -> BTreeMap<PathBuf, Vec<Picture>> {
    let mut found = BTreeMap::<PathBuf, Vec<Picture>>::new();
    let mut open = folders.to_vec();
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            eprintln!("{}: cannot be read", folder.display());
            continue;
        };
        let mut paths = entries.flatten().map(|entry| entry.path()).collect::<Vec<_>>();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                open.push(path);
            } else if let Some(picture) = read(&path) {
                // jsQR has a folder for each picture.
                let is_alone = path.file_stem().is_some_and(|name| name == "input");
                let of = if is_alone { folder.parent().unwrap_or(&folder) } else { &folder };
                found.entry(of.to_owned()).or_default().push(picture);
            }
        }
    }
    found
}

fn read(path: &Path) -> Option<Picture> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    if !ENDINGS.contains(&ending.as_str()) {
        return None;
    }
    let content = content(path).filter(|content| !content.is_empty())?;
    match image::open(path) {
        Ok(picture) => Some(Picture { path: path.to_owned(), content, luma: flat(&picture) }),
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            None
        }
    }
}

fn content(path: &Path) -> Option<Vec<u8>> {
    if let Ok(bytes) = fs::read(path.with_extension("bin")) {
        return Some(bytes);
    }
    if let Ok(text) = fs::read_to_string(path.with_extension("txt")) {
        return Some(text.trim_end_matches(['\r', '\n']).as_bytes().to_vec());
    }
    let output = fs::read(path.with_file_name("output.json")).ok()?;
    let output = serde_json::from_slice::<serde_json::Value>(&output).ok()?;
    if let Some(bytes) = output.get("binaryData").and_then(serde_json::Value::as_array) {
        return bytes.iter().map(|byte| u8::try_from(byte.as_u64()?).ok()).collect();
    }
    Some(output.get("data")?.as_str()?.as_bytes().to_vec())
}

/// What is transparent is white, as on most pages.
fn flat(picture: &image::DynamicImage) -> image::GrayImage {
    let rgba = picture.to_rgba8();
    image::GrayImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [red, green, blue, alpha] = rgba.get_pixel(x, y).0.map(u32::from);
        let grey = (red * 299 + green * 587 + blue * 114) / 1000;
        let flat = (grey * alpha + 255 * (255 - alpha)) / 255;
        image::Luma([u8::try_from(flat).unwrap_or(u8::MAX)])
    })
}
