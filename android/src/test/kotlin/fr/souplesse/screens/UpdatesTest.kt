package fr.souplesse.screens

import android.widget.FrameLayout
import android.widget.ImageButton
import android.widget.ImageView
import fr.souplesse.camera.CameraState
import fr.souplesse.core.Event
import fr.souplesse.core.Tap
import fr.souplesse.core.Update
import fr.souplesse.desk.Manner
import fr.souplesse.look.Kit
import fr.souplesse.pictures.Drawing
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import fr.souplesse.stage.StageClock
import fr.souplesse.stage.Updates
import fr.souplesse.stage.everything
import fr.souplesse.stage.said
import fr.souplesse.words.Words
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.io.File
import fr.souplesse.core.View as Shown

/** What is said of an update that is refused: to the person at the door first, and small to whoever helps them. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class UpdatesTest {
    private val stage = Stage()
    private val words = Words(stage.activity)

    @Test
    fun `a file that is none is refused in words, and its format is named for the help line alone`() {
        val said = stage.send(Event.File(byteArrayOf(1, 2, 3))).said()
        assertEquals("Mise à jour abîmée ou incohérente", said[0])
        assertEquals("Rien n’a changé\u202f; procurez-vous de nouveau la mise à jour auprès de l’autorité.", said[1])
        assertEquals(listOf("Pour l’assistance\u00a0: COSE"), said.filter { "COSE" in it })
    }

    @Test
    fun `what is installed has another sign than what is not`() {
        val wanted = stage.send(Event.File(Updates.one())).tap(Tap.Install).sign()
        val refused = stage.tap(Tap.Next).send(Event.File(byteArrayOf(1, 2, 3))).sign()
        assertTrue(wanted.differsFrom(refused))
    }

    @Test
    fun `each refusal says what happened and what to do, before what only the help line understands`() {
        assertTrue("$refusals", refusals.size >= 15)
        for (code in refusals) {
            val said = refused(update(code, detail = "documents[0]: x")).filter { it.isNotBlank() }
            assertEquals(listOf(words.title(code), words.next(code)), said.take(2))
            assertTrue("$code: ${said[0]}", said[0] != code && said[1] != code)
            val technical = said.filter { code in it || "documents[0]" in it }
            assertTrue("$technical", technical.all { it.startsWith("Code ") || it.startsWith("Pour l’assistance") })
            // Below is the button alone.
            assertEquals(said.dropLast(1).takeLast(if (code in DATED) 1 else 2), technical)
        }
    }

    @Test
    fun `a date that stands among the contents is not said twice`() {
        for (code in DATED) {
            val said = refused(update(code, detail = "2021-08-14 18:30:00 UTC"))
            assertTrue(said.none { "UTC" in it })
            assertEquals(2, said.count { it == words.times.full(StageClock.EVENING) })
        }
    }

    @Test
    fun `where there is no detail nothing is said of one`() {
        assertTrue(refused(update("update-bad-signature", detail = null)).none { it.startsWith("Pour l’assistance") })
    }

    private fun Stage.sign() = Drawing.of(views().filterIsInstance<ImageView>().single { it !is ImageButton })

    private fun refused(update: Update): List<String> {
        val sheet = Sheet(FrameLayout(stage.activity), FrameLayout(stage.activity))
        val scene = Scene(Kit(stage.activity), words, stage.app.last!!.bar, false, CameraState(), Manner(), sheet, stage.activity, {})
        return offer(scene, Shown.Offer(update, canBeInstalled = false)).view.everything().mapNotNull { it.said() }
    }

    private fun update(
        code: String,
        detail: String?,
    ) = Update(
        code = code,
        detail = detail,
        signer = null,
        signerBefore = null,
        key = null,
        issued = StageClock.EVENING,
        expires = StageClock.EVENING,
        demonstration = false,
        documents = emptyList(),
        replaces = emptyList(),
    )

    /** All that there are words for. */
    private val refusals =
        Regex("code_(update_[a-z_]+)_title")
            .findAll(File("src/main/res/values/strings.xml").readText())
            .map { it.groupValues[1].replace('_', '-') }
            .filter { it !in listOf("update-installed", "update-already-installed") }
            .toList()

    private companion object {
        val DATED = listOf("update-expired", "update-from-future")
    }
}
