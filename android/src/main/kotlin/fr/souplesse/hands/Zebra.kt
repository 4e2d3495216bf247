package fr.souplesse.hands

import android.annotation.SuppressLint
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager
import android.os.Build
import android.os.Bundle
import java.security.MessageDigest
import java.util.Locale

/** DataWedge, by which Zebra's devices hand over what they read. */
internal object Zebra {
    const val SERVICE = "com.symbol.datawedge"
    val EXTRAS = Extras(bytes = "com.symbol.datawedge.decode_data", text = "com.symbol.datawedge.data_string")

    /** Makes this app's profile where there is none: codes come here as broadcasts, to this app alone, and are not typed besides. */
    fun profile(context: Context): Intent {
        val app = bundle("PACKAGE_NAME" to context.packageName).apply { putStringArray("ACTIVITY_LIST", arrayOf("*")) }
        val scanner = plugin("BARCODE", bundle("scanner_input_enabled" to "true"))
        val keys = plugin("KEYSTROKE", bundle("keystroke_output_enabled" to "false"))
        val profile = bundle("PROFILE_NAME" to "Souplesse", "PROFILE_ENABLED" to "true", "CONFIG_MODE" to "CREATE_IF_NOT_EXIST")
        profile.putParcelableArray("APP_LIST", arrayOf(app))
        profile.putParcelableArrayList("PLUGIN_CONFIG", arrayListOf(scanner, keys, plugin("INTENT", broadcast(context))))
        return Intent("com.symbol.datawedge.api.ACTION")
            .setPackage(SERVICE)
            .putExtra("com.symbol.datawedge.api.SET_CONFIG", profile)
    }

    private fun broadcast(context: Context) =
        bundle(
            "intent_output_enabled" to "true",
            "intent_action" to HandScanners.ACTION,
            "intent_category" to Intent.CATEGORY_DEFAULT,
            "intent_delivery" to "2",
        ).apply { putParcelableArrayList("intent_component_info", ArrayList(receivers(context))) }

    /** This app as it is signed: one that only has its name gets nothing. */
    private fun receivers(context: Context) =
        certificates(context).map { bundle("PACKAGE_NAME" to context.packageName, "SIGNATURE" to sha1(it)) }

    @Suppress("DEPRECATION") // Its successor needs Android 9.
    @SuppressLint("PackageManagerGetSignatures") // It is this app's own.
    private fun certificates(context: Context): List<ByteArray> {
        val manager = context.packageManager
        val signatures =
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) {
                manager.getPackageInfo(context.packageName, PackageManager.GET_SIGNING_CERTIFICATES).signingInfo?.apkContentsSigners
            } else {
                manager.getPackageInfo(context.packageName, PackageManager.GET_SIGNATURES).signatures
            }
        return signatures.orEmpty().map { it.toByteArray() }
    }

    private fun sha1(bytes: ByteArray) =
        MessageDigest.getInstance("SHA-1").digest(bytes).joinToString("") { "%02X".format(Locale.ROOT, it) }

    private fun plugin(
        name: String,
        parameters: Bundle,
    ) = bundle("PLUGIN_NAME" to name, "RESET_CONFIG" to "true").apply { putBundle("PARAM_LIST", parameters) }

    private fun bundle(vararg texts: Pair<String, String>) = Bundle().apply { texts.forEach { (name, text) -> putString(name, text) } }
}
