package fr.souplesse.look

import android.content.res.ColorStateList
import android.os.Build
import android.text.Editable
import android.text.InputType
import android.text.SpannableString
import android.text.Spanned
import android.text.TextWatcher
import android.text.style.ForegroundColorSpan
import android.text.style.RelativeSizeSpan
import android.view.View
import android.view.inputmethod.EditorInfo
import android.widget.CheckBox
import android.widget.EditText
import android.widget.Switch
import fr.souplesse.R

/** What is on or off. */
fun Kit.toggle(
    said: CharSequence,
    isOn: Boolean,
    onChange: (Boolean) -> Unit,
) = written(Switch(context), said).apply {
    minHeight = dp(56)
    switchPadding = dp(16)
    thumbTintList = onOrOff(color(R.color.accent), color(R.color.quiet))
    trackTintList = onOrOff(color(R.color.accent), color(R.color.quiet))
    isChecked = isOn
    setOnCheckedChangeListener { _, isNowOn -> onChange(isNowOn) }
}

/** What is ticked, with something to know of it in a second line. */
fun Kit.tick(
    said: String,
    note: String,
    isOn: Boolean = false,
    onChange: (Boolean) -> Unit,
) = checkbox(SpannableString("$said\n$note").apply { lessen(said.length + 1, color(R.color.quiet)) }, isOn, onChange).apply {
    minHeight = dp(56)
}

/** What is ticked. */
fun Kit.checkbox(
    said: CharSequence,
    isOn: Boolean,
    onChange: (Boolean) -> Unit,
) = written(CheckBox(context), said).apply {
    minHeight = dp(48)
    setPadding(dp(12), dp(4), 0, dp(4))
    buttonTintList = onOrOff(color(R.color.accent), color(R.color.ink))
    isChecked = isOn
    setOnCheckedChangeListener { _, isNowOn -> onChange(isNowOn) }
}

/** From here on smaller, in this colour. */
private fun SpannableString.lessen(
    from: Int,
    tint: Int,
) = listOf(RelativeSizeSpan(Type.SMALL.sp / Type.BODY.sp), ForegroundColorSpan(tint)).forEach {
    setSpan(it, from, length, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE)
}

/** Where a name is written. No autofill keeps it. */
fun Kit.nameField(
    hint: String,
    onChange: (String) -> Unit,
    onDone: () -> Unit,
) = written(EditText(context), "").apply {
    this.hint = hint
    setHintTextColor(color(R.color.quiet))
    inputType = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_PERSON_NAME or InputType.TYPE_TEXT_FLAG_CAP_WORDS
    imeOptions = EditorInfo.IME_ACTION_DONE
    minHeight = dp(56)
    isSaveEnabled = false
    if (Build.VERSION.SDK_INT >= 26) importantForAutofill = View.IMPORTANT_FOR_AUTOFILL_NO
    setOnEditorActionListener { _, _, _ ->
        onDone()
        true
    }
    addTextChangedListener(
        object : TextWatcher {
            override fun afterTextChanged(text: Editable) = onChange(text.toString())

            override fun beforeTextChanged(
                text: CharSequence,
                start: Int,
                count: Int,
                after: Int,
            ) = Unit

            override fun onTextChanged(
                text: CharSequence,
                start: Int,
                before: Int,
                count: Int,
            ) = Unit
        },
    )
}

/** Has a field say this; what is written in it already is left alone, with where one writes. */
fun View.say(text: String) {
    val field = this as EditText
    if (field.text.toString() != text) field.setText(text)
}

private fun onOrOff(
    on: Int,
    off: Int,
) = ColorStateList(arrayOf(intArrayOf(android.R.attr.state_checked), intArrayOf()), intArrayOf(on, off))
