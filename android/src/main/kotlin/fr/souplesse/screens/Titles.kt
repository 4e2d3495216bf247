package fr.souplesse.screens

import fr.souplesse.R
import fr.souplesse.words.Words
import fr.souplesse.core.View as Shown

/** What a screen is called; `null` where it speaks for itself. */
internal fun Words.paneTitle(view: Shown): String? =
    when (view) {
        Shown.Welcome -> say(R.string.welcome_title)
        is Shown.Scan -> say(R.string.scan_aim)
        is Shown.Paper -> say(R.string.paper_title)
        is Shown.Collecting -> say(R.string.update_collecting)
        is Shown.Offer -> say(R.string.update_offered)
        is Shown.Updates, is Shown.Installed -> say(R.string.update_title)
        is Shown.Register -> say(R.string.register_title)
        is Shown.About -> say(R.string.about_title)
        Shown.NoCamera -> say(R.string.no_camera_title)
        is Shown.Verdict, Shown.Covered -> null
    }
