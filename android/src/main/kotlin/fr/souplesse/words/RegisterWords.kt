package fr.souplesse.words

import fr.souplesse.core.Label

private val COLUMNS =
    listOf(
        "number",
        "date",
        "time",
        "entry",
        "who",
        "since",
        "valid",
        "tolerated",
        "incomplete",
        "refused",
        "not-covered",
        "cannot-judge",
        "not-a-pass",
        "hash",
    )

private val ENTRIES =
    listOf(
        "named",
        "withdrawn",
        "opened",
        "closed",
        "abandoned",
        "removed",
        "moved-aside",
        "lines-lost",
        "head-lost",
        "clock-set",
        "counts-lost",
    )

/** What the exported register says, by the names that the core has for it. */
fun Words.registerWords() = labels("column", COLUMNS) + labels("entry", ENTRIES)

private fun Words.labels(
    table: String,
    names: List<String>,
) = names.map { Label("$table.$it", named("register_$table", it)) }
