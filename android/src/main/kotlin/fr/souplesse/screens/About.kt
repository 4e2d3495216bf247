package fr.souplesse.screens

import android.view.View
import fr.souplesse.R
import fr.souplesse.core.AboutView
import fr.souplesse.core.Tap
import fr.souplesse.desk.Speech
import fr.souplesse.look.Type
import fr.souplesse.look.padded
import fr.souplesse.look.toggle

/** What this is, and by what it judges. */
internal fun about(
    scene: Scene,
    shown: AboutView,
): Page =
    with(scene) {
        val relaxations = shown.relaxations.map { card(kit.text(words.title(it), Type.STRONG), kit.text(it.id, Type.SMALL)) }
        val number = shown.device?.let { kit.text(words.say(R.string.about_device, "number" to it), Type.SMALL, kit.color(R.color.quiet)) }
        val body =
            kit.column(
                mark(MARK),
                kit.space(16),
                section(words.say(R.string.about_version, "version" to shown.version), kit.text(words.say(R.string.about_purpose)), number),
                section(words.say(R.string.about_settings), shownBefore(shown), handScanner(), installs(shown)),
                section(words.say(R.string.about_language), languages()),
                section(words.say(R.string.about_law), kit.text(words.say(R.string.about_law_text))),
                section(words.say(R.string.about_relaxations), *relaxations.toTypedArray()),
                section(words.say(R.string.about_codes), kit.text(words.say(R.string.about_codes_text))),
                section(words.say(R.string.about_licences), kit.text(licences(), Type.SMALL)),
            )
        framed(words.say(R.string.about_title), body)
    }

private fun Scene.shownBefore(shown: AboutView): View {
    val said = words.say(R.string.about_tells_shown_before)
    val switch = kit.toggle(said, shown.tellsShownBefore) { isOn -> tap(Tap.TellShownBefore(isOn)) }
    if (!manner.isTellingSettled) return switch
    switch.isEnabled = false
    return kit.column(switch, settled())
}

/** Only where there is one. */
private fun Scene.handScanner(): View? {
    val scanner = manner.handScanner
    if (!scanner.isThere) return null
    val switch = kit.toggle(words.say(R.string.about_hand_scanner), scanner.isOn) { errands.listenToHandScanner(it) }
    if (!scanner.isSettled) return switch
    switch.isEnabled = false
    return kit.column(switch, settled())
}

private fun Scene.installs(shown: AboutView): View {
    val said = if (shown.installsByCode) R.string.about_installs_by_code else R.string.about_no_installs_by_code
    return kit.text(words.say(said), tint = kit.color(R.color.quiet)).padded(kit, 0, 8)
}

/** A language is named in itself. */
private fun Scene.languages(): View {
    val names =
        mapOf(
            Speech.PHONE to words.say(R.string.about_language_system),
            Speech.FRENCH to "Français",
            Speech.ENGLISH to "English",
        )
    if (manner.isSpeechSettled) return kit.column(kit.text(names.getValue(manner.speech)), settled())
    return flow(names.map { (language, name) -> kit.chip(name, language == manner.speech) { errands.speak(language) } })
}

/** What nobody can choose here. */
private fun Scene.settled() = kit.text(words.say(R.string.about_settled), Type.SMALL, kit.color(R.color.quiet))

private fun Scene.licences() =
    kit.context.resources
        .openRawResource(R.raw.licences)
        .bufferedReader()
        .use { it.readText() }

private const val MARK = 72
