package fr.souplesse.desk

/** How screens are drawn: in which language, and what the manager of a fleet has settled, so that nobody can choose it here. */
data class Manner(
    val speech: Speech = Speech.PHONE,
    val isSpeechSettled: Boolean = false,
    val isTellingSettled: Boolean = false,
    val handScanner: HandScanner = HandScanner(),
)

/** A scanner that is built into the device. */
data class HandScanner(
    val isThere: Boolean = false,
    /** Whether it is listened to. */
    val isOn: Boolean = false,
    val isSettled: Boolean = false,
)
