package fr.souplesse.look

import android.graphics.PointF
import android.widget.ImageView
import fr.souplesse.stage.Samples
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowChoreographer
import org.robolectric.shadows.ShadowLooper
import java.time.Duration
import java.util.concurrent.TimeUnit

/** What moves, and that nothing does where animations are off. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
class MotionTest {
    @Test
    fun `the sign of a verdict comes within an eighth of a second`() {
        ShadowChoreographer.setPaused(true)
        ShadowChoreographer.setFrameDelay(Duration.ofMillis(FRAME))
        val sign = Stage(hasMotion = true).show(Samples.code("01")).sign()
        assertTrue(sign.scaleX < 1f)
        repeat(FRAMES) { ShadowLooper.idleMainLooper(FRAME, TimeUnit.MILLISECONDS) }
        assertEquals(1f, sign.scaleX)
    }

    @Test
    fun `where animations are off it is there at once`() {
        assertEquals(1f, Stage(hasMotion = false).show(Samples.code("01")).sign().scaleX)
    }

    @Test
    fun `the brackets stand around the window, and snap to a code that is found`() {
        for (hasMotion in listOf(true, false)) {
            val stage = Stage(hasMotion = hasMotion)
            val reticle = stage.views().filterIsInstance<Reticle>().single()
            val (left, right) = reticle.corners[0].x to reticle.corners[1].x
            assertEquals(411f, left + right, 2f)
            val code = listOf(PointF(150f, 300f), PointF(260f, 310f), PointF(255f, 420f), PointF(145f, 410f))
            reticle.snap(code)
            if (hasMotion) assertTrue(reticle.corners != code)
            ShadowLooper.idleMainLooper(2 * MOTION_MILLIS, TimeUnit.MILLISECONDS)
            assertEquals(code, reticle.corners)
            reticle.snap(emptyList())
            assertEquals(left to right, reticle.corners[0].x to reticle.corners[1].x)
            stage.leave()
        }
    }

    @Test
    fun `the time that a verdict stays drains along the button`() {
        val stage = Stage().show(Samples.code("01"))
        val drain = stage.views().filterIsInstance<Drain>().single()
        assertEquals(1f, drain.share)
        ShadowLooper.idleMainLooper(15, TimeUnit.SECONDS)
        assertEquals(0.5f, drain.share, 0.01f)
        val next = stage.find("Suivant")!!
        assertEquals(next.parent, drain.parent)
        assertTrue(drain.width > next.width * 0.8)
    }

    private fun Stage.sign() = views().filterIsInstance<ImageView>().first()

    private companion object {
        const val FRAME = 15L

        /** Twice as long as it takes. */
        const val FRAMES = 16
    }
}
