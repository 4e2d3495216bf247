package fr.souplesse.words

import android.annotation.SuppressLint
import android.content.Context
import android.content.res.Configuration
import android.content.res.Resources
import android.os.Build
import android.view.ContextThemeWrapper
import fr.souplesse.R
import fr.souplesse.core.Basis
import fr.souplesse.core.Choice
import fr.souplesse.core.Text
import fr.souplesse.desk.Speech
import java.util.Locale

/** Everything that is said, in the language of [context]. The words themselves are generated from `bindings/words`. */
class Words(
    val context: Context,
) {
    private val resources = context.resources

    val locale: Locale = resources.configuration.spoken.first()

    /** English that is of no country is written as in Britain: the day before the month. */
    val times = Times(if (locale == Locale.ENGLISH) Locale.UK else locale)

    /** The text under [name], with each `{gap}` replaced by its value. A value is never searched for gaps. */
    fun say(
        name: Int,
        vararg values: Pair<String, String>,
    ) = fill(resources.getString(name), values)

    /** The same for a number of things. */
    fun say(
        name: Int,
        count: Int,
        vararg values: Pair<String, String>,
    ) = fill(resources.getQuantityText(name, count).toString(), arrayOf("count" to count.toString(), *values))

    /** What a code is, in a few words; `rule:VR-FR-9001` names its rule. A code without words shows itself. */
    fun title(code: String): String {
        val (family, rule) = code.split(':', limit = 2).let { it[0] to it.getOrNull(1) }
        val named = rule?.let { find("code", family, "named") } ?: return find("code", family, "title") ?: code
        return fill(named, arrayOf("rule" to rule))
    }

    /** What the person at the door does about it. */
    fun next(code: String) = find("code", code.substringBefore(':'), "next") ?: code

    /** The text for something that the core names, such as `check` and `key-usage`; its own name where there is none. */
    fun named(
        table: String,
        name: String,
    ) = find(table, name) ?: name

    /** What a kind or an element of papers is called: by the product, else by the pack that asks for it. */
    fun choice(
        table: String,
        choice: Choice,
    ) = choice.words?.let { of(it.label) } ?: named(table, choice.word)

    /** A text that comes in both languages. */
    fun of(text: Text) = together(if (locale.language == "fr") text.fr else text.en)

    /** What a rule or a relaxation is called, in this language, else in the first that it has. */
    fun title(basis: Basis): String {
        val titles = basis.title
        val title = titles.find { it.language == locale.language } ?: titles.firstOrNull()
        return title?.text?.let(::together) ?: basis.id
    }

    /** The same words in the other language: what a holder reads may be theirs. */
    fun inOther() = of(context, if (locale.language == "fr") Speech.ENGLISH else Speech.FRENCH)

    @SuppressLint("DiscouragedApi") // The names are those of codes, which only the core knows.
    private fun find(vararg path: String): String? {
        val name = path.joinToString("_").lowercase(Locale.ROOT).map { if (it in 'a'..'z' || it in '0'..'9') it else '_' }
        val id = resources.getIdentifier(name.joinToString(""), "string", context.packageName)
        return if (id == 0) null else resources.getString(id)
    }

    companion object {
        private val GAP = Regex("""\{([a-z-]+)\}""")
        private val APART = Regex(" (?=[»:;?!])|(?<=«) ")

        /** With the French signs that stand apart from words beside them in one line: who wrote a title typed plain spaces there. */
        private fun together(text: String) = APART.replace(text, "\u00a0")

        /**
         * The words in the language that was chosen; else in the one that the resources are in on this phone, whichever of its
         * languages that is. Dates, numbers and directions are of the same language, and colours and shapes of the app's theme,
         * by day and by night.
         */
        fun of(
            context: Context,
            speech: Speech,
        ): Words {
            val configuration = Configuration()
            configuration.setLocale(context.resources.localeOf(speech.code ?: context.getString(R.string.app_language)))
            return Words(ContextThemeWrapper(context, R.style.Door).apply { applyOverrideConfiguration(configuration) })
        }

        private fun fill(
            text: String,
            values: Array<out Pair<String, String>>,
        ) = GAP.replace(text) { gap -> values.find { it.first == gap.groupValues[1] }?.second ?: gap.value }
    }
}

@Suppress("DEPRECATION") // Before Android 7 there was no list.
private val Configuration.spoken: List<Locale>
    get() = if (Build.VERSION.SDK_INT < Build.VERSION_CODES.N) listOf(locale) else List(locales.size()) { locales[it] }

/** A language as it is written where the phone is used: of the phone's own wishes no more than the country. */
private fun Resources.localeOf(language: String): Locale {
    val country =
        configuration.spoken
            .find { it.language == language }
            ?.country
            .orEmpty()
    return Locale(language, country)
}
