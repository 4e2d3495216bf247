// Generated from bindings/words/look.toml: `cargo run -p souplesse-words`.

/// How an outcome looks, sounds and feels. Colours are 0xAARRGGBB; paths are filled by the even-odd rule.
public struct OutcomeLook: Sendable {
    public let field: UInt32
    public let ink: UInt32
    public let shape: String
    /// Milliseconds, and the first and the last pitch in hertz; from 0 is silence.
    public let sound: [(millis: Int, from: Double, to: Double)]
    /// Milliseconds of rest and of motion by turns.
    public let vibration: [Int]
}

public enum Look {
    /// Units a side of every path.
    public static let grid = 96.0
    /// The app's own sign.
    public static let mark = "M88.1 55.9 C85.6 73.9 71.9 88.3 54.1 91.7 C36.3 95.2 18.3 87 9.2 71.2 C0.1 55.5 2 35.8 13.9 22.1 C25.8 8.4 45.1 3.8 61.9 10.6 L58.5 18.9 C45.3 13.6 30.1 17.2 20.7 28 C11.3 38.8 9.8 54.4 17 66.8 C24.1 79.1 38.4 85.6 52.4 82.9 C66.4 80.2 77.2 68.8 79.2 54.7 Z M23 41 C34 43 41 48 46 57 C55 38 71 21 94 10 C76 29 63 49 53 72 C51 76 43 76 41 72 C37 60 32 50 23 41 Z"

    public static let cannotJudge = OutcomeLook(
        field: 0xFF4A3B5C, ink: 0xFFFFFFFF,
        shape: "M48 3 C72.9 3 93 23.1 93 48 C93 72.9 72.9 93 48 93 C23.1 93 3 72.9 3 48 C3 23.1 23.1 3 48 3 Z M48 14 C66.8 14 82 29.2 82 48 C82 66.8 66.8 82 48 82 C29.2 82 14 66.8 14 48 C14 29.2 29.2 14 48 14 Z M43 22 L43 52.8 L63.4 65.3 L68.6 56.7 L53 47.2 L53 22 Z",
        sound: [(140, 440.0, 440.0)],
        vibration: [0, 80])

    public static let incomplete = OutcomeLook(
        field: 0xFFFFC233, ink: 0xFF0B1210,
        shape: "M13 3 L57 3 L83 29 L83 93 L13 93 Z M23 13 L52 13 L52 34 L73 34 L73 83 L23 83 Z M53.8 37.8 C60.7 39.8 66.2 45.3 68.2 52.2 L60.5 54.4 C59.3 50.1 55.9 46.7 51.6 45.5 Z M68.2 63.8 C66.2 70.7 60.7 76.2 53.8 78.2 L51.6 70.5 C55.9 69.3 59.3 65.9 60.5 61.6 Z M42.2 78.2 C35.3 76.2 29.8 70.7 27.8 63.8 L35.5 61.6 C36.7 65.9 40.1 69.3 44.4 70.5 Z M27.8 52.2 C29.8 45.3 35.3 39.8 42.2 37.8 L44.4 45.5 C40.1 46.7 36.7 50.1 35.5 54.4 Z",
        sound: [(120, 587.3, 587.3), (70, 0.0, 0.0), (120, 587.3, 587.3)],
        vibration: [])

    public static let notAPass = OutcomeLook(
        field: 0xFF000000, ink: 0xFFFFFFFF,
        shape: "M6 6 L27 6 L27 16 L16 16 L16 27 L6 27 Z M90 6 L69 6 L69 16 L80 16 L80 27 L90 27 Z M90 90 L69 90 L69 80 L80 80 L80 69 L90 69 Z M6 90 L27 90 L27 80 L16 80 L16 69 L6 69 Z M38 6 L58 6 L58 16 L38 16 Z M38 80 L58 80 L58 90 L38 90 Z M6 38 L16 38 L16 58 L6 58 Z M80 38 L90 38 L90 58 L80 58 Z M34 43 L62 43 L62 53 L34 53 Z",
        sound: [(140, 440.0, 440.0)],
        vibration: [0, 80])

    public static let notCovered = OutcomeLook(
        field: 0xFF3C4043, ink: 0xFFFFFFFF,
        shape: "M13 3 L57 3 L83 29 L83 93 L13 93 Z M23 13 L52 13 L52 34 L73 34 L73 83 L23 83 Z M31 52 C31 45 35.8 39 42.5 37.4 C49.3 35.8 56.3 39.1 59.4 45.3 C62.5 51.5 61 59 55.6 63.5 L50 66.3 L50 68 L42 68 L42 60.5 L50.5 57.4 C53 55.3 53.7 51.8 52.3 48.9 C50.8 46 47.5 44.4 44.4 45.2 C41.2 45.9 39 48.8 39 52 Z M42 72 L50 72 L50 80 L42 80 Z",
        sound: [(140, 440.0, 440.0)],
        vibration: [0, 80])

    public static let refused = OutcomeLook(
        field: 0xFFA1121A, ink: 0xFFFFFFFF,
        shape: "M29 3 L67 3 L93 29 L93 67 L67 93 L29 93 L3 67 L3 29 Z M26 35.2 L38.8 48 L26 60.8 L35.2 70 L48 57.2 L60.8 70 L70 60.8 L57.2 48 L70 35.2 L60.8 26 L48 38.8 L35.2 26 Z",
        sound: [(180, 220.0, 220.0), (70, 0.0, 0.0), (260, 184.8, 184.8)],
        vibration: [0, 500])

    public static let tolerated = OutcomeLook(
        field: 0xFF8EC5FF, ink: 0xFF0B1210,
        shape: "M23 3 L50 3 L50 27 L74 27 L74 93 L23 93 Z M57 3 L74 20 L57 20 Z M28.8 63.2 L44.3 78.6 L69.4 48.9 L62.6 43.1 L43.7 65.4 L35.2 56.8 Z",
        sound: [(110, 587.3, 587.3), (150, 880.0, 880.0)],
        vibration: [])

    public static let valid = OutcomeLook(
        field: 0xFF2FC46B, ink: 0xFF0B1210,
        shape: "M48 2 C73.4 2 94 22.6 94 48 C94 73.4 73.4 94 48 94 C22.6 94 2 73.4 2 48 C2 22.6 22.6 2 48 2 Z M18.8 53.2 L41.8 76.2 L78.5 35 L69.5 27 L41.2 58.8 L27.2 44.8 Z",
        sound: [(170, 587.3, 1174.7)],
        vibration: [])

    public enum Night {
        public static let accent: UInt32 = 0xFFA9C7FF
        public static let card: UInt32 = 0xFF1D2125
        public static let done: UInt32 = 0xFF5BD98A
        public static let fault: UInt32 = 0xFFFFB4AB
        public static let ink: UInt32 = 0xFFF2F4F6
        public static let line: UInt32 = 0xFF4A5057
        public static let onAccent: UInt32 = 0xFF0A1B3D
        public static let onTonal: UInt32 = 0xFFE3EDFF
        public static let page: UInt32 = 0xFF101214
        public static let quiet: UInt32 = 0xFFC6CBD1
        public static let tonal: UInt32 = 0xFF283A55
    }

    public enum Day {
        public static let accent: UInt32 = 0xFF0B3D91
        public static let card: UInt32 = 0xFFFFFFFF
        public static let done: UInt32 = 0xFF0B5A24
        public static let fault: UInt32 = 0xFF8E0E16
        public static let ink: UInt32 = 0xFF16181B
        public static let line: UInt32 = 0xFFC3C8CE
        public static let onAccent: UInt32 = 0xFFFFFFFF
        public static let onTonal: UInt32 = 0xFF0A2A63
        public static let page: UInt32 = 0xFFF7F8F9
        public static let quiet: UInt32 = 0xFF41464C
        public static let tonal: UInt32 = 0xFFD6E3FA
    }

    public enum Fixed {
        public static let ageing: UInt32 = 0xFFFFC233
        public static let brightTonal: UInt32 = 0x47FFFFFF
        public static let camera: UInt32 = 0xFF101214
        public static let darkTonal: UInt32 = 0x47000000
        public static let dim: UInt32 = 0xB8101214
        public static let fresh: UInt32 = 0xFF2FC46B
        public static let holder: UInt32 = 0xFFF6F7F5
        public static let launcher: UInt32 = 0xFF12315F
        public static let onCamera: UInt32 = 0xFFFFFFFF
        public static let onHolder: UInt32 = 0xFF0B1210
        public static let onLauncher: UInt32 = 0xFFFFFFFF
        public static let onTraining: UInt32 = 0xFF16181B
        public static let quietOnHolder: UInt32 = 0xFF41484A
        public static let round: UInt32 = 0x38FFFFFF
        public static let scrim: UInt32 = 0xD0101214
        public static let training: UInt32 = 0xFFFFD84D
        public static let wrong: UInt32 = 0xFFFF6B6B
    }

    /// Sizes of text, in points.
    public enum Size {
        /// In regular.
        public static let body = 18.0
        /// In bold.
        public static let heading = 20.0
        /// In bold.
        public static let label = 16.0
        /// In bold.
        public static let name = 36.0
        /// In regular.
        public static let small = 16.0
        /// In bold.
        public static let strong = 18.0
        /// In bold.
        public static let title = 27.0
    }
}
