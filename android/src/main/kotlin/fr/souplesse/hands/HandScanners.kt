package fr.souplesse.hands

import android.annotation.SuppressLint
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.os.Build

/**
 * Scanners that are built into rugged devices, and tell what they read by a broadcast. Whoever sets the device up names
 * [ACTION] as the action of its profile: in DataWedge (Zebra) under "Intent output" with delivery by broadcast, in the settings
 * of Honeywell's scanner under "Data intent".
 */
class HandScanners(
    private val onCode: (ByteArray) -> Unit,
) : BroadcastReceiver() {
    override fun onReceive(
        context: Context,
        intent: Intent,
    ) {
        if (intent.action == ACTION) code(intent)?.let(onCode)
    }

    @SuppressLint("UnspecifiedRegisterReceiverFlag") // There was none before Android 13.
    fun listen(context: Context) {
        val filter = IntentFilter(ACTION).apply { addCategory(Intent.CATEGORY_DEFAULT) }
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            context.registerReceiver(this, filter, Context.RECEIVER_EXPORTED)
        } else {
            context.registerReceiver(this, filter)
        }
    }

    companion object {
        const val ACTION = "fr.souplesse.SCAN"

        /** How each maker calls what was read: as bytes, and as text. */
        private val EXTRAS =
            listOf(
                Extras("Zebra", bytes = "com.symbol.datawedge.decode_data", text = "com.symbol.datawedge.data_string"),
                Extras("Honeywell", bytes = "dataBytes", text = "data"),
            )

        private class Extras(
            val maker: String,
            val bytes: String,
            val text: String,
        )

        /** What was read; bytes before text, for a text may have lost its control characters. */
        fun code(intent: Intent): ByteArray? =
            EXTRAS.firstNotNullOfOrNull { extras ->
                bytes(intent, extras.bytes) ?: intent.getStringExtra(extras.text)?.toByteArray()
            }

        /** Zebra gives a list, for a code may be of several parts. */
        @Suppress("DEPRECATION")
        private fun bytes(
            intent: Intent,
            name: String,
        ): ByteArray? =
            when (val found = intent.extras?.get(name)) {
                is ByteArray -> found
                is List<*> -> found.filterIsInstance<ByteArray>().reduceOrNull(ByteArray::plus)
                else -> null
            }
    }
}
