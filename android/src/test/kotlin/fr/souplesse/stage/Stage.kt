package fr.souplesse.stage

import android.Manifest
import android.content.Context
import android.graphics.PointF
import android.graphics.drawable.BitmapDrawable
import android.graphics.drawable.ColorDrawable
import android.os.Handler
import android.os.Looper
import android.provider.Settings
import android.view.View
import android.view.ViewGroup
import android.widget.TextView
import fr.souplesse.DoorActivity
import fr.souplesse.SouplesseApp
import fr.souplesse.camera.Preview
import fr.souplesse.core.Door
import fr.souplesse.core.Event
import fr.souplesse.core.Now
import fr.souplesse.core.Screen
import fr.souplesse.core.Tap
import fr.souplesse.core.Uptime
import fr.souplesse.desk.Clock
import fr.souplesse.desk.Desk
import fr.souplesse.desk.Preferences
import fr.souplesse.desk.doorOf
import fr.souplesse.look.Reticle
import fr.souplesse.pictures.Photograph
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.shadows.ShadowLooper

/** The app with the real core behind it, asked at once, and a clock that the test winds. It trusts the demonstration's keys. */
class StageApp : SouplesseApp() {
    val clock = StageClock()
    private var current: Desk? = null
    private var door: Door? = null
    override val desk: Desk get() = current ?: newDesk().also { current = it }

    /** The last screen that the core gave, for tests that look at what it says. */
    @Volatile
    var last: Screen? = null

    /** How often the core was opened. */
    var openings = 0

    /** Begins anew, as after the first install. The folder is let go before it is deleted: a core that finds it gone marks it as damaged. */
    fun forget() {
        current = null
        door?.close()
        noBackupFilesDir.deleteRecursively()
        clock.wall = StageClock.EVENING
    }

    override fun newDesk(): Desk {
        val handler = Handler(Looper.getMainLooper())
        return Desk(
            worker = { synchronized(this) { it.run() } },
            main = { if (Looper.getMainLooper().isCurrentThread) it.run() else handler.post(it) },
            clock = { clock.now() },
            read = { Preferences.of(this) },
            open = ::opened,
        )
    }

    private fun opened(preferences: Preferences): Door {
        openings += 1
        return doorOf(this, preferences, clock.now(), demonstration = true).also { door = it }
    }
}

/** Saturday 14 August 2021, 20:30 in Paris, unless the test says otherwise. */
class StageClock : Clock {
    var wall = EVENING
    var up = 1_000_000L

    override fun now() = Now(wall, Uptime(1u, up.toULong()))

    fun pass(millis: Long) {
        wall += millis
        up += millis
    }

    companion object {
        const val EVENING = 1_628_965_800_000L
    }
}

/** The app's window, and what a test does with it. */
class Stage(
    firstRun: Boolean = false,
    mayUseCamera: Boolean = true,
    hasMotion: Boolean = false,
) {
    val app = RuntimeEnvironment.getApplication() as StageApp
    val clock get() = app.clock
    val controller: ActivityController<DoorActivity>
    val activity: DoorActivity get() = controller.get()

    init {
        val kept = app.getSharedPreferences("souplesse", Context.MODE_PRIVATE)
        kept.edit().putBoolean("first-run", firstRun).commit()
        if (!hasMotion) Settings.Global.putFloat(app.contentResolver, Settings.Global.ANIMATOR_DURATION_SCALE, 0f)
        Cameras.plugIn(app)
        if (mayUseCamera) shadowOf(app).grantPermissions(Manifest.permission.CAMERA)
        controller = Robolectric.buildActivity(DoorActivity::class.java).setup()
        listen()
        // What the cameras can do is found out on a thread of its own.
        activity.camera.settle()
        settle()
    }

    /** Keeps the last screen, and has it drawn all the same. */
    fun listen() {
        val draw = app.desk.onScreen
        app.desk.onScreen = { screen, manner ->
            app.last = screen
            draw?.invoke(screen, manner)
        }
        send(Event.Tick)
    }

    val root: View get() = activity.window.decorView

    fun send(event: Event): Stage {
        app.desk.send(event)
        return settle()
    }

    fun tap(tap: Tap) = send(Event.Tap(tap))

    /** Shows a code to the app, as a hand scanner does. */
    fun show(code: ByteArray) = send(Event.Codes(listOf(code)))

    fun pass(millis: Long): Stage {
        clock.pass(millis)
        return send(Event.Tick)
    }

    /** Lets what was posted happen, but no time pass. */
    fun settle(): Stage {
        ShadowLooper.idleMainLooper()
        return this
    }

    /** Taps what says this, or is described so. */
    fun touch(said: String): Stage {
        val view = find(said) ?: error("nothing says “$said” of: ${said()}")
        view.performClick()
        return settle()
    }

    fun find(said: String) =
        views().find {
            (it.isClickable || it.hasOnClickListeners()) &&
                said in listOf(it.said(), it.contentDescription?.toString())
        }

    /** As if a white paper were held before the camera. */
    fun whiten() {
        views().filterIsInstance<Preview>().forEach { it.setBackgroundColor(-1) }
        activity.window.setBackgroundDrawable(ColorDrawable(-1))
    }

    /** As if a phone were held before the camera in the evening. */
    fun photograph() {
        val corners = views().filterIsInstance<Reticle>().single().corners
        val middle = PointF((corners[0].x + corners[2].x) / 2, (corners[0].y + corners[2].y) / 2)
        val picture = Photograph.of(root.width, root.height, middle, (corners[2].x - corners[0].x) * 0.44f)
        val seen = BitmapDrawable(activity.resources, picture)
        views().filterIsInstance<Preview>().forEach { it.background = seen }
    }

    /** Goes away, so that another window can come. */
    fun leave() {
        controller.pause().stop().destroy()
        app.forget()
    }

    /** Everything that is written on the screen. */
    fun said() = views().mapNotNull { it.said() }

    fun views(): List<View> = root.everything()
}

fun View.said() = (this as? TextView)?.text?.toString()

fun View.everything(): List<View> =
    listOf(this) + if (this is ViewGroup) (0 until childCount).flatMap { getChildAt(it).everything() } else emptyList()
