// Generated from bindings/words/look.toml: `cargo run -p souplesse-words`.
package fr.souplesse.look

/** The sizes of text. */
enum class Type(
    val sp: Float,
    val bold: Boolean,
) {
    BODY(18f, false),
    HEADING(20f, true),
    LABEL(16f, true),
    NAME(36f, true),
    SMALL(16f, false),
    STRONG(18f, true),
    TITLE(27f, true),
}
