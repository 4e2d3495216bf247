package fr.souplesse.camera

/** When a camera that failed is tried again: later each time, and then no more. */
internal class Retries {
    private var tried = 0

    /** Milliseconds until the next try; `null` where it is given up. */
    fun next(): Long? = PAUSES.getOrNull(tried)?.also { tried += 1 }

    /** It has held, or is another one. */
    fun forget() {
        tried = 0
    }

    private companion object {
        val PAUSES = listOf(500L, 1_000L, 2_000L, 5_000L)
    }
}
