//! The frames that another reader reads and this project's scanner does not.

use std::path::PathBuf;

use souplesse_frames::Frame;

use crate::readers::OURS;

/// A longer row has no frame of a camera.
const LONGEST_ROW: usize = 1920;

/// Names them, and writes them as pictures where a folder is given.
#[derive(Default)]
pub struct Missed {
    folder: Option<PathBuf>,
    /// With everything tried, and within the time of a frame alone.
    by_all: Vec<String>,
    in_time: Vec<String>,
}

impl Missed {
    /// `folder` is made where it does not exist.
    pub fn new(folder: Option<PathBuf>) -> Self {
        if let Some(folder) = &folder {
            std::fs::create_dir_all(folder).expect("a folder for the frames");
        }
        Self { folder, ..Self::default() }
    }

    /// Remembers a frame if the others read more of it; `read` is how many of its codes each reader read.
    pub fn note(&mut self, readers: &[&str], read: &[usize], frame: &Frame, name: &str) {
        let most = read.iter().skip(OURS).max().copied().unwrap_or(0);
        let mut by =
            readers.iter().zip(read).skip(OURS).filter(|(_, read)| **read == most).map(|(name, _)| *name);
        let line = |ours: usize| format!("{name}: {ours} of {most}, which are read by ");
        if read[0] < most {
            self.by_all.push(line(read[0]) + &by.by_ref().collect::<Vec<_>>().join("; "));
            self.write(frame, name);
        } else if read[1] < most && frame.width <= LONGEST_ROW {
            self.in_time.push(line(read[1]) + &by.by_ref().collect::<Vec<_>>().join("; "));
        }
    }

    /// Lists them, if there are any.
    pub fn print(&self) {
        for (what, lines) in
            [("though everything is tried", &self.by_all), ("within 12 ms alone", &self.in_time)]
        {
            if lines.is_empty() {
                continue;
            }
            println!("\n## Read by another reader and not here, {what}: {}\n", lines.len());
            lines.iter().for_each(|line| println!("- {line}"));
        }
    }

    fn write(&self, frame: &Frame, name: &str) {
        let Some(folder) = &self.folder else { return };
        let path = folder.join(format!("{name}.png"));
        let (width, height) = (frame.width as u32, frame.height as u32);
        let written = image::save_buffer(path, &frame.luma, width, height, image::ExtendedColorType::L8);
        written.expect("room for a frame");
    }
}
