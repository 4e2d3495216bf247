package fr.souplesse.desk

import fr.souplesse.core.RejectedAnchor

/** How screens are drawn: in which language, and what the manager of a fleet has settled, so that nobody can choose it here; with the keys of theirs
 * that the core did not take. */
data class Manner(
    val speech: Speech = Speech.PHONE,
    val isSpeechSettled: Boolean = false,
    val isTellingSettled: Boolean = false,
    val handScanner: HandScanner = HandScanner(),
    val rejectedAnchors: List<RejectedAnchor> = emptyList(),
)

/** A scanner that is built into the device. */
data class HandScanner(
    val isThere: Boolean = false,
    /** Whether it is listened to. */
    val isOn: Boolean = false,
    val isSettled: Boolean = false,
)
