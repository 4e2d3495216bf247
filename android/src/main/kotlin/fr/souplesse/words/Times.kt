package fr.souplesse.words

import android.text.format.DateFormat
import fr.souplesse.core.Span
import java.text.ParsePosition
import java.text.SimpleDateFormat
import java.util.Date
import java.util.Locale
import java.util.TimeZone

/**
 * Points in time as people write them: the only place that knows of calendars.
 *
 * The core gives milliseconds since 1970. A point in time is shown on the clock of Paris, by which the core judges; a local
 * time is such a number already, as if its zone were UTC.
 */
class Times(
    private val locale: Locale,
) {
    /** `sam. 14 août, 20 h 30` */
    fun point(millis: Long) = "${written("EEEdMMM", PARIS, millis)}, ${hour(millis)}"

    /** `14 août 2021, 20 h 30` */
    fun full(millis: Long) = "${day(millis)}, ${hour(millis)}"

    /** `14 août 2021` */
    fun day(millis: Long) = written("dMMMMyyyy", PARIS, millis)

    /** `20 h 30`, and `21 h` where no minutes are to be said; `20:30` in English. */
    fun hour(millis: Long) = spoken(PARIS, millis)

    /** `20 h 30`, of a local time. */
    fun localHour(millis: Long) = spoken(UTC, millis)

    /** `08` of 20:08, of a local time. */
    fun localMinute(millis: Long) = formatted("mm", UTC, millis)

    /** `20` of 20:30, of a local time. */
    fun localFullHour(millis: Long) = formatted("H", UTC, millis)

    /** `Ven. 13`, of a local day that is near. */
    fun localNearDay(millis: Long) = written("EEEd", UTC, millis).replaceFirstChar { it.titlecase(locale) }

    /** `Ven. 13 août`, of a local day. */
    fun localDay(millis: Long) = written("EEEdMMM", UTC, millis).replaceFirstChar { it.titlecase(locale) }

    /** `sam. 14 août 2021, 20 h 30`, of a local time that may be far. */
    fun localFull(millis: Long) = "${written("EEEdMMMyyyy", UTC, millis)}, ${localHour(millis)}"

    /** `sam. 14 août, 20 h 30`, of a local time. */
    fun localPoint(millis: Long) = "${written("EEEdMMM", UTC, millis)}, ${localHour(millis)}"

    /** `06/12/1965`, or what there is of it: the core gives `1965-12-06`. */
    fun birth(date: String) = date.split('-').reversed().joinToString("/")

    /** `6 décembre 1965`, and with its time `13 août 2021, 8 h 15`, of what a pass has in figures; anything else as it is. */
    fun inWords(text: String): String {
        val point = text.replace(Regex("Z$"), "+0000").replace(Regex("([+-][0-9]{2}):?([0-9]{2})?$"), "$1$2")
        parsed("yyyy-MM-dd'T'HH:mm:ssZ", PARIS, point)?.let { return full(it) }
        return parsed("yyyy-MM-dd", UTC, text)?.let { written("dMMMMyyyy", UTC, it) } ?: text
    }

    private fun parsed(
        pattern: String,
        zone: TimeZone,
        text: String,
    ): Long? {
        val format = SimpleDateFormat(pattern, Locale.ROOT)
        format.timeZone = zone
        format.isLenient = false
        val end = ParsePosition(0)
        return format.parse(text, end)?.time?.takeIf { end.index == text.length }
    }

    private fun spoken(
        zone: TimeZone,
        millis: Long,
    ) = when {
        locale.language != Locale.FRENCH.language -> written("Hm", zone, millis)
        millis % HOUR == 0L -> formatted("H'\u00a0h'", zone, millis)
        else -> formatted("H'\u00a0h\u00a0'mm", zone, millis)
    }

    private fun written(
        skeleton: String,
        zone: TimeZone,
        millis: Long,
    ) = formatted(DateFormat.getBestDateTimePattern(locale, skeleton), zone, millis)

    private fun formatted(
        pattern: String,
        zone: TimeZone,
        millis: Long,
    ): String {
        val format = SimpleDateFormat(pattern, locale)
        format.timeZone = zone
        return format.format(Date(millis))
    }

    companion object {
        private val PARIS = TimeZone.getTimeZone("Europe/Paris")
        private val UTC = TimeZone.getTimeZone("UTC")
        private const val MINUTE = 60_000L
        private const val HOUR = 60 * MINUTE
        private const val DAY = 24 * HOUR
        private val LENGTHS = listOf(7 * DAY, DAY, HOUR, 5 * MINUTE, MINUTE)

        /** The hour of a local time: 0 to 23. */
        fun hourOfDay(local: Long) = (local.mod(DAY) / HOUR).toInt()

        /** The minute that begins here. */
        fun minuteAt(local: Long) = Span(local, local + MINUTE)

        fun isLongerThanAnHour(span: Span) = span.until - span.from > HOUR

        fun isLongerThanHalfADay(span: Span) = span.until - span.from > DAY / 2

        fun isLongerThanFiveMinutes(span: Span) = span.until - span.from > 5 * MINUTE

        fun isAMinute(span: Span) = span.until - span.from <= MINUTE

        /** The last minute of a span, whose end is no longer of it. */
        fun last(span: Span) = span.until - MINUTE

        /**
         * What a span of local times is cut into, so that it is found by few taps: weeks into days, days into hours, hours into
         * five minutes, those into minutes. The cuts are at whole ones, and the first and the last piece may be shorter.
         */
        fun pieces(span: Span): List<Span> {
            val length = LENGTHS.first { it < span.until - span.from || it == MINUTE }
            val cuts = generateSequence(span.from.floorDiv(length) * length + length) { it + length }.takeWhile { it < span.until }
            return (listOf(span.from) + cuts + span.until).zipWithNext(::Span)
        }
    }
}
