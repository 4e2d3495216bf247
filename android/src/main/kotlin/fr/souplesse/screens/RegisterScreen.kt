package fr.souplesse.screens

import android.view.View
import android.widget.EditText
import fr.souplesse.R
import fr.souplesse.core.Counts
import fr.souplesse.core.Event
import fr.souplesse.core.Named
import fr.souplesse.core.RegisterAction
import fr.souplesse.core.RegisterFault
import fr.souplesse.core.RegisterView
import fr.souplesse.core.Shift
import fr.souplesse.look.Type
import fr.souplesse.look.nameField
import fr.souplesse.look.padded
import fr.souplesse.look.stretched
import fr.souplesse.look.tick
import fr.souplesse.words.registerWords

/** Who is named to check, who is on duty, and how many checks ended how. No holder is in it. */
internal class RegisterScreen(
    private val scene: Scene,
    private val shown: RegisterView,
) {
    private val kit = scene.kit
    private val words = scene.words
    private val onDuty = mutableSetOf<String>()

    fun page(): Page {
        val title = words.say(R.string.register_title)
        if (!shown.isOpen) return scene.framed(title, kit.text(words.say(R.string.register_closed)))
        val shift = shown.shift
        val body =
            kit.column(
                shown.fault?.let { kit.column(fault(it), kit.space(16)) },
                if (shift == null) null else running(shift),
                scene.section(words.say(R.string.register_named), *named(shift).toTypedArray(), nameField()),
            )
        val export = kit.quietButton(words.say(R.string.register_export)) { act(RegisterAction.Export(words.registerWords())) }
        val turn =
            if (shift == null) {
                kit.button(words.say(R.string.register_open)) { act(RegisterAction.Open(onDuty.toList())) }
            } else {
                kit.button(words.say(R.string.register_close)) { act(RegisterAction.Close) }
            }
        return scene.framed(title, body, listOf(export, turn))
    }

    private fun running(shift: Shift): View {
        val who = shift.who.joinToString(", ")
        val since = words.say(R.string.register_on_duty, "since" to words.times.point(shift.since), "who" to who)
        return kit.column(
            scene.section(words.say(R.string.register_shift), kit.text(since)),
            scene.section(words.say(R.string.register_counts), scene.card(*counts(shown.counts).toTypedArray())),
        )
    }

    private fun counts(counts: Counts) =
        listOf(
            R.string.register_column_valid to counts.valid,
            R.string.register_column_tolerated to counts.tolerated,
            R.string.register_column_incomplete to counts.incomplete,
            R.string.register_column_refused to counts.refused,
            R.string.register_column_not_covered to counts.notCovered,
            R.string.register_column_cannot_judge to counts.cannotJudge,
            R.string.register_column_not_a_pass to counts.notAPass,
        ).map { (name, count) ->
            kit.row(kit.text(words.say(name)).stretched(), kit.text(count.toString(), Type.STRONG)).padded(kit, 0, 4)
        }

    private fun named(shift: Shift?): List<View> {
        if (shown.named.isEmpty()) return listOf(kit.text(words.say(R.string.register_nobody)), kit.space(8))
        val hint = kit.text(words.say(R.string.register_no_shift), Type.SMALL, kit.color(R.color.quiet)).padded(kit, 0, 8)
        return listOfNotNull(hint.takeIf { shift == null }) + shown.named.map { person(it, shift) }
    }

    private fun person(
        named: Named,
        shift: Shift?,
    ): View {
        val since = words.say(R.string.register_since, "since" to words.times.day(named.since))
        val name =
            if (shift == null) {
                kit.tick(named.who, since) { isOn -> if (isOn) onDuty += named.who else onDuty -= named.who }
            } else {
                kit.column(kit.text(named.who), kit.text(since, Type.SMALL, kit.color(R.color.quiet)))
            }
        val withdraw =
            kit.iconButton(R.drawable.icon_close, words.say(R.string.register_withdraw, "who" to named.who)) {
                act(RegisterAction.Withdraw(named.who))
            }
        return scene.card(kit.row(name.stretched(), withdraw))
    }

    private fun nameField(): View {
        lateinit var field: EditText
        val add = { act(RegisterAction.Name(field.text.toString())) }
        field = kit.nameField(words.say(R.string.register_name), add)
        return kit.column(field, kit.space(8), kit.quietButton(words.say(R.string.register_add), onTap = add))
    }

    private fun fault(fault: RegisterFault): View {
        val said =
            when (fault) {
                RegisterFault.NOT_A_NAME -> R.string.register_fault_not_a_name
                RegisterFault.ALREADY_NAMED -> R.string.register_fault_already_named
                RegisterFault.NOT_NAMED -> R.string.register_fault_not_named
                RegisterFault.ON_DUTY -> R.string.register_fault_on_duty
                RegisterFault.NOBODY -> R.string.register_fault_nobody
                RegisterFault.NO_SHIFT -> R.string.register_fault_no_shift
                RegisterFault.NOT_KEPT -> R.string.register_fault_not_kept
            }
        return scene.card(
            kit.text(words.say(said), Type.STRONG, kit.color(R.color.fault)).apply {
                accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_ASSERTIVE
            },
        )
    }

    private fun act(action: RegisterAction) = scene.send(Event.Register(action))
}
