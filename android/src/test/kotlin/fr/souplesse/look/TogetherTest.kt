package fr.souplesse.look

import org.junit.Assert.assertEquals
import org.junit.Test

class TogetherTest {
    @Test
    fun `no line begins or ends with a sign that belongs to a word`() {
        assertEquals(
            "Passe sanitaire «\u00A0activités\u00A0», août\u00A0: oui\u00A0?",
            together("Passe sanitaire « activités », août : oui ?"),
        )
        assertEquals("it is as it was: yes", together("it is as it was: yes"))
    }
}
