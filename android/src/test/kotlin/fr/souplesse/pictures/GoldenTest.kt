package fr.souplesse.pictures

import fr.souplesse.look.OutcomeWord
import fr.souplesse.stage.Gallery
import fr.souplesse.stage.StageApp
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.ParameterizedRobolectricTestRunner.Parameters
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.io.File

/**
 * Every screen looks as it does in `android/pictures`, in both languages, on a phone and on a tablet that lies, with ordinary
 * and with large text; in French also held the other way. `mvn test -Dpictures=write` draws them anew: then
 * they are looked at before they are committed.
 */
@RunWith(ParameterizedRobolectricTestRunner::class)
@Config(sdk = [34], application = StageApp::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class GoldenTest(
    private val picture: Gallery.Picture,
) {
    @Test
    fun `looks as it did`() {
        val different =
            variants.filter { variant ->
                RuntimeEnvironment.setQualifiers(variant.qualifiers)
                RuntimeEnvironment.setFontScale(variant.scale)
                !matches(File("pictures/${variant.folder}/$picture.png"))
            }
        assertEquals(
            "$picture looks otherwise than its committed pictures in these; see target/pictures",
            emptyList<String>(),
            different.map { it.folder },
        )
    }

    private fun matches(golden: File): Boolean {
        val stage = picture.stage()
        if (picture.isOverCamera) stage.photograph()
        val squeezed = stage.views().filterIsInstance<OutcomeWord>().filter { it.squeeze < 0.8f }
        assertEquals("$golden", emptyList<OutcomeWord>(), squeezed)
        val drawing = Drawing.of(stage.root)
        stage.leave()
        if (System.getProperty("souplesse.pictures") == "write") {
            drawing.save(golden)
            return true
        }
        val matches = golden.exists() && !drawing.asKept().differsFrom(Drawing.of(golden))
        if (!matches) drawing.save(File("target/pictures/${golden.parentFile.name}/${golden.name}"))
        return matches
    }

    class Variant(
        val folder: String,
        val qualifiers: String,
        val scale: Float,
    )

    companion object {
        private const val PHONE = "w411dp-h891dp-port"

        private val variants =
            listOf("fr", "en").flatMap { language ->
                listOf("phone" to PHONE, "tablet" to "w1280dp-h800dp-land").flatMap { (device, size) ->
                    listOf("" to 1f, "-large" to 2f).map { (suffix, scale) ->
                        Variant("$language-$device$suffix", "$language-$size-mdpi", scale)
                    }
                }
            } + turned()

        /** Held the other way: in one language, for the words are the same. */
        private fun turned() =
            listOf("phone-lying" to "w891dp-h411dp-land", "tablet-standing" to "w800dp-h1280dp-port")
                .map { (device, size) -> Variant("fr-$device", "fr-$size-mdpi", 1f) }

        @JvmStatic
        @Parameters(name = "{0}")
        fun pictures() = Gallery.all
    }
}
