package fr.souplesse.build

import android.app.Application
import android.content.pm.ApplicationInfo
import android.content.pm.PackageManager
import android.graphics.drawable.AdaptiveIconDrawable
import android.util.TypedValue
import android.view.ContextThemeWrapper
import fr.souplesse.R
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import java.io.File

/** What the app may do, by the manifest as it is built. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = Application::class)
class ManifestTest {
    private val context = RuntimeEnvironment.getApplication()
    private val manager = context.packageManager
    private val manifest = File("target/generated/AndroidManifest.xml").readText()

    @Test
    fun `the app may use the camera and vibrate, and nothing else`() {
        val asked = manager.getPackageInfo(context.packageName, PackageManager.GET_PERMISSIONS).requestedPermissions.orEmpty()
        // The last is unknown to all but Honeywell's devices, which grant it unasked.
        val expected = listOf("android.permission.CAMERA", "android.permission.VIBRATE", "com.honeywell.decode.permission.DECODE")
        assertEquals(expected, asked.toList())
    }

    @Test
    fun `nothing can be sent`() {
        assertFalse("INTERNET" in manifest.replace("There is no INTERNET", ""))
        assertEquals(PackageManager.PERMISSION_DENIED, context.checkSelfPermission("android.permission.INTERNET"))
    }

    @Test
    fun `pages are never mirrored, for no language here is written from right to left`() =
        assertEquals(0, context.applicationInfo.flags and ApplicationInfo.FLAG_SUPPORTS_RTL)

    @Test
    fun `the services of built-in scanners are not hidden from the app`() {
        val seen = Regex("""<package android:name="([a-z.]+)"""").findAll(File("src/main/AndroidManifest.xml").readText())
        assertEquals(listOf("com.symbol.datawedge", "com.intermec.datacollectionservice"), seen.map { it.groupValues[1] }.toList())
    }

    @Test
    fun `a start in the night shows no white window`() {
        for (qualifiers in listOf("notnight", "night")) {
            RuntimeEnvironment.setQualifiers(qualifiers)
            val theme = ContextThemeWrapper(context, context.applicationInfo.theme).theme
            val behind = TypedValue().also { theme.resolveAttribute(android.R.attr.windowBackground, it, true) }
            assertEquals(qualifiers, context.getColor(R.color.camera), behind.data)
        }
    }

    @Test
    fun `nothing is backed up`() {
        assertTrue("android:allowBackup=\"false\"" in manifest)
        val rules = File("src/main/res/xml/data_extraction_rules.xml").readText()
        for (domain in listOf("root", "file", "database", "sharedpref", "external")) {
            assertEquals(domain, 2, Regex("""<exclude domain="$domain" />""").findAll(rules).count())
        }
    }

    @Test
    fun `only the window can be reached from outside`() {
        val info = manager.getPackageInfo(context.packageName, PackageManager.GET_ACTIVITIES or PackageManager.GET_PROVIDERS)
        assertEquals(listOf("fr.souplesse.DoorActivity"), info.activities!!.filter { it.exported }.map { it.name })
        assertEquals(listOf(false), info.providers!!.map { it.exported })
    }

    @Test
    fun `the home screen shows the icon that fits its own form`() {
        val icon = context.getDrawable(context.applicationInfo.icon)
        assertTrue("$icon", icon is AdaptiveIconDrawable)
    }

    @Test
    fun `what managers of fleets can set is what is read`() {
        val described = Regex("""android:key="([a-z_]+)"""").findAll(File("src/main/res/xml/app_restrictions.xml").readText())
        val read =
            Regex(
                """(?:getString|text|getBoolean|flag)\("([a-z_]+)"""",
            ).findAll(File("src/main/kotlin/fr/souplesse/desk/Managed.kt").readText())
        assertEquals(described.map { it.groupValues[1] }.toSortedSet(), read.map { it.groupValues[1] }.toSortedSet())
    }
}
