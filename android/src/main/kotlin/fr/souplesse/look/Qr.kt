package fr.souplesse.look

/**
 * A text as a QR code (ISO/IEC 18004): bytes at level L in versions 1 to 5, which have one block of data each. That is enough
 * for the address of a portal on a clean screen.
 */
internal class Qr private constructor(
    private val version: Int,
    data: IntArray,
) {
    /** Modules a side. */
    val size = 17 + 4 * version
    private val dark = Array(size) { BooleanArray(size) }
    private val fixed = Array(size) { BooleanArray(size) }

    init {
        drawPatterns()
        drawData(data)
        val mask = (0 until MASKS).minBy { mask -> penaltyWith(mask) }
        toggle(mask)
        drawFormat(mask)
    }

    fun isDark(
        x: Int,
        y: Int,
    ) = dark[y][x]

    private fun drawPatterns() {
        for (at in 0 until size) {
            fix(at, 6, at % 2 == 0)
            fix(6, at, at % 2 == 0)
        }
        for ((x, y) in listOf(3 to 3, size - 4 to 3, 3 to size - 4)) {
            square(x, y, 4) { ring -> ring != 2 && ring != 4 }
        }
        if (version > 1) square(size - 7, size - 7, 2) { ring -> ring != 1 }
        drawFormat(0)
    }

    /** A square around a module; its colour by the distance from the middle. */
    private fun square(
        x: Int,
        y: Int,
        reach: Int,
        isDark: (Int) -> Boolean,
    ) {
        for (dy in -reach..reach) {
            for (dx in -reach..reach) {
                if (x + dx in 0 until size && y + dy in 0 until size) {
                    fix(x + dx, y + dy, isDark(maxOf(kotlin.math.abs(dx), kotlin.math.abs(dy))))
                }
            }
        }
    }

    /** Level and mask, twice, each with its check bits. */
    private fun drawFormat(mask: Int) {
        val level = 1
        val bits = level shl 3 or mask
        var rest = bits
        repeat(10) { rest = (rest shl 1) xor ((rest ushr 9) * 0x537) }
        val word = (bits shl 10 or rest) xor 0x5412
        val bit = { at: Int -> word ushr at and 1 == 1 }
        for (at in 0..5) fix(8, at, bit(at))
        fix(8, 7, bit(6))
        fix(8, 8, bit(7))
        fix(7, 8, bit(8))
        for (at in 9..14) fix(14 - at, 8, bit(at))
        for (at in 0..7) fix(size - 1 - at, 8, bit(at))
        for (at in 8..14) fix(8, size - 15 + at, bit(at))
        fix(8, size - 8, true)
    }

    /** Two columns at a time, from the right, up and down by turns. */
    private fun drawData(data: IntArray) {
        var at = 0
        for (right in listOf(size - 1 downTo 8 step 2, 5 downTo 1 step 2).flatten()) {
            val isUpward = (right + 1) and 2 == 0
            for (step in 0 until size) {
                val y = if (isUpward) size - 1 - step else step
                for (x in listOf(right, right - 1)) {
                    if (fixed[y][x] || at >= data.size * 8) continue
                    dark[y][x] = data[at / 8] ushr (7 - at % 8) and 1 == 1
                    at++
                }
            }
        }
    }

    private fun penaltyWith(mask: Int): Int {
        toggle(mask)
        drawFormat(mask)
        val penalty = penalty()
        toggle(mask)
        return penalty
    }

    private fun toggle(mask: Int) {
        for (y in 0 until size) {
            for (x in 0 until size) {
                if (!fixed[y][x] && isMasked(mask, x, y)) dark[y][x] = !dark[y][x]
            }
        }
    }

    /** What makes a code hard to read: long runs, large squares, and more of one colour than of the other. */
    private fun penalty(): Int {
        var penalty = 0
        for (one in 0 until size) {
            penalty += runs { dark[one][it] } + runs { dark[it][one] }
        }
        for (y in 0 until size - 1) {
            for (x in 0 until size - 1) {
                val same = listOf(dark[y][x + 1], dark[y + 1][x], dark[y + 1][x + 1]).all { it == dark[y][x] }
                if (same) penalty += 3
            }
        }
        val share = dark.sumOf { row -> row.count { it } } * 20 / (size * size)
        return penalty + kotlin.math.abs(share - 10) * 10
    }

    private fun runs(isDark: (Int) -> Boolean): Int {
        var penalty = 0
        var run = 1
        for (at in 1..size) {
            if (at < size && isDark(at) == isDark(at - 1)) {
                run++
            } else {
                if (run >= 5) penalty += run - 2
                run = 1
            }
        }
        return penalty
    }

    private fun fix(
        x: Int,
        y: Int,
        isDark: Boolean,
    ) {
        dark[y][x] = isDark
        fixed[y][x] = true
    }

    companion object {
        private const val MASKS = 8

        /** Bytes of data, and of correction, by version. */
        private val DATA = intArrayOf(0, 19, 34, 55, 80, 108)
        private val CORRECTION = intArrayOf(0, 7, 10, 15, 20, 26)

        /** The code of a text; `null` where it is too long. */
        fun of(text: String): Qr? {
            val bytes = text.encodeToByteArray()
            val version = (1..5).firstOrNull { bytes.size + 2 <= DATA[it] } ?: return null
            val data = padded(bytes, DATA[version])
            return Qr(version, data + ReedSolomon.correction(data, CORRECTION[version]))
        }

        /** Mode, length, the bytes, and what fills the rest. */
        private fun padded(
            bytes: ByteArray,
            length: Int,
        ): IntArray {
            val halves = mutableListOf(4, bytes.size shr 4, bytes.size and 15)
            bytes.forEach { halves += listOf(it.toInt() shr 4 and 15, it.toInt() and 15) }
            halves += 0
            val data = halves.chunked(2) { (high, low) -> high shl 4 or low }
            val fill = generateSequence(0xEC) { if (it == 0xEC) 0x11 else 0xEC }
            return (data + fill.take(length - data.size)).toIntArray()
        }

        private fun isMasked(
            mask: Int,
            x: Int,
            y: Int,
        ) = when (mask) {
            0 -> (x + y) % 2
            1 -> y % 2
            2 -> x % 3
            3 -> (x + y) % 3
            4 -> (y / 2 + x / 3) % 2
            5 -> x * y % 2 + x * y % 3
            6 -> (x * y % 2 + x * y % 3) % 2
            else -> ((x + y) % 2 + x * y % 3) % 2
        } == 0
    }
}

/** Check bytes over GF(256), as QR codes have them. */
private object ReedSolomon {
    fun correction(
        data: IntArray,
        count: Int,
    ): IntArray {
        val generator = generator(count)
        val rest = IntArray(count)
        for (byte in data) {
            val factor = byte xor rest[0]
            rest.copyInto(rest, 0, 1)
            rest[count - 1] = 0
            for (at in rest.indices) rest[at] = rest[at] xor times(generator[at], factor)
        }
        return rest
    }

    /** Its highest coefficient, which is 1, left out. */
    private fun generator(count: Int): IntArray {
        val generator = IntArray(count).apply { this[count - 1] = 1 }
        var root = 1
        repeat(count) {
            for (at in generator.indices) {
                generator[at] = times(generator[at], root) xor generator.getOrElse(at + 1) { 0 }
            }
            root = times(root, 2)
        }
        return generator
    }

    private fun times(
        one: Int,
        other: Int,
    ): Int {
        var product = 0
        for (bit in 7 downTo 0) {
            product = (product shl 1) xor ((product ushr 7) * 0x11D)
            product = product xor (other ushr bit and 1) * one
        }
        return product
    }
}
