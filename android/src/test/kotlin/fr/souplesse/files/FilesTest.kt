package fr.souplesse.files

import android.content.ClipData
import android.content.ContentResolver
import android.content.Intent
import android.net.Uri
import android.provider.OpenableColumns
import fr.souplesse.core.Effect
import fr.souplesse.core.Event
import fr.souplesse.core.RegisterAction
import fr.souplesse.core.Tap
import fr.souplesse.stage.Foreign
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import fr.souplesse.stage.Updates
import fr.souplesse.stage.onDuty
import fr.souplesse.stage.sent
import fr.souplesse.words.Words
import fr.souplesse.words.registerWords
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowToast
import java.io.ByteArrayInputStream
import fr.souplesse.core.View as Shown

/** Updates that come as files, and the register that goes out as one. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [23, 34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
class FilesTest {
    private val uri = Uri.parse("content://mail/attachment/1")
    private val resolver: ContentResolver get() = RuntimeEnvironment.getApplication().contentResolver

    @Test
    fun `an update is offered, and installed only when that is wanted`() {
        val stage = Stage().send(Event.File(Updates.one()))
        assertTrue("Installer cette mise à jour\u202f?" in stage.said())
        stage.touch("Ne pas installer").tap(Tap.Updates)
        assertEquals(0, (stage.app.last!!.view as Shown.Updates).v1.installed.size)
        stage.send(Event.File(Updates.one())).touch("Installer")
        assertTrue("Mise à jour installée" in stage.said())
        stage.touch("Fermer").tap(Tap.Updates)
        assertEquals(1, (stage.app.last!!.view as Shown.Updates).v1.installed.size)
    }

    @Test
    fun `what is no update is refused with its reason`() {
        val stage = Stage().send(Event.File(byteArrayOf(1, 2, 3)))
        assertTrue("Mise à jour abîmée ou incohérente" in stage.said())
        assertNull(stage.find("Installer"))
    }

    @Test
    fun `an update of several codes is collected in any order`() {
        val stage = Stage()
        val parts = Updates.parts()
        stage.show(parts[2])
        assertTrue(stage.said().any { it.startsWith("1\u00a0code lu sur 3") })
        stage.show(parts[0]).show(parts[1])
        assertTrue("Installer cette mise à jour\u202f?" in stage.said())
    }

    @Test
    fun `a file that is opened or shared is read`() {
        shadowOf(resolver).registerInputStreamSupplier(uri) { ByteArrayInputStream(Updates.one()) }
        val opened = Intent(Intent.ACTION_VIEW, uri)
        val shared = Intent(Intent.ACTION_SEND).putExtra(Intent.EXTRA_STREAM, uri)
        for (intent in listOf(opened, shared)) {
            assertEquals(Updates.one().toList(), Incoming.read(resolver, Incoming.uri(intent)!!)!!.toList())
        }
    }

    @Test
    fun `a path of this device is not read`() {
        assertNull(Incoming.read(resolver, Uri.parse("file:///proc/self/status")))
    }

    @Test
    fun `a file that is too long is read no further than to be refused`() {
        shadowOf(resolver).registerInputStreamSupplier(uri) { ByteArrayInputStream(ByteArray(5_000_000)) }
        assertEquals((1 shl 20) + 1, Incoming.read(resolver, uri)!!.size)
    }

    @Test
    fun `a file is chosen also where the system hides who offers it`() {
        // Nothing answers to the picker as far as this app is told; it opens all the same.
        val stage = Stage().tap(Tap.Updates).touch("Ouvrir un fichier")
        assertEquals(Intent.ACTION_OPEN_DOCUMENT, shadowOf(stage.activity).nextStartedActivity.action)
        assertNull(ShadowToast.getLatestToast())
    }

    @Test
    fun `where nobody offers files, settings or sharing, it says so`() {
        val stage = Stage().onDuty().tap(Tap.Updates)
        stage.activity.askForCamera()
        shadowOf(stage.app).checkActivities(true)
        stage.touch("Ouvrir un fichier")
        assertTrue(ShadowToast.getTextOfLatestToast().startsWith("Aucune application de fichiers"))
        stage.activity.askForCamera()
        assertTrue(ShadowToast.getTextOfLatestToast().startsWith("Les réglages ne s’ouvrent pas d’ici"))
        stage.tap(Tap.Register).touch("Exporter en CSV")
        assertTrue(ShadowToast.getTextOfLatestToast().startsWith("Aucune application de cet appareil ne peut"))
    }

    @Test
    fun `what another app sends and cannot be unpacked is said, and nothing more`() {
        val stage = Stage()
        val intents =
            listOf(
                Intent(Intent.ACTION_SEND).putExtra(Intent.EXTRA_STREAM, Foreign()),
                Intent(Intent.ACTION_SEND).putExtra(Intent.EXTRA_STREAM, Intent()),
                Intent(Intent.ACTION_SEND),
                Intent(Intent.ACTION_VIEW),
            )
        for (intent in intents) {
            ShadowToast.reset()
            stage.controller.newIntent(sent(intent))
            stage.settle()
            assertTrue(ShadowToast.getTextOfLatestToast().startsWith("Ce fichier n’a pas pu être ouvert"))
        }
    }

    @Test
    fun `a provider that fails is a file that cannot be read`() {
        val failures = listOf(IllegalStateException(), NullPointerException(), UnsupportedOperationException(), SecurityException())
        for (failure in failures) {
            shadowOf(resolver).registerInputStreamSupplier(uri) { throw failure }
            assertNull("$failure", Incoming.read(resolver, uri))
        }
    }

    @Test
    fun `the register is shared as a file that only the chosen app can read`() {
        val stage = Stage().onDuty().touch("Exporter en CSV")
        val chooser = shadowOf(stage.activity).nextStartedActivity

        @Suppress("DEPRECATION")
        val share = chooser.getParcelableExtra<Intent>(Intent.EXTRA_INTENT)!!
        assertTrue(share.flags and Intent.FLAG_GRANT_READ_URI_PERMISSION != 0)
        val table = Robolectric.setupContentProvider(ExportProvider::class.java, "fr.souplesse.export")
        val address = (share.clipData as ClipData).getItemAt(0).uri
        val cursor = table.query(address, null, null, null, null)
        cursor.moveToFirst()
        assertEquals("souplesse.csv", cursor.getString(cursor.getColumnIndexOrThrow(OpenableColumns.DISPLAY_NAME)))
        val size = cursor.getInt(cursor.getColumnIndexOrThrow(OpenableColumns.SIZE))
        assertTrue("$size", size > 200)
        assertEquals(0, table.query(Uri.parse("content://fr.souplesse.export/guess/souplesse.csv"), null, null, null, null).count)
    }

    @Test
    fun `the exported table is in the language of the app`() {
        val stage = Stage().onDuty()
        stage.send(Event.Register(RegisterAction.Export(Words(stage.activity).registerWords())))
        val share =
            stage.app.last!!
                .effects
                .filterIsInstance<Effect.Share>()
        val table = share.single().v1
        assertTrue(table.lines().first(), "Événement" in table.lines().first())
        assertTrue("Ouverture du service" in table)
        assertTrue("FONTAINE" !in table)
    }
}
