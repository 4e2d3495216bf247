package fr.souplesse

import android.graphics.Bitmap
import android.graphics.Canvas
import fr.souplesse.stage.Samples
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.io.File

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "fr-w411dp-h891dp-xhdpi", application = StageApp::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class PictureTest {
    @Test fun `a valid verdict is drawn`() {
        val stage = Stage()
        draw(stage, "scan")
        stage.show(Samples.code("01"))
        draw(stage, "valid")
        println(stage.said())
    }

    private fun draw(stage: Stage, name: String) {
        val v = stage.root
        val b = Bitmap.createBitmap(v.width, v.height, Bitmap.Config.ARGB_8888)
        v.draw(Canvas(b))
        File("target/$name.png").outputStream().use { b.compress(Bitmap.CompressFormat.PNG, 100, it) }
        println("${v.width}x${v.height}")
    }
}
