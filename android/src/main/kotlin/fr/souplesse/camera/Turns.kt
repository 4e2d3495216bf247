package fr.souplesse.camera

import android.content.Context
import android.hardware.display.DisplayManager

/** Tells when the display may be turned: by half a turn too, of which no change of configuration tells. */
class Turns(
    context: Context,
    private val onTurn: () -> Unit,
) : DisplayManager.DisplayListener {
    private val manager = context.getSystemService(DisplayManager::class.java)

    fun listen() = manager.registerDisplayListener(this, null)

    fun end() = manager.unregisterDisplayListener(this)

    override fun onDisplayChanged(display: Int) = onTurn()

    override fun onDisplayAdded(display: Int) = Unit

    override fun onDisplayRemoved(display: Int) = Unit
}
