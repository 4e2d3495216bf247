//! The readers that are compared, each with the options that serve it best.

use std::time::Duration;

use rxing::common::HybridBinarizer;
use rxing::datamatrix::DataMatrixReader;
use rxing::multi::MultipleBarcodeReader;
use rxing::qrcode::cpp_port::QrReader;
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8Source, Reader as _};
use souplesse_core::scan::{LumaFrame, Rotation, Scanner, scan};
use souplesse_frames::{Frame, Kind};

/// Reads frames one after another.
pub trait Reader {
    /// The name in the tables.
    fn name(&self) -> &'static str;
    /// Whether it can read that kind at all.
    fn reads(&self, kind: Kind) -> bool;
    /// The contents found in a frame; `kind` is what is in it, for those who look for one kind only.
    fn read(&mut self, frame: &Frame, kind: Kind) -> Vec<Vec<u8>>;
    /// Forgets the frames before.
    fn forget(&mut self) {}
}

/// So many of the readers, the first ones, are this project's.
pub const OURS: usize = 2;

/// All, as they are for frames of a camera.
pub fn of_frames() -> Vec<Box<dyn Reader>> {
    let mut readers = of_textures();
    readers.insert(OURS + 1, Box::new(Rqrr));
    readers
}

/// The same without rqrr, which looks at chequers for 20 seconds.
pub fn of_textures() -> Vec<Box<dyn Reader>> {
    all(Box::new(Ours::whole()))
}

/// Those for pictures that are searched to their end.
pub fn of_stills() -> Vec<Box<dyn Reader>> {
    all(Box::new(Still))
}

fn all(first: Box<dyn Reader>) -> Vec<Box<dyn Reader>> {
    let readers: [Box<dyn Reader>; 3] = [first, Box::new(Ours::camera()), Box::new(Rxing)];
    let readers = readers.into_iter();
    #[cfg(feature = "zxing")]
    let readers = readers.chain(zxing::all());
    #[cfg(feature = "zbar")]
    let readers = readers.chain([Box::new(zbar::Zbar::new()) as Box<dyn Reader>]);
    readers.collect()
}

/// This project's scanner, as it searches a still picture.
pub struct Still;

impl Reader for Still {
    fn name(&self) -> &'static str {
        "souplesse, a still"
    }

    fn reads(&self, _: Kind) -> bool {
        true
    }

    fn read(&mut self, frame: &Frame, _: Kind) -> Vec<Vec<u8>> {
        let report = scan(&frame.luma, LumaFrame::new(frame.width as u32, frame.height as u32));
        report.expect("a whole frame").codes.into_iter().map(|code| code.content).collect()
    }
}

/// This project's scanner.
pub struct Ours {
    name: &'static str,
    scanner: Scanner,
    budget: Option<std::time::Duration>,
}

impl Ours {
    /// Everything is tried on every frame.
    pub fn whole() -> Self {
        Self { name: "souplesse, whole", scanner: Scanner::new(crate::clock::thread), budget: None }
    }

    /// In 12 ms a frame, with the rest on the next ones: less than a door has, so that what takes long is seen.
    pub fn camera() -> Self {
        let budget = Some(Duration::from_millis(12));
        Self { name: "souplesse, 12 ms", scanner: Scanner::new(crate::clock::thread), budget }
    }
}

impl Reader for Ours {
    fn name(&self) -> &'static str {
        self.name
    }

    fn reads(&self, _: Kind) -> bool {
        true
    }

    fn read(&mut self, frame: &Frame, _: Kind) -> Vec<Vec<u8>> {
        let (width, height) = (frame.width as u32, frame.height as u32);
        let shape = LumaFrame { width, height, row_stride: width, rotation: Rotation::Deg0, region: None };
        let report = self.scanner.scan_within(&frame.luma, shape, self.budget).expect("a whole frame");
        report.codes.into_iter().map(|code| code.content).collect()
    }

    fn forget(&mut self) {
        self.scanner.forget();
    }
}

/// rxing as it is, looking for the kind that is in the frame, black on white and white on black.
struct Rxing;

impl Reader for Rxing {
    fn name(&self) -> &'static str {
        "rxing 0.9.3"
    }

    fn reads(&self, _: Kind) -> bool {
        true
    }

    fn read(&mut self, frame: &Frame, kind: Kind) -> Vec<Vec<u8>> {
        let source = Luma8Source::new_with_slice(&frame.luma, frame.width as u32, frame.height as u32);
        let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source.expect("a whole frame")));
        let formats = [BarcodeFormat::QR_CODE, BarcodeFormat::DATA_MATRIX].into_iter().collect();
        let mut hints = DecodeHints {
            PossibleFormats: Some(formats),
            CharacterSet: Some("ISO-8859-1".into()),
            ..DecodeHints::default()
        };
        let bytes = |text: &str| text.chars().map(|letter| letter as u8).collect::<Vec<_>>();
        for inverted in [false, true] {
            if inverted {
                bitmap.get_black_matrix_mut().flip_self();
            }
            hints.TryHarder = Some(true);
            let found = match kind {
                Kind::Qr => QrReader.decode_multiple_with_hints(&mut bitmap, &hints).unwrap_or_default(),
                Kind::DataMatrix => {
                    DataMatrixReader.decode_with_hints(&mut bitmap, &hints).into_iter().collect()
                }
            };
            if !found.is_empty() {
                return found.iter().map(|code| bytes(code.getText())).collect();
            }
        }
        Vec::new()
    }
}

/// rqrr as it is.
struct Rqrr;

impl Reader for Rqrr {
    fn name(&self) -> &'static str {
        "rqrr 0.11"
    }

    fn reads(&self, kind: Kind) -> bool {
        kind == Kind::Qr
    }

    fn read(&mut self, frame: &Frame, _: Kind) -> Vec<Vec<u8>> {
        let pixel = |x: usize, y: usize| frame.luma[y * frame.width + x];
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(frame.width, frame.height, pixel);
        let decode = |grid: rqrr::Grid<_>| {
            let mut content = Vec::new();
            grid.decode_to(&mut content).ok().map(|_| content)
        };
        image.detect_grids().into_iter().filter_map(decode).collect()
    }
}

#[cfg(feature = "zxing")]
mod zxing {
    use super::{Frame, Kind, Reader};
    use zxingcpp::{BarcodeFormat, BarcodeReader, ImageFormat, ImageView};

    /// With its best options for both kinds, for the one kind that is in the frame, and with its fastest ones.
    pub fn all() -> [Box<dyn Reader>; 3] {
        let reader = |is_thorough| {
            let reader = zxingcpp::read().try_harder(is_thorough).try_rotate(is_thorough);
            reader.try_invert(is_thorough).try_downscale(is_thorough)
        };
        let boxed = |name, reader, one_kind| Box::new(Zxing { name, reader, one_kind }) as Box<dyn Reader>;
        [
            boxed("zxing-cpp, best", reader(true), false),
            boxed("zxing-cpp, one kind", reader(true), true),
            boxed("zxing-cpp, fastest", reader(false), true),
        ]
    }

    struct Zxing {
        name: &'static str,
        reader: BarcodeReader,
        one_kind: bool,
    }

    impl Reader for Zxing {
        fn name(&self) -> &'static str {
            self.name
        }

        fn reads(&self, _: Kind) -> bool {
            true
        }

        fn read(&mut self, frame: &Frame, kind: Kind) -> Vec<Vec<u8>> {
            let both = [BarcodeFormat::QRCode, BarcodeFormat::DataMatrix];
            let formats = match kind {
                _ if !self.one_kind => &both[..],
                Kind::Qr => &both[..1],
                Kind::DataMatrix => &both[1..],
            };
            self.reader.set_formats(formats);
            let view = ImageView::from_slice(&frame.luma, frame.width, frame.height, ImageFormat::Lum);
            let codes = self.reader.from(view.expect("a whole frame")).expect("a readable frame");
            codes.iter().map(zxingcpp::Barcode::bytes).collect()
        }
    }
}

#[cfg(feature = "zbar")]
mod zbar {
    use super::{Frame, Kind, Reader};
    use zbar_rust::ZBarImageScanner;

    pub struct Zbar(ZBarImageScanner);

    impl Zbar {
        pub fn new() -> Self {
            let mut scanner = ZBarImageScanner::new();
            for config in ["enable=0", "qrcode.enable=1", "qrcode.binary=1", "test-inverted=1"] {
                if scanner.parse_config(config).is_err() {
                    println!("zbar does not know the option {config}");
                }
            }
            Self(scanner)
        }
    }

    impl Reader for Zbar {
        fn name(&self) -> &'static str {
            "zbar"
        }

        fn reads(&self, kind: Kind) -> bool {
            kind == Kind::Qr
        }

        fn read(&mut self, frame: &Frame, _: Kind) -> Vec<Vec<u8>> {
            let found = self.0.scan_y800(&frame.luma, frame.width as u32, frame.height as u32);
            found.expect("a whole frame").into_iter().map(|code| code.data).collect()
        }
    }
}
