package fr.souplesse.desk

import android.view.View
import fr.souplesse.look.OutcomeWord
import fr.souplesse.stage.Samples
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLooper
import java.lang.ref.WeakReference
import java.util.concurrent.TimeUnit

/** How the core is opened and asked. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
class DeskTest {
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
}
