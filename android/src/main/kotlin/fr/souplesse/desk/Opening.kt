package fr.souplesse.desk

import android.content.Context
import fr.souplesse.core.Door
import fr.souplesse.core.Misuse
import fr.souplesse.core.Now
import fr.souplesse.core.Purpose
import fr.souplesse.core.Settings
import fr.souplesse.core.Verifier
import fr.souplesse.core.VerifierConfig

/** Opens the core as the app is set. Touches the disk. Its folder is free again once the door is closed. */
fun doorOf(
    context: Context,
    preferences: Preferences,
    now: Now,
    demonstration: Boolean = false,
): Door {
    val managed = preferences.managed
    val settings =
        Settings(
            controller = managed.controller,
            installsByCode = managed.installsByCode,
            tellsShownBefore = preferences.tellsShownBefore,
            firstRun = preferences.firstRun,
        )
    return verifier(context, managed, now, demonstration).use {
        preferences.rejectedAnchors = it.status(now).rejectedAnchors
        Door(it, settings, now)
    }
}

/**
 * A place that cannot be read is left out: the device does not know its own, and accepts nothing that is limited to one.
 * With an anchor the core does so itself, and its status tells which.
 */
private fun verifier(
    context: Context,
    managed: Managed,
    now: Now,
    demonstration: Boolean,
): Verifier {
    val config =
        VerifierConfig(
            folder = context.noBackupFilesDir.resolve("souplesse").path,
            country = "FR",
            region = managed.region,
            kindOfPlace = managed.kindOfPlace,
            purpose = Purpose.ACTIVITY,
            anchors = managed.anchors,
            demonstration = demonstration,
        )
    return try {
        Verifier.open(config, now)
    } catch (unknown: Misuse.Place) {
        verifier(context, managed.copy(region = null, kindOfPlace = null), now, demonstration)
    }
}
