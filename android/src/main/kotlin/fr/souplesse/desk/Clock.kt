package fr.souplesse.desk

import android.content.Context
import android.os.Build
import android.os.Process
import android.os.SystemClock
import android.provider.Settings
import fr.souplesse.core.Now
import fr.souplesse.core.Uptime

/** Reads the device's clocks for the core, which reads none. */
fun interface Clock {
    fun now(): Now

    /** The clocks of this device. Sleep counts as time that passes. */
    class Device(
        context: Context,
    ) : Clock {
        private val start = start(context)

        override fun now() = Now(System.currentTimeMillis(), Uptime(start, SystemClock.elapsedRealtime().toULong()))
    }

    private companion object {
        /** A number for each start of the device. Before Android 7 there is none; then this process has its own. */
        fun start(context: Context): ULong {
            val none = Process.myPid()
            if (Build.VERSION.SDK_INT < Build.VERSION_CODES.N) return none.toULong()
            return Settings.Global.getInt(context.contentResolver, Settings.Global.BOOT_COUNT, none).toULong()
        }
    }
}
