package fr.souplesse.screens

import android.view.View
import android.widget.TextView
import fr.souplesse.R
import fr.souplesse.core.Holder
import fr.souplesse.look.Shapes
import fr.souplesse.look.Type
import fr.souplesse.look.padded

/** Whose pass it is, to be held beside what the person shows: a light card on any field. */
internal class HolderCard(
    private val scene: Scene,
    private val holder: Holder,
) {
    private val kit = scene.kit
    private val words = scene.words
    private val ink = kit.color(R.color.on_holder)

    fun view(): View {
        val surname = written(holder.surname.text, Type.NAME)
        val names = written(holder.givenNames.text, Type.HEADING)
        val date = holder.birthDate.text
        val born = written(words.times.birth(date), Type.TITLE)
        born.contentDescription = "${words.say(R.string.card_born)} ${words.times.inWords(date)}"
        val lines = listOf(R.string.card_surname to surname, R.string.card_given_names to names, R.string.card_born to born)
        val said = lines.filter { (_, value) -> value.text.isNotEmpty() }.map { (label, value) -> kit.column(label(label), value) }
        val spaced = said.flatMapIndexed { number, line -> listOfNotNull(kit.space(8).takeIf { number > 0 }, line) }
        return kit.column(*spaced.toTypedArray()).padded(kit, 16, 12).apply {
            background = Shapes.rounded(kit.dp(16).toFloat()) { setColor(kit.color(R.color.holder)) }
        }
    }

    private fun written(
        said: String,
        type: Type,
    ): TextView = kit.text(said, type, ink).also { kit.seenFromAfar(it, type) }

    /** To be seen: a name is known as one where it is heard. */
    private fun label(name: Int): TextView {
        val said = words.say(name).uppercase(words.locale)
        return kit.text(said, Type.SMALL, kit.color(R.color.quiet_on_holder)).apply {
            importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
        }
    }
}
