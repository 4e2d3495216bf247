package fr.souplesse.camera

import android.app.Activity
import android.app.Application
import android.graphics.PointF
import android.graphics.Rect
import android.util.Size
import android.widget.FrameLayout
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** From a point of the screen to the sensor: where the picture lies, how it is turned and mirrored, and what of the sensor is on it. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "w1000dp-h1000dp-mdpi", application = Application::class)
class SightTest {
    @Test
    fun `each corner of the picture is that of the sensor to which it was turned`() {
        // Upper left, upper right, lower right, lower left.
        val corners = listOf(0f to 0f, 1f to 0f, 1f to 1f, 0f to 1f)
        val sensor = listOf(225 to 600, 3775 to 600, 3775 to 2400, 225 to 2400)
        val back = mapOf(0 to listOf(0, 1, 2, 3), 90 to listOf(3, 0, 1, 2), 180 to listOf(2, 3, 0, 1), 270 to listOf(1, 2, 3, 0))
        val front = mapOf(0 to listOf(1, 0, 3, 2), 90 to listOf(0, 3, 2, 1), 180 to listOf(3, 2, 1, 0), 270 to listOf(2, 1, 0, 3))
        for ((isFront, table) in listOf(false to back, true to front)) {
            for ((degrees, expected) in table) {
                val found = corners.map { (x, y) -> sight(degrees, isFront).around(x, y).middle() }
                assertEquals("$degrees, front: $isFront", expected.map(sensor::get), found)
            }
        }
    }

    @Test
    fun `what is seen at a point of the picture is found on the sensor again`() {
        for (degrees in listOf(0, 90, 180, 270)) {
            for (isFront in listOf(false, true)) {
                val sight = sight(degrees, isFront)
                val seen = sight.seen(PointF(0.3f, 0.4f))
                assertEquals("$degrees, front: $isFront", 1200 to 1275, sight.around(seen.x, seen.y).middle())
            }
        }
    }

    @Test
    fun `the middle is the middle however it is turned`() {
        for (degrees in listOf(0, 90, 180, 270)) {
            for (isFront in listOf(false, true)) {
                assertEquals(Rect(1775, 1275, 2225, 1725), sight(degrees, isFront).around(0.5f, 0.5f))
            }
        }
    }

    @Test
    fun `a point between is turned and mirrored as the picture is`() {
        val back = mapOf(0 to (1000 to 1275), 90 to (1600 to 2063), 180 to (3000 to 1725), 270 to (2400 to 938))
        val front = mapOf(0 to (3000 to 1275), 90 to (1600 to 938), 180 to (1000 to 1725), 270 to (2400 to 2063))
        for ((isFront, table) in listOf(false to back, true to front)) {
            for ((degrees, expected) in table) {
                assertEquals("$degrees, front: $isFront", expected, sight(degrees, isFront).around(0.25f, 0.4f).middle())
            }
        }
    }

    @Test
    fun `a sensor wider than the picture is cut at its sides`() {
        val wide = Sight(Size(4000, 1800), Size(1280, 720), 0, false)
        assertEquals(Rect(400, 0, 760, 360), wide.around(0f, 0f))
        assertEquals(Rect(3240, 1440, 3600, 1800), wide.around(1f, 1f))
    }

    @Test
    fun `what is seen twice as large is the middle of it`() {
        val zoomed = sight(0, isFront = false).copy(zoom = 2)
        // Half of 4000 × 2250, and so half of each part of it.
        assertEquals(1112 to 1050, zoomed.around(0f, 0f).middle())
        assertEquals(Rect(1888, 1388, 2113, 1613), zoomed.around(0.5f, 0.5f))
    }

    @Test
    fun `a picture that is turned to its side is high`() {
        assertEquals(listOf(false, true, false, true), listOf(0, 90, 180, 270).map { sight(it, false).isHigh })
    }

    @Test
    fun `the picture fills every window and is never squeezed`() {
        for ((width, height) in listOf(411 to 891, 891 to 411, 600 to 600, 411 to 300, 300 to 411)) {
            for (isHigh in listOf(false, true)) {
                val preview = preview(width, height, isHigh)
                val picture = preview.getChildAt(0)
                val form = if (isHigh) 720f / 1280 else 1280f / 720
                assertEquals(form, picture.width / picture.height.toFloat(), 0.01f)
                assertTrue(picture.left <= 0 && picture.top <= 0 && picture.right >= width && picture.bottom >= height)
                assertTrue(picture.width == width || picture.height == height)
            }
        }
    }

    @Test
    fun `a point of the screen is found on the picture, of which the edges are cut off`() {
        // An upright phone: 501 × 891 of picture, cut at its sides; the window begins at 30, 20.
        val upright = preview(411, 891, isHigh = true)
        assertEquals(listOf(0.09f, 0f), upright.at(30f, 20f))
        assertEquals(listOf(0.5f, 0.5f), upright.at(30 + 205.5f, 20 + 445.5f))
        assertEquals(listOf(0.91f, 1f), upright.at(30 + 411f, 20 + 891f))
        // The same phone, turned.
        val turned = preview(891, 411, isHigh = false)
        assertEquals(listOf(0f, 0.09f), turned.at(30f, 20f))
        assertEquals(listOf(1f, 0.91f), turned.at(30 + 891f, 20 + 411f))
        // Half of its screen: 411 × 731 of picture, cut above and below.
        assertEquals(listOf(0f, 0.29f), preview(411, 300, isHigh = true).at(30f, 20f))
    }

    @Test
    fun `a point of the picture is found on the screen again`() {
        val preview = preview(411, 891, isHigh = true)
        val point = preview.onScreen(PointF(0.25f, 0.75f))
        assertEquals(listOf(0.25f, 0.75f), preview.at(point.x, point.y))
    }

    private fun Preview.at(
        x: Float,
        y: Float,
    ) = onPicture(x, y).run { listOf(this.x, this.y) }.map { Math.round(it * 100) / 100f }

    /** As large as this, somewhere on the screen. */
    private fun preview(
        width: Int,
        height: Int,
        isHigh: Boolean,
    ): Preview {
        val activity = Robolectric.buildActivity(Activity::class.java).setup().get()
        val preview = Preview(activity) { _, _ -> }
        val place = FrameLayout.LayoutParams(width, height).apply { setMargins(30, 20, 0, 0) }
        activity.setContentView(FrameLayout(activity).apply { addView(preview, place) })
        preview.sight = sight(if (isHigh) 90 else 0, isFront = false)
        Robolectric.flushForegroundThreadScheduler()
        return preview
    }

    /** A sensor of 4:3, of whose height a picture of 16:9 has the middle 2250. */
    private fun sight(
        degrees: Int,
        isFront: Boolean,
    ) = Sight(Size(4000, 3000), Size(1280, 720), degrees, isFront)

    private fun Rect.middle() = centerX() to centerY()
}
