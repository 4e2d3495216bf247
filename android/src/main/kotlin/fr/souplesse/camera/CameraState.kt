package fr.souplesse.camera

/** Why there is no picture. */
enum class Absence {
    /** Nobody has allowed it. */
    NOT_ALLOWED,

    /** Another app has it, or it failed and is tried again. */
    IN_USE,

    /** The device has none that may be used, or one that does not answer. */
    NONE,
}

/** What can be asked of the camera on one side. */
data class Abilities(
    val torch: Boolean = false,
    val zoom: Boolean = false,
    val otherSide: Boolean = false,
)

/** What a screen shows of the camera. */
data class CameraState(
    val can: Abilities = Abilities(),
    val isZoomed: Boolean = false,
    val absence: Absence? = null,
)
