package fr.souplesse.core

import java.io.File
import java.nio.ByteBuffer
import java.util.Base64

/** Calls on one device and one door, from the table that every language goes through. */
class Case(
    val name: String,
    val calls: List<Call>,
)

/** A call, its line in the table, and what comes of it. */
class Call(
    val line: Int,
    val text: String,
    val expected: String,
)

/** Reads the table. */
fun cases(): List<Case> {
    val cases = mutableListOf<Case>()
    file("cases.txt").forEachIndexed { index, line ->
        when {
            line.startsWith("= ") -> cases += Case(line.removePrefix("= "), mutableListOf())
            line.isEmpty() || line.startsWith("#") -> Unit
            else -> {
                val call = Call(index + 1, line.substringBefore(" -> "), line.substringAfter(" -> ", ""))
                (cases.last().calls as MutableList<Call>) += call
            }
        }
    }
    return cases
}

/** Codes and updates by their names. */
object Codes {
    private class Row(
        val content: ByteArray,
        val matrix: List<String>,
    )

    private val rows =
        file("codes.tsv").associate { line ->
            val (name, content, matrix) = line.split("\t")
            name to Row(Base64.getDecoder().decode(content), matrix.split("/"))
        }

    fun content(name: String) = row(name).content

    fun contents(names: String) = names.split("+").map(::content)

    fun matrix(name: String) = row(name).matrix

    fun name(content: ByteArray) = rows.entries.find { it.value.content.contentEquals(content) }?.key ?: "something else"

    private fun row(name: String) = rows[name] ?: error("no code is called $name")
}

/** A drawn frame: its bytes in a direct buffer, and its shape. */
class Frame(
    val luma: ByteBuffer,
    val shape: LumaFrame,
)

/** Draws what the table describes. */
fun frame(text: String): Frame {
    val words = text.split(" ")

    fun after(name: String) = words.indexOf(name).takeIf { it >= 0 }?.let { numbers(words[it + 1]) }
    val (width, height, stride) = numbers(words[1])
    val (left, top) = after("at")!!
    val module = after("module")!![0]
    val turns = after("turned")!![0]
    val behind = after("behind")?.get(0) ?: 0
    val needed = stride * maxOf(height - 1, 0) + width
    val bytes = ByteArray(behind + needed) { -1 }
    val matrix = Codes.matrix(words[0])
    for (y in 0 until matrix.size * module) {
        for (x in 0 until matrix.size * module) {
            if (isDark(matrix, x / module, y / module, turns)) bytes[behind + (top + y) * stride + left + x] = 0
        }
    }
    val length = if ("cut" in words) bytes.size - 1 else bytes.size
    val whole = ByteBuffer.allocateDirect(length).put(bytes, 0, length)
    whole.position(behind)
    val region = after("in")?.let { (x, y, w, h) -> Region(x.toUInt(), y.toUInt(), w.toUInt(), h.toUInt()) }
    val shape = LumaFrame(width.toUInt(), height.toUInt(), stride.toUInt(), Rotation.DEG0, region)
    return Frame(whole.slice(), shape)
}

/** Whether the module there is dark, in the code turned by so many quarters. */
private fun isDark(
    matrix: List<String>,
    x: Int,
    y: Int,
    turns: Int,
): Boolean {
    val last = matrix.size - 1
    return when (turns) {
        0 -> matrix[y][x]
        1 -> matrix[last - x][y]
        2 -> matrix[last - y][last - x]
        else -> matrix[x][last - y]
    } == '1'
}

private fun numbers(text: String) = text.split("x", "+", ",").map(String::toInt)

private fun file(name: String) = File(System.getProperty("souplesse.bindings"), name).readLines()
