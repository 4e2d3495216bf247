package fr.souplesse.desk

import android.os.StrictMode
import android.view.View
import fr.souplesse.DoorActivity
import fr.souplesse.SouplesseApp
import fr.souplesse.core.Event
import fr.souplesse.core.Screen
import fr.souplesse.look.OutcomeWord
import fr.souplesse.stage.Samples
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLooper
import java.lang.ref.WeakReference
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

/** How the core is opened and asked. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
class DeskTest {
    @Test
    @Config(application = SouplesseApp::class)
    fun `the core is opened away from the thread that draws`() {
        val main = Thread.currentThread()
        val opened = CountDownLatch(1)
        var openedOn: Thread? = null
        val app = RuntimeEnvironment.getApplication() as SouplesseApp
        val desk =
            Desk(
                worker = { Thread(it).start() },
                main = { it.run() },
                clock = { Clock.Device(app).now() },
                read = { Preferences.of(app) },
                open = {
                    openedOn = Thread.currentThread()
                    open(app, it, Clock.Device(app).now()).also { opened.countDown() }
                },
            )
        desk.send(Event.Tick)
        assertTrue(opened.await(20, TimeUnit.SECONDS))
        assertFalse(openedOn === main)
    }

    @Test
    @Config(application = SouplesseApp::class)
    fun `the window comes up without touching the disk`() {
        val before = StrictMode.getThreadPolicy()
        StrictMode.setThreadPolicy(
            StrictMode.ThreadPolicy
                .Builder()
                .detectDiskReads()
                .detectDiskWrites()
                .penaltyDeath()
                .build(),
        )
        try {
            val app = RuntimeEnvironment.getApplication() as SouplesseApp
            val controller = Robolectric.buildActivity(DoorActivity::class.java).setup()
            val screen = awaited(app)
            assertNotNull(screen)
            controller.pause().stop().destroy()
        } finally {
            StrictMode.setThreadPolicy(before)
        }
    }

    @Test
    fun `a thousand verdicts leave nothing behind`() {
        val stage = Stage()
        val code = Samples.code("01")
        val drawn = mutableListOf<WeakReference<View>>()
        repeat(1_000) {
            stage.show(code)
            assertTrue("FONTAINE" in stage.said())
            drawn += WeakReference(stage.views().single { it is OutcomeWord })
            stage.touch("Suivant").pass(4_000)
        }
        ShadowLooper.idleMainLooper(1, TimeUnit.MINUTES)
        repeat(5) {
            System.gc()
            Thread.sleep(50)
        }
        val alive = drawn.count { it.get() != null }
        assertTrue("$alive views are still there", alive < 10)
    }

    private fun awaited(app: SouplesseApp): Screen? {
        var seen: Screen? = null
        val draw = app.desk.onScreen
        app.desk.onScreen = { screen, speech ->
            seen = screen
            draw?.invoke(screen, speech)
        }
        // The first one may have been drawn already.
        app.desk.send(Event.Tick)
        repeat(400) {
            if (seen != null) return seen
            Thread.sleep(50)
            ShadowLooper.idleMainLooper()
        }
        return seen
    }
}
