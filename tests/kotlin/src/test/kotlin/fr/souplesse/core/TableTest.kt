package fr.souplesse.core

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import java.nio.file.Files

/** The table of calls that every language goes through. */
class TableTest {
    @TestFactory
    fun cases() =
        fr.souplesse.core.cases().map { case ->
            dynamicTest(case.name) {
                val folder = Files.createTempDirectory("souplesse")
                try {
                    Run(folder).use { run ->
                        case.calls.forEach { assertEquals(it.expected, run.call(it.text), "line ${it.line}: ${it.text}") }
                    }
                } finally {
                    folder.toFile().deleteRecursively()
                }
            }
        }
}
