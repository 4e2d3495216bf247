package fr.souplesse.desk

/** How screens are drawn: in which language, and what the manager of a fleet has settled, so that nobody can choose it here. */
data class Manner(
    val speech: Speech = Speech.PHONE,
    val isSpeechSettled: Boolean = false,
    val isTellingSettled: Boolean = false,
)
