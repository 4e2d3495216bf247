package fr.souplesse.screens

/**
 * What a page remembers by itself while it is there: what is opened on it, and what was begun and is not told to the core yet.
 * It outlives every event and every turn of the device, and is forgotten with the page. Nothing of a holder is in it.
 */
internal class Memory(
    redraw: () -> Unit,
) {
    val form = FormMemory(redraw)
    val register = RegisterMemory(redraw)
}

internal class FormMemory(
    private val redraw: () -> Unit,
) {
    /** An answered question that is to be changed. */
    var reopened: Step? = null
        private set

    /** The half-days whose night is opened, by what they are called. */
    var nights = emptySet<String>()
        private set

    /** Whether it is being said what is missing. */
    var isNaming = false
        private set

    /** The elements that are ticked: those that are there; or those that are missing, where these are being named. */
    val ticked = mutableSetOf<String>()

    /** Another duration than the usual ones, where one is being set. */
    var hours: Int? = null

    fun reopen(step: Step) {
        settle()
        reopened = step
        redraw()
    }

    fun openNight(day: String) {
        nights += day
        redraw()
    }

    /** Where some are ticked as being there, it is the others that are missing. */
    fun nameMissing(elements: List<String>) {
        val others = if (ticked.isEmpty()) emptyList() else elements - ticked
        ticked.clear()
        ticked += others
        isNaming = true
        redraw()
    }

    fun setHours(first: Int) {
        hours = first
        redraw()
    }

    /** A question is answered: the next screen is drawn without what was begun. */
    fun settle() {
        reopened = null
        isNaming = false
        ticked.clear()
        hours = null
    }
}

internal class RegisterMemory(
    private val redraw: () -> Unit,
) {
    /** The name that is being written. */
    var typed = ""

    /** The name that was sent, until it is told what came of it. */
    var sent: String? = null

    /** Who is ticked to be on duty. */
    var onDuty = emptySet<String>()
        private set

    /** Who is to be withdrawn, if that is meant. */
    var leaving: String? = null
        private set

    fun tick(
        who: String,
        isOn: Boolean,
    ) {
        onDuty = if (isOn) onDuty + who else onDuty - who
        redraw()
    }

    /** They are on duty: the next shift is another one's. */
    fun begin() {
        onDuty = emptySet()
    }

    fun askToWithdraw(who: String?) {
        leaving = who
        redraw()
    }
}
