// Generated from bindings/words/look.toml: `cargo run -p souplesse-words`.
package fr.souplesse.hands

/** Milliseconds of rest and of motion by turns. */
internal object Vibrations {
    val LONG = longArrayOf(0, 500)
    val SHORT = longArrayOf(0, 80)
}
