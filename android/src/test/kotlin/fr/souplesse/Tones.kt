// Generated from bindings/words/look.toml: `cargo run -p souplesse-words`.
package fr.souplesse

/** A tone that glides from one pitch to another, in hertz; from none is silence. */
internal class Tone(
    val millis: Int,
    val from: Double,
    val to: Double,
)

internal val TONES =
    mapOf(
        "accepted" to listOf(Tone(170, 587.3, 1174.7)),
        "incomplete" to listOf(Tone(120, 587.3, 587.3), Tone(70, 0.0, 0.0), Tone(120, 587.3, 587.3)),
        "neutral" to listOf(Tone(140, 440.0, 440.0)),
        "refused" to listOf(Tone(180, 220.0, 220.0), Tone(70, 0.0, 0.0), Tone(260, 184.8, 184.8)),
        "tolerated" to listOf(Tone(110, 587.3, 587.3), Tone(150, 880.0, 880.0)),
    )
