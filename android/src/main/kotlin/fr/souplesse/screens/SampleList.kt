package fr.souplesse.screens

import android.os.Build
import android.view.View
import fr.souplesse.R
import fr.souplesse.core.Choice
import fr.souplesse.look.Type
import fr.souplesse.look.padded
import fr.souplesse.look.stretched
import fr.souplesse.look.tall

/** What can be simulated in training, for whoever has no second device to show samples on: over the camera, until one is. */
internal fun Scene.sampleList(): View {
    val samples = Sample.all(kit.context)
    val passes = samples.filterIsInstance<Sample.Pass>().map { card(simulated(words.of(it.what), null, it)) }
    val papers = samples.filterIsInstance<Sample.Paper>().map { card(simulated(paper(it), it.holder, it)) }
    val title = words.say(R.string.training_samples)
    val way = kit.iconButton(R.drawable.icon_back, words.say(R.string.app_back)) { sheet.close() }
    val top = kit.row(way, kit.heading(title, Type.TITLE).padded(kit, 8, 12).stretched()).padded(kit, 8, 8)
    val body =
        kit.column(
            kit.text(words.say(R.string.training_about), tint = kit.color(R.color.quiet)),
            kit.space(16),
            section(words.say(R.string.training_passes), *passes.toTypedArray()),
            section(words.say(R.string.training_papers), *papers.toTypedArray()),
        )
    val page = kit.column(trainingBanner(), narrow(top), kit.scroll(narrow(body.padded(kit, 16, 8))).tall())
    page.setBackgroundColor(kit.color(R.color.page))
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) page.accessibilityPaneTitle = title
    return page
}

/** The banner of training over the camera, with the way to the list; beside it where the screen is low. */
internal fun Scene.practiceBanner(): View? {
    val banner = trainingBanner() ?: return null
    val button =
        kit.quietButton(words.say(R.string.training_samples), kit.color(R.color.on_training)) { sheet.open(sampleList()) }.apply {
            minHeight = kit.dp(48)
        }
    val padded = kit.column(button).padded(kit, 16, 4)
    val both = if (kit.isWide) kit.row(banner.stretched(), padded) else kit.column(banner, padded, kit.space(4))
    return both.apply { setBackgroundColor(kit.color(R.color.training)) }
}

/** What stands on a paper, as far as the form asks for it. */
private fun Scene.paper(paper: Sample.Paper): String {
    val kind = words.choice("kind_of_paper", Choice(paper.kind, null))
    val told = words.say(R.string.training_paper, "kind" to kind, "time" to words.times.localPoint(paper.testedAt))
    if (paper.lacks.isEmpty()) return told
    val missing = paper.lacks.joinToString(", ") { words.choice("element", Choice(it, null)) }
    return "$told\n${words.say(R.string.training_lacks, "elements" to missing)}"
}

private fun Scene.simulated(
    what: String,
    holder: String?,
    sample: Sample,
): View {
    val told = kit.column(kit.text(what, Type.STRONG), holder?.let { kit.text(it, Type.SMALL, kit.color(R.color.quiet)) })
    val simulate =
        kit.chip(words.say(R.string.training_simulate), false) {
            sheet.close()
            sample.events.forEach(send)
        }
    simulate.contentDescription = words.say(R.string.training_simulate_what, "what" to what)
    return if (kit.isLarge) kit.column(told, kit.space(8), simulate) else kit.row(told.stretched(), kit.space(16), simulate)
}
