package fr.souplesse.core

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.ByteBuffer
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit

/** What lies between Kotlin and the core. */
class BoundaryTest {
    @TempDir
    lateinit var folder: Path

    private fun verifier() = Verifier.open(config(folder), EVENING)

    @Test
    fun `checks on eight threads beside installs each see one whole set of data`() {
        verifier().use { verifier ->
            val moment = verifier.moment(EVENING)
            val executor = Executors.newFixedThreadPool(9)
            val checks =
                (1..8).map {
                    Callable { (1..200).map { verifier.checkCode(Codes.content("vaccinated"), moment, Profile.VENUE).told() } }
                }
            val installing = executor.submit { repeat(20) { verifier.install(Codes.content("pack"), EVENING) } }
            val told = executor.invokeAll(checks).flatMap { it.get() }
            installing.get()
            executor.shutdown()
            assertTrue(executor.awaitTermination(10, TimeUnit.SECONDS))
            assertEquals(setOf("valid valid FONTAINE"), told.toSet())
            assertEquals(1600, told.size)
        }
    }

    @Test
    fun `one door can be sent events from many threads`() {
        val verifier = verifier()
        val door = door(verifier)
        val executor = Executors.newFixedThreadPool(4)
        val sends = (1..4).map { Callable { repeat(100) { door.send(Event.Codes(Codes.contents("vaccinated")), EVENING) } } }
        executor.invokeAll(sends).forEach { it.get() }
        executor.shutdown()
        assertEquals("verdict valid valid FONTAINE", door.send(Event.Tick, EVENING).told())
    }

    @Test
    fun `a frame in a heap buffer is refused before it is read`() {
        Scanner().use { scanner ->
            assertThrows(Exception::class.java) { scanner.scan(ByteBuffer.allocate(64 * 64), 64u, 64u, 64u) }
        }
    }

    @Test
    fun `frames one after another are read within their time and remembered`() {
        val frame = frame("vaccinated 1280x720+1280 at 700,300 module 4 turned 0")
        Scanner().use { scanner ->
            assertTrue(scanner.scan(frame.luma, 1280u, 720u, 1280u))
            val report = scanner.report()
            assertEquals(listOf("vaccinated"), report.codes.map { Codes.name(it.content) })
            assertTrue(report.spentMicros > 0u)
            val corner = report.codes.single().corners.first()
            assertTrue(corner.x in 695f..705f && corner.y in 295f..305f, "$corner")
            assertEquals(emptyList<ScannedCode>(), scanner.report().codes, "it was handed over")
        }
    }

    @Test
    fun `what is forgotten is not told any more`() {
        val frame = frame("vaccinated 1280x720+1280 at 700,300 module 4 turned 0")
        Scanner().use { scanner ->
            assertTrue(scanner.scan(frame.luma, 1280u, 720u, 1280u))
            scanner.forget()
            assertEquals(emptyList<ScannedCode>(), scanner.report().codes)
        }
    }

    @Test
    fun `what is closed says so and takes nothing with it`() {
        val verifier = verifier()
        val door = door(verifier)
        verifier.close()
        assertThrows(IllegalStateException::class.java) { verifier.moment(EVENING) }
        assertEquals("scan", door.send(Event.Tick, EVENING).told())
        door.close()
        door.close()
        verifier().use { assertTrue(it.status(EVENING).registerIsOpen, "the folder is free again") }
    }

    @Test
    fun `a second opening of a folder judges and says that the register is in use`() {
        verifier().use { _ ->
            verifier().use { second ->
                val status = second.status(EVENING)
                assertFalse(status.registerIsOpen)
                assertTrue(status.notices.any { it.code == "register-in-use" }, "${status.notices}")
                val verdict = second.checkCode(Codes.content("vaccinated"), second.moment(EVENING), Profile.VENUE)
                assertEquals(Outcome.VALID, verdict.outcome)
            }
        }
    }

    @Test
    fun `nothing that is printed tells of a holder`() {
        verifier().use { verifier ->
            val moment = verifier.moment(EVENING)
            val printed =
                listOf("vaccinated", "tested").map { verifier.checkCode(Codes.content(it), moment, Profile.CONTROLLER).toString() } +
                    door(verifier).send(Event.Codes(Codes.contents("vaccinated")), EVENING).toString()
            for (secret in listOf("FONTAINE", "CAMILLE", "1987", "URN:UVCI")) {
                assertTrue(printed.none { it.contains(secret, ignoreCase = true) }, secret)
            }
            assertTrue(printed.all { "redacted" in it })
        }
    }
}
