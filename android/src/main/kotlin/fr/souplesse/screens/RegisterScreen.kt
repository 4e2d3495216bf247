package fr.souplesse.screens

import android.view.View
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
import fr.souplesse.look.say
import fr.souplesse.look.stretched
import fr.souplesse.look.tick
import fr.souplesse.words.registerWords

/** Who is named to check, who is on duty, and how many checks ended how. No holder is in it. */
internal class RegisterScreen(
    private val scene: Scene,
    private val shown: RegisterView,
    private val memory: RegisterMemory,
) {
    private val kit = scene.kit
    private val words = scene.words

    /** Those ticked who are still named. */
    private val onDuty = shown.named.map { it.who }.filter { it in memory.onDuty }

    fun page(): Page {
        val title = words.say(R.string.register_title)
        if (!shown.isOpen) return scene.framed(title, scene.empty(R.drawable.icon_warning, words.say(R.string.register_closed)))
        forgetNamed()
        if (shown.shift != null) memory.begin()
        val fault = Part("fault", shown.fault) { shown.fault?.let { kit.column(fault(it), kit.space(16)) } }
        val shift = Part("shift", listOf(shown.shift, shown.counts)) { shown.shift?.let(::running) }
        return scene.framed(title, listOf(fault, shift, heading()) + people() + writing(), listOf(actions()))
    }

    /** A name that the core has taken need not be written any longer. */
    private fun forgetNamed() {
        val sent = memory.sent ?: return
        if (shown.fault == null && memory.typed == sent) memory.typed = ""
        memory.sent = null
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

    private fun heading() =
        Part("heading", shown.named.isEmpty() to (shown.shift == null)) {
            val hint = kit.text(words.say(R.string.register_no_shift), Type.SMALL, kit.color(R.color.quiet)).padded(kit, 0, 8)
            val below = if (shown.named.isEmpty()) scene.empty(R.drawable.icon_profile, words.say(R.string.register_nobody)) else hint
            kit.column(
                kit.heading(words.say(R.string.register_named)),
                kit.space(8),
                below.takeIf { shown.named.isEmpty() || shown.shift == null },
            )
        }

    private fun people() =
        shown.named.map { named ->
            val isLeaving = memory.leaving == named.who
            Part("person ${named.who}", listOf(named, shown.shift == null, isLeaving)) {
                scene.card(person(named), if (isLeaving) leaving(named) else null)
            }
        }

    private fun person(named: Named): View {
        val since = words.say(R.string.register_since, "since" to words.times.day(named.since))
        val name =
            if (shown.shift == null) {
                kit.tick(named.who, since, named.who in memory.onDuty) { isOn -> memory.tick(named.who, isOn) }
            } else {
                kit.column(kit.text(named.who), kit.text(since, Type.SMALL, kit.color(R.color.quiet)))
            }
        val withdraw =
            kit.iconButton(R.drawable.icon_close, words.say(R.string.register_withdraw, "who" to named.who)) {
                memory.askToWithdraw(named.who)
            }
        return kit.row(name.stretched(), withdraw.takeIf { memory.leaving != named.who })
    }

    /** A naming ends for good: it is asked once more. */
    private fun leaving(named: Named): View {
        val keep = kit.quietButton(words.say(R.string.register_keep)) { memory.askToWithdraw(null) }
        val withdraw =
            kit.quietButton(words.say(R.string.register_withdraw_now)) {
                memory.askToWithdraw(null)
                act(RegisterAction.Withdraw(named.who))
            }
        val asked =
            kit.text(words.say(R.string.register_withdraw_asked, "who" to named.who), Type.STRONG).apply {
                accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
            }
        return kit.column(kit.space(8), asked, kit.space(8), scene.beside(listOf(keep, withdraw)), kit.space(4))
    }

    private fun writing(): List<Part> {
        val add = {
            memory.sent = memory.typed
            act(RegisterAction.Name(memory.typed))
        }
        val field =
            Part("name", Unit, { it.say(memory.typed) }) {
                kit.nameField(words.say(R.string.register_name), { memory.typed = it }, add)
            }
        val button =
            Part("add", Unit) { kit.column(kit.space(8), kit.quietButton(words.say(R.string.register_add), onTap = add), kit.space(24)) }
        return listOf(field, button)
    }

    /** A shift is opened by whoever is ticked; where nobody is, there is nothing to open. */
    private fun actions() =
        Part("actions", listOf(shown.shift == null, onDuty)) {
            val export = kit.quietButton(words.say(R.string.register_export)) { act(RegisterAction.Export(words.registerWords())) }
            val turn =
                when {
                    shown.shift != null -> kit.button(words.say(R.string.register_close)) { act(RegisterAction.Close) }
                    onDuty.isNotEmpty() -> kit.button(words.say(R.string.register_open)) { act(RegisterAction.Open(onDuty)) }
                    else -> null
                }
            scene.actionBar(listOfNotNull(export, turn))
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
