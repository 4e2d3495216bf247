package fr.souplesse

import android.Manifest
import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Intent
import android.content.pm.PackageManager
import android.content.res.Configuration
import android.graphics.PointF
import android.net.Uri
import android.os.Bundle
import android.os.Handler
import android.os.Looper
import android.provider.Settings
import android.util.Size
import android.view.KeyEvent
import android.view.Surface
import android.view.WindowManager
import android.widget.EditText
import android.widget.FrameLayout
import android.widget.Toast
import fr.souplesse.camera.Absence
import fr.souplesse.camera.Camera
import fr.souplesse.camera.CameraState
import fr.souplesse.camera.Preview
import fr.souplesse.camera.Turns
import fr.souplesse.camera.Wish
import fr.souplesse.core.Effect
import fr.souplesse.core.Event
import fr.souplesse.core.Screen
import fr.souplesse.core.Tap
import fr.souplesse.desk.Desk
import fr.souplesse.desk.ManagedChanges
import fr.souplesse.desk.Manner
import fr.souplesse.desk.Speech
import fr.souplesse.files.ExportProvider
import fr.souplesse.files.Incoming
import fr.souplesse.hands.Feedback
import fr.souplesse.hands.HandScanners
import fr.souplesse.hands.Wedge
import fr.souplesse.look.Edges
import fr.souplesse.look.FILL
import fr.souplesse.look.Kit
import fr.souplesse.look.drawAroundNotch
import fr.souplesse.screens.Errands
import fr.souplesse.screens.Renderer
import fr.souplesse.screens.Scene
import fr.souplesse.screens.Sheet
import fr.souplesse.words.Words
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import fr.souplesse.core.View as Shown

/** The one window. It draws what the core says, and brings to it what happens: codes, taps, files, and coming and going. */
class DoorActivity :
    Activity(),
    Errands {
    private val desk: Desk get() = (application as SouplesseApp).desk
    private val handler = Handler(Looper.getMainLooper())
    private val tick = Runnable { desk.send(Event.Tick) }
    private val files: ExecutorService = Executors.newSingleThreadExecutor()
    private val wedge = Wedge(::read)
    private val handScanners = HandScanners(this, ::read)
    private val managedChanges = ManagedChanges { desk.reread() }
    private lateinit var turns: Turns
    private lateinit var renderer: Renderer
    private lateinit var preview: Preview
    internal lateinit var camera: Camera
        private set
    private lateinit var feedback: Feedback

    /** What the screen that is drawn asks of the camera; nothing of a holder. */
    private var asked: Asked? = null
    private var shown: Picture? = null
    private var cameraState = CameraState()
    private var isZoomed = false
    private var manner = Manner()
    private var hasAskedForCamera = false
    private var isToBeSeen = false

    override fun onCreate(state: Bundle?) {
        super.onCreate(null)
        window.addFlags(WindowManager.LayoutParams.FLAG_SECURE)
        window.drawAroundNotch()
        whenGoingBack(::goBack)
        preview = Preview(this, ::show)
        camera = Camera(this, desk::send, { handler.post { preview.sight = it } }, { handler.post { see(it) } }, ::found)
        feedback = Feedback(this, files)
        turns = Turns(this, ::useCamera)
        val stage = Edges(this)
        renderer = Renderer(stage, ::scene)
        val root = FrameLayout(this)
        preview.setBackgroundColor(getColor(R.color.camera))
        root.addView(preview, FrameLayout.LayoutParams(FILL, FILL))
        root.addView(stage, FrameLayout.LayoutParams(FILL, FILL))
        setContentView(root)
        if (state == null) open(intent)
    }

    override fun onNewIntent(intent: Intent) = open(intent)

    override fun onStart() {
        super.onStart()
        isToBeSeen = true
        desk.onScreen = ::draw
        managedChanges.listen(this)
        turns.listen()
        desk.reread()
        desk.send(Event.Foreground)
    }

    /** Nothing of a holder stays on the screen, in the window's memory or in the core. */
    override fun onStop() {
        isToBeSeen = false
        handler.removeCallbacks(tick)
        handScanners.isOn = false
        unregisterReceiver(managedChanges)
        turns.end()
        wedge.clear()
        renderer.clear()
        asked = null
        useCamera()
        desk.send(Event.Background)
        super.onStop()
    }

    override fun onDestroy() {
        if (desk.onScreen == ::draw) desk.onScreen = null
        camera.end()
        feedback.end()
        files.shutdown()
        super.onDestroy()
    }

    /** Nothing is saved: whoever comes back begins at the camera. */
    override fun onSaveInstanceState(state: Bundle) = Unit

    override fun onConfigurationChanged(configuration: Configuration) {
        super.onConfigurationChanged(configuration)
        renderer.clear()
        desk.reread()
        desk.send(Event.Tick)
    }

    @Suppress("OVERRIDE_DEPRECATION") // Its successor needs Android 13.
    override fun onBackPressed() = goBack()

    private fun goBack() {
        val atHome = asked?.view is Shown.Scan || asked?.view == Shown.NoCamera || asked?.view == Shown.Welcome
        when {
            renderer.sheet.isOpen -> renderer.sheet.close()
            asked == null || atHome -> moveTaskToBack(true)
            else -> desk.send(Event.Tap(Tap.Back))
        }
    }

    override fun dispatchKeyEvent(event: KeyEvent): Boolean {
        if (currentFocus is EditText) return super.dispatchKeyEvent(event)
        return wedge.take(event) || super.dispatchKeyEvent(event)
    }

    override fun onRequestPermissionsResult(
        code: Int,
        permissions: Array<String>,
        results: IntArray,
    ) {
        if (mayUseCamera()) useCamera() else camera.refuse()
    }

    override fun onActivityResult(
        code: Int,
        result: Int,
        intent: Intent?,
    ) {
        if (result == RESULT_OK) intent?.data?.let(::open)
    }

    override fun chooseFile() = start(Incoming.picker(), orSay = R.string.update_no_file_app)

    /** Where Android asks no longer, its settings do. */
    override fun askForCamera() {
        if (hasAskedForCamera && !shouldShowRequestPermissionRationale(Manifest.permission.CAMERA)) {
            val settings = Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS)
            return start(settings.setData(Uri.fromParts("package", packageName, null)), orSay = R.string.no_camera_no_settings)
        }
        hasAskedForCamera = true
        requestPermissions(arrayOf(Manifest.permission.CAMERA), 0)
    }

    override fun retryCamera() {
        camera.retry()
    }

    override fun zoom() {
        isZoomed = !isZoomed
        useCamera()
    }

    override fun listenToHandScanner(isOn: Boolean) = desk.listenToHandScanner(isOn)

    override fun speak(speech: Speech) = desk.speak(speech)

    override fun focusAt(
        x: Float,
        y: Float,
    ) {
        val point = preview.onPicture(x, y)
        camera.focus(point.x, point.y)
    }

    private fun read(code: ByteArray) = desk.send(Event.Codes(listOf(code)))

    private fun draw(
        screen: Screen,
        manner: Manner,
    ) {
        if (!isToBeSeen) return
        if (manner != this.manner) renderer.clear()
        if (screen.view == Shown.Covered) wedge.clear()
        this.manner = manner
        renderer.show(screen)
        screen.effects.forEach(::make)
        asked = Asked(screen)
        window.stayAwake(screen.view)
        handScanners.isOn = manner.handScanner.isOn
        askOnce(screen.view)
        useCamera()
        handler.removeCallbacks(tick)
        screen.wakeInMs?.let { handler.postDelayed(tick, it.toLong()) }
    }

    private fun scene(
        screen: Screen,
        sheet: Sheet,
    ): Scene {
        val words = Words.of(this, manner.speech)
        return Scene(Kit(words.context), words, screen.bar, screen.torch, seen(), manner, sheet, this, desk::send)
    }

    private fun seen() = if (mayUseCamera()) cameraState else cameraState.copy(absence = Absence.NOT_ALLOWED)

    /** Two screens tell of it. */
    private fun found(code: List<PointF>) {
        handler.post { renderer.found(code.map(preview::onScreen)) }
    }

    private fun see(state: CameraState) {
        cameraState = state
        if (asked?.view !is Shown.Scan && asked?.view != Shown.NoCamera) return
        renderer.drawAnew()
        desk.send(Event.Tick)
    }

    private fun make(effect: Effect) =
        when (effect) {
            is Effect.Sound -> feedback.sound(effect.v1)

            is Effect.Vibration -> feedback.vibrate(effect.v1)

            is Effect.Share -> start(ExportProvider.sheet(this, effect.v1), orSay = R.string.register_no_app)

            // They are told by each screen as well.
            is Effect.Torch, is Effect.Camera -> Unit
        }

    /** After the reason has been read: the first screen with a camera. */
    private fun askOnce(view: Shown) {
        if (view !is Shown.Scan || mayUseCamera()) return
        if (hasAskedForCamera) return
        askForCamera()
    }

    private fun mayUseCamera() = checkSelfPermission(Manifest.permission.CAMERA) == PackageManager.PERMISSION_GRANTED

    private fun show(
        surface: Surface?,
        size: Size,
    ) {
        shown = surface?.let { Picture(it, size) }
        useCamera()
    }

    /** It is off behind pages that look for no code, however long they stay; only its torch goes on. */
    private fun useCamera() {
        val (asked, shown) = asked to shown
        preview.isOn = asked == null || asked.needsCamera
        val isWanted = asked != null && asked.needsCamera && shown != null && mayUseCamera()
        val wish = if (isWanted) Wish(asked!!.facing, asked.torch, isZoomed, shown!!.surface, shown.size, turned()) else null
        camera.want(wish, asked?.isLooking == true, asked?.torch == true)
    }

    @Suppress("DEPRECATION")
    private fun turned() = windowManager.defaultDisplay.rotation * QUARTER_TURN

    private fun open(intent: Intent) {
        if (!Incoming.isUpdate(intent)) return
        Incoming.uri(intent)?.let(::open) ?: say(R.string.update_file_unreadable)
    }

    private fun open(uri: Uri) =
        files.execute {
            val bytes = Incoming.read(contentResolver, uri)
            if (bytes != null) desk.send(Event.File(bytes)) else handler.post { say(R.string.update_file_unreadable) }
        }

    private fun say(name: Int) = Toast.makeText(this, Words.of(this, manner.speech).say(name), Toast.LENGTH_LONG).show()

    /** Whether there is an app for it is known only by trying: from Android 11 on most are hidden from those who ask. */
    @Suppress("DEPRECATION")
    private fun start(
        intent: Intent,
        orSay: Int,
    ) = try {
        startActivityForResult(intent, 0)
    } catch (_: ActivityNotFoundException) {
        say(orSay)
    }

    /** Where the camera's picture is shown. */
    private class Picture(
        val surface: Surface,
        val size: Size,
    )

    /** Keeps of a screen no more than the camera needs. */
    private class Asked(
        screen: Screen,
    ) {
        val facing = screen.facing
        val torch = screen.torch
        val view: Shown? = screen.view.takeIf { it !is Shown.Verdict }
        val isLooking = screen.view.waitsForCodes()
        val needsCamera = isLooking || screen.view == Shown.NoCamera
    }

    private companion object {
        const val QUARTER_TURN = 90
    }
}

private fun Shown.waitsForCodes() = this is Shown.Scan || this is Shown.Verdict || this is Shown.Collecting || this == Shown.SeveralPasses
