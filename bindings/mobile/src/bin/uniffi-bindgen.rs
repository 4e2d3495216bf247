//! Writes the Kotlin and the Swift from the built library.

fn main() {
    uniffi::uniffi_bindgen_main();
}
