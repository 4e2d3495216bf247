package fr.souplesse.desk

import android.content.Context
import android.content.RestrictionsManager
import fr.souplesse.core.Door
import fr.souplesse.core.Misuse
import fr.souplesse.core.Now
import fr.souplesse.core.Purpose
import fr.souplesse.core.Settings
import fr.souplesse.core.Verifier
import fr.souplesse.core.VerifierConfig

/** The core, opened, and what the app itself remembers. */
class Opened(
    val door: Door,
    val preferences: Preferences,
)

/** Opens the core as this device is managed. Touches the disk. */
fun open(
    context: Context,
    now: Now,
    demonstration: Boolean = false,
): Opened {
    val managed = Managed.of(context.getSystemService(RestrictionsManager::class.java))
    val preferences = Preferences.of(context, managed)
    val verifier = verifier(context, managed, now, demonstration)
    val settings =
        Settings(
            controller = managed.controller,
            installsByCode = managed.installsByCode,
            tellsShownBefore = preferences.tellsShownBefore,
            firstRun = preferences.firstRun,
        )
    return Opened(Door(verifier, settings, now), preferences)
}

/** An anchor that cannot be read is left out: the device judges all the same, and takes no updates of it. */
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
    } catch (unreadable: Misuse.Anchor) {
        val others = managed.anchors.filterIndexed { number, _ -> number.toUInt() != unreadable.number }
        verifier(context, managed.copy(anchors = others), now, demonstration)
    }
}
