package fr.souplesse.pictures

import fr.souplesse.stage.Gallery
import fr.souplesse.stage.StageApp
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.io.File

/** The seven verdicts beside each other, for whoever looks at them as others see them; drawn anew as the other pictures are. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class SheetsTest {
    private val verdicts =
        Gallery.verdicts.map {
            val stage = it.stage()
            Drawing.of(stage.root).also { stage.leave() }
        }

    @Test
    fun `as they are seen without the cones for red, and without colours`() {
        val small = verdicts.map { Eyes.smaller(it, THIRD) }
        val rows = listOf(small, small.map { Eyes.seen(it, Eyes.PROTAN) }, small.map { Eyes.seen(it, Eyes.GREY) })
        compare(Eyes.sheet(rows, GAP), "verdicts-without-colours")
    }

    /** A picture that is looked at from half a metre is as large, made ten times smaller, as the phone is from five metres. */
    @Test
    fun `as large as they are at five metres`() {
        compare(Eyes.sheet(listOf(verdicts.map { Eyes.smaller(it, TEN_TIMES) }), GAP), "verdicts-at-five-metres")
    }

    private fun compare(
        drawing: Drawing,
        name: String,
    ) {
        val golden = File("pictures/sheets/$name.png")
        if (System.getProperty("souplesse.pictures") == "write") return drawing.save(golden)
        val matches = golden.exists() && !drawing.asKept().differsFrom(Drawing.of(golden))
        if (!matches) drawing.save(File("target/pictures/sheets/$name.png"))
        assertTrue("$name looks otherwise than its committed picture; see target/pictures", matches)
    }

    private companion object {
        const val THIRD = 3
        const val TEN_TIMES = 10
        const val GAP = 12
    }
}
