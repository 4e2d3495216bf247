package fr.souplesse.camera

import android.Manifest
import android.content.res.Configuration
import android.graphics.Rect
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraManager
import android.view.MotionEvent
import android.view.Surface
import android.view.View
import fr.souplesse.core.Facing
import fr.souplesse.core.KindAnswer
import fr.souplesse.core.Tap
import fr.souplesse.stage.Cameras
import fr.souplesse.stage.Samples
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import fr.souplesse.stage.WatchedImage
import fr.souplesse.stage.WatchedManager
import fr.souplesse.stage.WatchedReader
import fr.souplesse.stage.WatchedRequest
import fr.souplesse.stage.kind
import fr.souplesse.stage.settle
import fr.souplesse.stage.surfaceComes
import fr.souplesse.stage.surfaceGoes
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowDisplay
import fr.souplesse.core.View as Shown

/** The camera as the window comes, goes, changes its size and is turned. */
@RunWith(RobolectricTestRunner::class)
@Config(
    sdk = [28, 34],
    qualifiers = "fr-w411dp-h891dp-port-mdpi",
    application = StageApp::class,
    shadows = [WatchedReader::class, WatchedImage::class, WatchedRequest::class, WatchedManager::class],
)
class WindowTest {
    @Test
    fun `the camera is on while the window is to be seen`() {
        val stage = looking()
        assertEquals(listOf(false), closed())
        stage.controller.pause().stop()
        stage.settled()
        assertEquals(listOf(true), closed())
        stage.controller
            .restart()
            .start()
            .resume()
        stage.settled()
        assertEquals(listOf(true, false), closed())
    }

    @Test
    fun `the camera goes with the surface, and comes with the next one`() {
        val stage = looking()
        stage.preview().surfaceGoes()
        stage.settled()
        assertEquals(listOf(true), closed())
        stage.preview().surfaceComes()
        stage.settled()
        assertEquals(listOf(true, false), closed())
    }

    @Test
    fun `beside another window that is in use codes are read as before`() {
        val stage = looking()
        stage.controller.pause()
        stage.take("01")
        assertEquals(listOf(false), closed())
        assertTrue("FONTAINE" in stage.said())
    }

    @Test
    fun `behind pages that look for no code the camera is off, and its torch goes on`() {
        val stage = looking().tap(Tap.Torch).settled()
        val manager = shadowOf(stage.app.getSystemService(CameraManager::class.java))
        for (tap in listOf(Tap.Paper, Tap.Updates, Tap.Register, Tap.About)) {
            stage.tap(tap).settled()
            assertTrue("$tap", closed().all { it })
            assertTrue("$tap", manager.getTorchMode("0"))
            assertEquals("$tap", View.INVISIBLE, stage.preview().getChildAt(0).visibility)
            stage.tap(Tap.Back).settled()
            assertFalse("$tap", closed().last())
            assertEquals("$tap", View.VISIBLE, stage.preview().getChildAt(0).visibility)
        }
        stage.controller.pause().stop()
        stage.settled()
        assertFalse(manager.getTorchMode("0"))
    }

    @Test
    fun `a lost camera says why, and what can be done about it`() {
        val stage = looking()
        shadowOf(stage.app.getSystemService(CameraManager::class.java)).triggerDisconnect()
        stage.settled()
        assertTrue("Appareil photo occupé" in stage.said())
        stage.touch("Réessayer").settled()
        assertTrue(stage.app.last!!.view is Shown.Scan)
        assertNull(stage.find("Réessayer"))
    }

    @Test
    fun `the window that comes back does not say that the camera is back`() {
        val stage = looking()
        WatchedManager.refuses = { CameraAccessException(CameraAccessException.CAMERA_IN_USE) }
        shadowOf(stage.app.getSystemService(CameraManager::class.java)).triggerDisconnect()
        stage.settled()
        stage.activity.askForCamera()
        stage.controller.pause().stop()
        stage.controller
            .restart()
            .start()
            .resume()
        stage.settled().listen()
        assertEquals(Shown.NoCamera, stage.app.last!!.view)
        WatchedManager.refuses = { null }
        stage.touch("Réessayer").settled()
        assertTrue(stage.app.last!!.view is Shown.Scan)
    }

    @Test
    fun `a device without a camera says so, and offers nothing that cannot help`() {
        val stage = looking()
        val manager = shadowOf(stage.app.getSystemService(CameraManager::class.java))
        listOf("0", "1").forEach(manager::removeCamera)
        manager.triggerDisconnect()
        stage.settled().touch("Réessayer").settled()
        assertTrue("Pas d’appareil photo" in stage.said())
        assertNull(stage.find("Réessayer"))
        assertNull(stage.find("Autoriser l’appareil photo"))
    }

    @Test
    fun `a permission that is missing is asked for, and the camera comes when it is given`() {
        Cameras.plugIn(RuntimeEnvironment.getApplication())
        val stage = Stage(mayUseCamera = false)
        stage.preview().surfaceComes()
        stage.activity.onRequestPermissionsResult(0, arrayOf(Manifest.permission.CAMERA), intArrayOf(-1))
        stage.settled()
        assertTrue("Appareil photo non autorisé" in stage.said())
        assertNotNull(stage.find("Autoriser l’appareil photo"))
        shadowOf(stage.app).grantPermissions(Manifest.permission.CAMERA)
        stage.activity.onRequestPermissionsResult(0, arrayOf(Manifest.permission.CAMERA), intArrayOf(0))
        stage.settled()
        assertTrue(stage.app.last!!.view is Shown.Scan)
    }

    @Test
    fun `torch, switch and zoom are offered where the device has them`() {
        val asked = listOf("Allumer la torche", "Changer d’appareil photo", "Agrandir deux fois")
        val manager = shadowOf(RuntimeEnvironment.getApplication().getSystemService(CameraManager::class.java))
        val stage = looking()
        assertEquals(listOf(true, true, false), asked.map { stage.find(it) != null })
        manager.removeCamera("0")
        manager.addCamera("0", Cameras.lens(CameraCharacteristics.LENS_FACING_BACK, mounted = 90, zoom = 3f))
        manager.removeCamera("1")
        stage
            .tap(Tap.Paper)
            .settled()
            .tap(Tap.Back)
            .settled()
        assertEquals(listOf(true, false, true), asked.map { stage.find(it) != null })
        stage.touch("Agrandir deux fois").settled()
        assertNotNull(stage.find("Ne plus agrandir"))
        manager.removeCamera("0")
        manager.addCamera("1", Cameras.lens(CameraCharacteristics.LENS_FACING_FRONT, mounted = 270))
        stage
            .tap(Tap.Paper)
            .settled()
            .tap(Tap.Back)
            .settled()
        assertEquals(listOf(false, false, false), asked.map { stage.find(it) != null })
    }

    @Test
    fun `another size of the window leaves the camera on`() {
        val stage = looking()
        for (size in listOf("+land", "+w600dp-h800dp", "+w300dp-h400dp", "+port")) {
            RuntimeEnvironment.setQualifiers(size)
            stage.activity.onConfigurationChanged(Configuration(stage.app.resources.configuration))
            stage.settled()
        }
        assertEquals(listOf(false), closed())
    }

    @Test
    fun `another size of the window leaves a paper as far as it is`() {
        val stage = looking().kind("antigen").settled()
        for (size in listOf("+land", "+w600dp-h800dp", "+w300dp-h400dp", "+port")) {
            RuntimeEnvironment.setQualifiers(size)
            stage.activity.onConfigurationChanged(Configuration(stage.app.resources.configuration))
            stage.settled()
            val paper = (stage.app.last!!.view as Shown.Paper).v1
            assertEquals(size, KindAnswer.Is("antigen"), paper.answers.kind)
            assertTrue(size, stage.said().isNotEmpty())
        }
    }

    @Test
    fun `half a turn, of which no configuration tells, turns the frames`() {
        val stage = looking()
        assertEquals(90, stage.degrees())
        for ((turned, degrees) in listOf(Surface.ROTATION_180 to 270, Surface.ROTATION_0 to 90, Surface.ROTATION_90 to 0)) {
            shadowOf(ShadowDisplay.getDefaultDisplay()).setRotation(turned)
            stage.settled()
            assertEquals(degrees, stage.degrees())
        }
        assertEquals(listOf(false), closed())
    }

    @Test
    fun `a display that is turned while the window is away is not heard of`() {
        val stage = looking()
        stage.controller.pause().stop()
        shadowOf(ShadowDisplay.getDefaultDisplay()).setRotation(Surface.ROTATION_180)
        stage.settled()
        assertEquals(90, stage.degrees())
    }

    @Test
    fun `the picture stands as the camera's sensor does, also in a window that lies`() {
        val stage = looking()
        assertEquals(true, stage.preview().sight!!.isHigh)
        shadowOf(ShadowDisplay.getDefaultDisplay()).setRotation(Surface.ROTATION_90)
        stage.settled()
        assertEquals(false, stage.preview().sight!!.isHigh)
    }

    @Test
    fun `what is touched is what is focused on`() {
        val stage = looking()
        // 411 × 891 of a picture of 501 × 891: up on the screen is left on the sensor, of which 45 points are cut on each side.
        stage.touchAt(205.5f, 445.5f)
        assertEquals(listOf(Rect(1775, 1275, 2225, 1725)), WatchedRequest.focus)
        stage.touchAt(205.5f, 300f)
        assertEquals(1347, WatchedRequest.focus.single().centerX())
        assertEquals(1500, WatchedRequest.focus.single().centerY())
        stage.touchAt(300f, 445.5f)
        assertEquals(2000, WatchedRequest.focus.single().centerX())
        assertEquals(1076, WatchedRequest.focus.single().centerY())
    }

    @Test
    fun `the camera in front is a mirror`() {
        val stage = looking().tap(Tap.SwitchCamera).settled()
        assertEquals(Facing.FRONT, stage.app.last!!.facing)
        stage.touchAt(300f, 300f)
        // Mounted the other way round: up on the screen is right on the sensor, and right, in the mirror, is up.
        assertEquals(2653, WatchedRequest.focus.single().centerX())
        assertEquals(1076, WatchedRequest.focus.single().centerY())
    }

    private fun looking(): Stage {
        Cameras.plugIn(RuntimeEnvironment.getApplication())
        val stage = Stage()
        stage.preview().surfaceComes()
        return stage.settled()
    }

    /** One thread after the other, for they bring each other work. */
    private fun Stage.settled(): Stage {
        repeat(ROUNDS) {
            settle()
            activity.camera.settle()
        }
        return settle()
    }

    private fun Stage.preview() = views().filterIsInstance<Preview>().single()

    private fun Stage.take(sample: String) {
        WatchedImage.seen = Samples.luma(sample)
        repeat(FRAMES) {
            WatchedReader.last.take()
            settled()
        }
    }

    private fun Stage.touchAt(
        x: Float,
        y: Float,
    ) {
        for (action in listOf(MotionEvent.ACTION_DOWN, MotionEvent.ACTION_UP)) {
            activity.dispatchTouchEvent(MotionEvent.obtain(0, 0, action, x, y, 0))
        }
        settled()
    }

    /** By how much the camera's picture is turned. */
    private fun Stage.degrees() = activity.camera.sight!!.degrees

    private fun closed() = WatchedReader.all.map { it.isClosed }

    private companion object {
        const val ROUNDS = 3

        /** The scanner spreads its work over frames. */
        const val FRAMES = 12
    }
}
