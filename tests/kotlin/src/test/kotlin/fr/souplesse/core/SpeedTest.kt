package fr.souplesse.core

import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.condition.EnabledIfSystemProperty
import org.junit.jupiter.api.io.TempDir
import java.nio.ByteBuffer
import java.nio.file.Path

/**
 * What the boundary costs: run with the library of a release build.
 *
 * `-Dsouplesse.speed=yes -Dsouplesse.library=…/target/release`; a busy machine makes the figures worse, never better.
 */
@EnabledIfSystemProperty(named = "souplesse.speed", matches = "yes", disabledReason = "only with a release build")
class SpeedTest {
    @TempDir
    lateinit var folder: Path

    @Test
    fun `frames, checks and opening`() {
        Scanner().use { scanner ->
            report("a call without arguments or an answer", null, median(20_000) { scanner.forget() })
            // In the one pixel that is looked at nothing can be read: what is left is the way there and back.
            val luma = ByteBuffer.allocateDirect(1280 * 720)
            val through = median(20_000) { scanner.scan(luma, 1u, 1u, 1280u) }
            val frame = frame("vaccinated 1280x720+1280 at 700,300 module 4 turned 0")
            val scan = median(200) { scanner.scanStill(frame.luma, frame.shape) }
            report("the scan of a frame of 1280 × 720", null, scan)
            report("its way through the boundary", scan / 250, through)
            report("a report, asked for", null, median(20_000) { scanner.report() })
        }
        Verifier.open(config(folder), EVENING).use { verifier ->
            val moment = verifier.moment(EVENING)
            val code = Codes.content("vaccinated")
            report("check_code, the core's time in it", null, median(5_000) { verifier.checkCode(code, moment, Profile.VENUE) })
        }
        val opening = median(20) { Verifier.open(config(folder.resolve("${System.nanoTime()}")), EVENING).close() }
        report("Verifier.open with the built-in data", 40_000.0, opening)
    }

    private fun report(
        what: String,
        limit: Double?,
        micros: Double,
    ) {
        println("$what: %.1f µs".format(micros))
        if (limit != null) assertTrue(micros <= limit, "$what takes $micros µs, and $limit are allowed")
    }

    /** The median of so many, in microseconds, after as many to warm up. */
    private fun median(
        count: Int,
        call: () -> Unit,
    ): Double {
        repeat(count) { call() }
        val times = LongArray(count) { System.nanoTime().let { began -> call(); System.nanoTime() - began } }
        return times.sorted()[count / 2] / 1000.0
    }
}
