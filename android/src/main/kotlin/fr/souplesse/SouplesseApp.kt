package fr.souplesse

import android.app.Application
import android.os.Handler
import android.os.Looper
import fr.souplesse.desk.Clock
import fr.souplesse.desk.Desk
import fr.souplesse.desk.Preferences
import fr.souplesse.desk.doorOf
import java.util.concurrent.Executor
import java.util.concurrent.Executors

/** Holds what outlives every window: the desk, behind which is the core. */
open class SouplesseApp : Application() {
    open val desk: Desk by lazy { newDesk() }

    /** The core is opened on its own thread, when the first event reaches it. */
    protected open fun newDesk(): Desk {
        val clock by lazy { Clock.Device(this) }
        return Desk(
            worker = Executors.newSingleThreadExecutor { Thread(it, "door") },
            main = mainThread(),
            clock = { clock.now() },
            read = { Preferences.of(this) },
            open = { doorOf(this, it, clock.now()) },
        )
    }

    private fun mainThread(): Executor {
        val handler = Handler(Looper.getMainLooper())
        return Executor { handler.post(it) }
    }
}
