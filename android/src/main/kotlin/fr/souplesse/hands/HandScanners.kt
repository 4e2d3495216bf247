package fr.souplesse.hands

import android.annotation.SuppressLint
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.content.pm.PackageManager
import android.os.Build

/**
 * Scanners that are built into rugged devices, and tell what they read by a broadcast. Any app could send one: it is heard only
 * where the manager of a fleet or a person has said that there is such a scanner. The maker's service is then told to whom it
 * speaks, so that no other app hears it either.
 */
class HandScanners(
    private val context: Context,
    private val onCode: (ByteArray) -> Unit,
) : BroadcastReceiver() {
    /** Whether it listens. */
    var isOn = false
        set(isOn) {
            if (field == isOn) return
            field = isOn
            if (isOn) listen() else end()
        }

    override fun onReceive(
        context: Context,
        intent: Intent,
    ) {
        if (intent.action == ACTION) code(intent)?.let(onCode)
    }

    @SuppressLint("UnspecifiedRegisterReceiverFlag") // There was none before Android 13.
    private fun listen() {
        val filter = IntentFilter(ACTION).apply { addCategory(Intent.CATEGORY_DEFAULT) }
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            context.registerReceiver(this, filter, Context.RECEIVER_EXPORTED)
        } else {
            context.registerReceiver(this, filter)
        }
        context.sendBroadcast(Zebra.profile(context))
        context.sendBroadcast(Honeywell.claim(context))
    }

    private fun end() {
        context.unregisterReceiver(this)
        context.sendBroadcast(Honeywell.release())
    }

    companion object {
        const val ACTION = "fr.souplesse.SCAN"

        private val MAKERS = listOf(Zebra.EXTRAS, Honeywell.EXTRAS)

        /** Whether the device has a scanner that is known here. */
        fun areBuiltIn(context: Context) = listOf(Zebra.SERVICE, Honeywell.SERVICE).any { has(context, it) }

        private fun has(
            context: Context,
            service: String,
        ) = try {
            context.packageManager.getPackageInfo(service, 0) != null
        } catch (_: PackageManager.NameNotFoundException) {
            false
        }

        /**
         * What was read; bytes before text, for a text may have lost its control characters. Whatever else is in a broadcast may
         * be of a class that is not known here, at which all of it cannot be unpacked.
         */
        fun code(intent: Intent): ByteArray? =
            try {
                MAKERS.firstNotNullOfOrNull { extras ->
                    bytes(intent, extras.bytes) ?: intent.getStringExtra(extras.text)?.toByteArray()
                }
            } catch (_: RuntimeException) {
                null
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

/** How a maker calls what was read: as bytes, and as text. */
internal class Extras(
    val bytes: String,
    val text: String,
)
