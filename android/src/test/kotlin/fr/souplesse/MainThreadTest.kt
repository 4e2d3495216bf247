package fr.souplesse

import android.Manifest
import android.content.Context
import android.content.Intent
import android.content.RestrictionsManager
import android.content.res.Configuration
import android.net.Uri
import android.os.Bundle
import android.view.View
import fr.souplesse.camera.Preview
import fr.souplesse.core.Event
import fr.souplesse.core.KindAnswer
import fr.souplesse.core.PaperAnswer
import fr.souplesse.core.RegisterAction
import fr.souplesse.core.Scanner
import fr.souplesse.core.Tap
import fr.souplesse.desk.Speech
import fr.souplesse.stage.Cameras
import fr.souplesse.stage.MainThread
import fr.souplesse.stage.Samples
import fr.souplesse.stage.Updates
import fr.souplesse.stage.WatchedCore
import fr.souplesse.stage.WatchedImage
import fr.souplesse.stage.WatchedReader
import fr.souplesse.stage.everything
import fr.souplesse.stage.said
import fr.souplesse.stage.settle
import fr.souplesse.stage.surfaceComes
import fr.souplesse.words.Words
import fr.souplesse.words.registerWords
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLooper
import java.io.ByteArrayInputStream
import java.io.File

/**
 * The thread that draws waits for nothing: no file of the app and no call of the core, from the cold start to the end. The app
 * is the real one here, with its own threads.
 */
@RunWith(RobolectricTestRunner::class)
@Config(
    sdk = [28, 34],
    qualifiers = "fr-w411dp-h891dp-port-mdpi",
    application = SouplesseApp::class,
    shadows = [WatchedCore::class, WatchedReader::class, WatchedImage::class],
)
class MainThreadTest {
    private val app = RuntimeEnvironment.getApplication() as SouplesseApp
    private val folder = File(app.applicationInfo.dataDir)
    private val readers = mutableSetOf<String>()
    private lateinit var activity: DoorActivity

    @Before
    fun `there is a camera`() {
        Cameras.plugIn(app)
        shadowOf(app).grantPermissions(Manifest.permission.CAMERA)
    }

    @Test
    fun `what must not be is seen where it is`() {
        val acts =
            mapOf<String, () -> Unit>(
                "core" to { Scanner().use { it.forget() } },
                "file" to { File(folder, "some").exists() },
                "preferences" to { app.getSharedPreferences("other", Context.MODE_PRIVATE).getBoolean("x", false) },
                "folder" to { app.noBackupFilesDir.list() },
                "written" to { app.openFileOutput("some", Context.MODE_PRIVATE).use { it.write(1) } },
            )
        for ((what, act) in acts) assertTrue(what, MainThread.watch(folder, act).isNotEmpty())
        assertEquals(emptyList<String>(), MainThread.watch(folder) { Thread { acts.values.forEach { it() } }.apply { start() }.join() })
    }

    @Test
    fun `nothing is waited for from the cold start to the first screen`() {
        val seen =
            MainThread.watch(folder) {
                val controller = Robolectric.buildActivity(DoorActivity::class.java).setup()
                activity = controller.get()
                until("Avant de commencer")
            }
        assertEquals(emptyList<String>(), seen)
    }

    @Test
    fun `nothing is waited for all evening`() {
        val update = Uri.parse("content://mail/attachment/1")
        shadowOf(app.contentResolver).registerInputStreamSupplier(update) {
            readers += Thread.currentThread().name
            ByteArrayInputStream(Updates.one())
        }
        val seen =
            MainThread.watch(folder) {
                val controller = Robolectric.buildActivity(DoorActivity::class.java).setup()
                activity = controller.get()
                until("Avant de commencer").touch("J’ai compris")
                until("Attestation papier")
                views().filterIsInstance<Preview>().single().surfaceComes()

                tap(Tap.Training(true)).until("Entraînement\u00a0– soirée du 14\u00a0août 2021")
                hold("01").until("FONTAINE")
                tap(Tap.Next).until("Attestation papier").touch("Attestation papier")
                until("Quel document\u202f?").send(Event.Answer(PaperAnswer.Kind(KindAnswer.Is("pcr")))).until("Montrer à la personne")
                tap(Tap.ShowHolder).until("sidep.gouv.fr")

                tap(Tap.Training(false)).tap(Tap.Updates).until("Ouvrir un fichier")
                controller.newIntent(Intent(Intent.ACTION_VIEW, update))
                until("Fermer").touch("Fermer")
                tap(
                    Tap.Register,
                ).until("Exporter en CSV").send(Event.Register(RegisterAction.Name("Nadia Belkacem"))).until("Nadia Belkacem")
                send(Event.Register(RegisterAction.Open(listOf("Nadia Belkacem")))).until("Fermer le service")
                send(Event.Register(RegisterAction.Export(Words(activity).registerWords())))
                until { shadowOf(activity).nextStartedActivity != null }
                tap(Tap.About).until("Langue").tap(Tap.TellShownBefore(true))
                activity.speak(Speech.ENGLISH)
                until("Language")

                controller.pause().stop()
                settle()
                manage("controller")
                controller.restart().start().resume()
                until("Paper attestation")
                manage("venue")
                app.sendBroadcast(Intent(Intent.ACTION_APPLICATION_RESTRICTIONS_CHANGED))
                until("Paper attestation")
                activity.onConfigurationChanged(Configuration(activity.resources.configuration))
                until("Paper attestation")
                controller.pause().stop().destroy()
                settle()
            }
        assertEquals(emptyList<String>(), seen)
        assertEquals(1, readers.size)
        assertTrue("$readers", Thread.currentThread().name !in readers)
    }

    private fun manage(profile: String) =
        shadowOf(app.getSystemService(RestrictionsManager::class.java))
            .setApplicationRestrictions(Bundle().apply { putString("profile", profile) })

    private fun send(event: Event) = apply { app.desk.send(event) }

    private fun tap(tap: Tap) = send(Event.Tap(tap))

    /** Before the camera, until the scanner has read it. */
    private fun hold(sample: String) =
        apply {
            WatchedImage.seen = Samples.luma(sample)
            until { WatchedReader.all.isNotEmpty() }
            repeat(FRAMES) {
                WatchedReader.last.take()
                settle()
            }
        }

    private fun touch(said: String) = apply { views().first { it.said() == said && it.isClickable }.performClick() }

    private fun until(said: String) =
        until {
            views().any {
                it.said()?.contains(said) == true ||
                    it.contentDescription?.contains(said) == true
            }
        }

    /** Others work on threads of their own; this one draws what comes of it. */
    private fun until(isSo: () -> Boolean): MainThreadTest {
        repeat(PATIENCE) {
            if (isSo()) return this
            settle()
        }
        throw AssertionError("it says ${views().mapNotNull { it.said() }}")
    }

    private fun settle() {
        Thread.sleep(PAUSE)
        ShadowLooper.idleMainLooper()
        activity.camera.takeIf { it.thread.isAlive }?.settle()
    }

    private fun views(): List<View> = activity.window.decorView.everything()

    private companion object {
        const val PATIENCE = 1_000
        const val PAUSE = 20L

        /** The scanner spreads its work over frames. */
        const val FRAMES = 12
    }
}
