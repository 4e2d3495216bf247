package fr.souplesse.core

/** A text about a holder: shown by its [text], and never told by [toString]. */
@JvmInline
value class PersonalText(
    val text: String,
) {
    override fun toString() = "redacted"
}
