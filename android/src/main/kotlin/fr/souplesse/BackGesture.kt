package fr.souplesse

import android.app.Activity
import android.os.Build
import android.window.OnBackInvokedCallback
import android.window.OnBackInvokedDispatcher

/** Going back by key or gesture: from Android 13 on windows are no longer asked by `onBackPressed`, but as they have wished. */
internal fun Activity.whenGoingBack(goBack: () -> Unit) {
    if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return
    onBackInvokedDispatcher.registerOnBackInvokedCallback(OnBackInvokedDispatcher.PRIORITY_DEFAULT, OnBackInvokedCallback(goBack))
}
