package fr.souplesse.camera

import fr.souplesse.core.Event

/**
 * What is told of the camera: to the core whether there is one, and to whoever draws what it can do, and why there is none.
 * The core outlives windows and their cameras: what it knows is not known here until it has been told once.
 */
internal class Report(
    private val tell: (Event) -> Unit,
    private val onState: (CameraState) -> Unit,
) {
    private var isThere: Boolean? = null
    private var state = CameraState()

    fun can(abilities: Abilities) = draw(state.copy(can = abilities))

    fun zoomed(isZoomed: Boolean) = draw(state.copy(isZoomed = isZoomed))

    /** The reason first: the screen that comes of it names it. */
    fun lost(absence: Absence) {
        draw(state.copy(absence = absence))
        if (isThere != false) tell(Event.CameraLost)
        isThere = false
    }

    fun back() {
        draw(state.copy(absence = null))
        if (isThere != true) tell(Event.CameraBack)
        isThere = true
    }

    private fun draw(next: CameraState) {
        if (next == state) return
        state = next
        onState(next)
    }
}
