package fr.souplesse.screens

import android.graphics.Rect
import android.view.View
import android.widget.Button
import android.widget.ImageView
import android.widget.ScrollView
import android.widget.TextView
import fr.souplesse.core.Profile
import fr.souplesse.core.Tap
import fr.souplesse.look.More
import fr.souplesse.look.OutcomeWord
import fr.souplesse.spoken.spoken
import fr.souplesse.stage.Gallery
import fr.souplesse.stage.Samples
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** What stands where on a verdict. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class VerdictScreenTest {
    /** It is kept from one test to the next. */
    @Before
    fun ordinaryText() = RuntimeEnvironment.setFontScale(1f)

    @Test
    fun `the first lines of all seven words stand at one height`() {
        val heights =
            Gallery.verdicts.map { picture ->
                val stage = picture.stage()
                val word = stage.views().filterIsInstance<OutcomeWord>().single()
                (word.place().top + word.baseline).also { stage.leave() }
            }
        assertEquals("$heights", 1, heights.toSet().size)
    }

    @Test
    fun `on a holder's card the surname is twice and the birth date one and a half times as large as what is read`() {
        val stage = Stage().show(Samples.code("01"))
        val body = 18f
        assertEquals(listOf("NOM", "PRÉNOMS", "NÉ(E) LE"), stage.said().filter { it in listOf("NOM", "PRÉNOMS", "NÉ(E) LE") })
        assertEquals(2f, stage.written("FONTAINE").textSize / body)
        assertEquals(1.5f, stage.written("14/02/1987").textSize / body)
        assertTrue(stage.spoken().any { it.name == "Né(e) le 14 février 1987" })
    }

    @Test
    fun `a controller's details keep the holder above, tell facts before figures, and show that there is more`() {
        val stage = details()
        val said = stage.said()
        assertTrue("$said", "FONTAINE" in said && said.indexOf("FONTAINE") < said.indexOf("Nature"))
        assertTrue("$said", said.indexOf("Vérifications") < said.indexOf("Clé"))
        assertTrue(
            "$said",
            said.indexOf("Nature") < said.indexOf("Identifiant") && said.indexOf("Identifiant") > said.indexOf("Vérifications"),
        )
        assertTrue("$said", said.none { Regex("[0-9]{4}-[0-9]{2}-[0-9]{2}").containsMatchIn(it) })
        val more = stage.views().filterIsInstance<More>().single()
        assertTrue(more.isShowing)
        stage
            .views()
            .filterIsInstance<ScrollView>()
            .single()
            .run { scrollTo(0, getChildAt(0).height) }
        assertTrue(!more.isShowing)
    }

    @Test
    fun `at twice the size of text the shape goes, and the reason stays in sight`() {
        RuntimeEnvironment.setFontScale(2f)
        for (picture in Gallery.verdicts) {
            val stage = picture.stage()
            assertEquals(picture.name, emptyList<View>(), stage.views().filterIsInstance<ImageView>())
            val reason = stage.spoken()[1].view
            assertEquals("$picture: ${(reason as TextView).text}", reason.height, reason.place().height())
            stage.leave()
        }
    }

    @Test
    fun `what else can be done stands two to a row, each with its sign`() {
        val details = details()
        val buttons = details.views().filterIsInstance<Button>()
        assertTrue("${buttons.map { it.text }}", buttons.dropLast(1).all { it.compoundDrawablesRelative[0] != null })
        details.leave()
        val paper = Gallery.verdicts.single { it.name == "verdict-not-covered" }.stage()
        val rows =
            paper
                .views()
                .filterIsInstance<Button>()
                .groupBy { it.place().top }
                .values
                .map { it.size }
        assertEquals(listOf(2, 1), rows)
    }

    private fun details(): Stage {
        val stage = Stage().tap(Tap.Training(true)).tap(Tap.Profile(Profile.CONTROLLER))
        return stage.show(Samples.code("01")).tap(Tap.Details)
    }

    private fun Stage.written(said: String) = views().filterIsInstance<TextView>().single { it.text.toString() == said }

    private fun View.place() = Rect().also { getGlobalVisibleRect(it) }
}
