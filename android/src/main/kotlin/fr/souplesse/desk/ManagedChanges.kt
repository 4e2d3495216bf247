package fr.souplesse.desk

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter

/** Tells when the manager of a fleet has set something while the app is to be seen. Only the system sends this. */
class ManagedChanges(
    private val onChange: () -> Unit,
) : BroadcastReceiver() {
    override fun onReceive(
        context: Context,
        intent: Intent,
    ) = onChange()

    fun listen(context: Context) = context.registerReceiver(this, IntentFilter(Intent.ACTION_APPLICATION_RESTRICTIONS_CHANGED))
}
