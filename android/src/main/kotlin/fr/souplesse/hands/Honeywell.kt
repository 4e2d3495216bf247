package fr.souplesse.hands

import android.content.Context
import android.content.Intent
import android.os.Bundle

/** The service by which Honeywell's devices hand over what they read. It lends the scanner to one app at a time. */
internal object Honeywell {
    const val SERVICE = "com.intermec.datacollectionservice"
    val EXTRAS = Extras(bytes = "dataBytes", text = "data")

    /** Takes the scanner: codes come as broadcasts, to this app alone. */
    fun claim(context: Context): Intent {
        val properties =
            Bundle().apply {
                putBoolean("DPR_DATA_INTENT", true)
                putString("DPR_DATA_INTENT_ACTION", HandScanners.ACTION)
                putString("DPR_DATA_INTENT_CATEGORY", Intent.CATEGORY_DEFAULT)
                putString("DPR_DATA_INTENT_PACKAGE_NAME", context.packageName)
            }
        return Intent("com.honeywell.aidc.action.ACTION_CLAIM_SCANNER")
            .setPackage(SERVICE)
            .putExtra("com.honeywell.aidc.extra.EXTRA_SCANNER", "dcs.scanner.imager")
            .putExtra("com.honeywell.aidc.extra.EXTRA_PROPERTIES", properties)
    }

    /** Gives it back to whoever comes next. */
    fun release(): Intent = Intent("com.honeywell.aidc.action.ACTION_RELEASE_SCANNER").setPackage(SERVICE)
}
