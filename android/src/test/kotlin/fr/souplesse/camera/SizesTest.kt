package fr.souplesse.camera

import android.app.Application
import android.util.Size
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** Which of a lens's sizes are taken. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = Application::class)
class SizesTest {
    private val large = listOf("4000x3000", "1920x1080", "1280x720", "1280x960", "640x480")

    @Test
    fun `the best size is taken where it is there`() = assertEquals(sizes("1280x720", "1280x720"), chosen(large, large))

    @Test
    fun `where it is not, the nearest one that two streams can have`() {
        val square = listOf("4000x3000", "1600x1200", "1024x768", "640x480")
        assertEquals(sizes("1024x768", "1024x768"), chosen(square, square))
    }

    @Test
    fun `frames are of the form of the picture, however near another one is`() {
        assertEquals(sizes("1280x960", "640x480"), chosen(listOf("1280x960"), listOf("1280x720", "640x480")))
        assertEquals(sizes("1280x960", "1280x720"), chosen(listOf("1280x960"), listOf("1280x720")))
    }

    @Test
    fun `a small screen has a small picture`() {
        val small = listOf("1280x720", "864x480", "640x480", "320x240")
        assertEquals(sizes("640x480", "640x480"), chosen(small, small, screen = Size(480, 800)))
    }

    @Test
    fun `a lens that has only large ones, or tells none, gives what it has`() {
        assertEquals(sizes("3840x2160", "3840x2160"), chosen(listOf("4096x2304", "3840x2160"), listOf("3840x2160")))
        assertEquals(sizes("1280x720", "1280x720"), chosen(emptyList(), emptyList()))
    }

    private fun chosen(
        pictures: List<String>,
        frames: List<String>,
        screen: Size = Size(1080, 2400),
    ) = Sizes.of(pictures.map(Size::parseSize), frames.map(Size::parseSize), screen)

    private fun sizes(
        picture: String,
        frame: String,
    ) = Sizes(Size.parseSize(picture), Size.parseSize(frame))
}
