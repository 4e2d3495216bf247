package fr.souplesse.desk

import android.content.RestrictionsManager
import android.os.Bundle

/** What the manager of a fleet has set; `res/xml/app_restrictions.xml` describes it to them. */
data class Managed(
    val controller: Boolean,
    /** As `souplesse bundle keygen` writes them, one behind another; the core takes them apart. */
    val anchors: List<String>,
    val region: String?,
    val kindOfPlace: String?,
    val language: String?,
    val installsByCode: Boolean,
    /** `null` where the person may choose. */
    val tellsShownBefore: Boolean?,
    /** `null` where the person may choose. */
    val listensToHandScanner: Boolean?,
) {
    companion object {
        fun of(manager: RestrictionsManager?) = of(manager?.applicationRestrictions ?: Bundle.EMPTY)

        fun of(set: Bundle) =
            Managed(
                controller = set.getString("profile") == "controller",
                anchors = listOfNotNull(set.text("anchors")),
                region = set.text("region"),
                kindOfPlace = set.text("kind_of_place"),
                language = set.text("language"),
                installsByCode = set.getBoolean("installs_by_code", true),
                tellsShownBefore = set.flag("tells_shown_before"),
                listensToHandScanner = set.flag("hand_scanner"),
            )

        private fun Bundle.flag(name: String) = if (containsKey(name)) getBoolean(name) else null

        private fun Bundle.text(name: String) = getString(name)?.trim()?.takeIf { it.isNotEmpty() }
    }
}
