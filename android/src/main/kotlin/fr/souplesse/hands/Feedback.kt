package fr.souplesse.hands

import android.content.Context
import android.media.AudioAttributes
import android.media.AudioManager
import android.media.SoundPool
import android.os.Build
import android.os.VibrationEffect
import android.os.Vibrator
import fr.souplesse.R
import fr.souplesse.core.Sound
import fr.souplesse.core.Vibration
import java.util.concurrent.Executor

/** What is heard and felt of a verdict. A phone that is muted stays silent, and vibrates. */
class Feedback(
    private val context: Context,
    worker: Executor,
) {
    private val audio = context.getSystemService(AudioManager::class.java)
    private val pool =
        SoundPool
            .Builder()
            .setMaxStreams(1)
            .setAudioAttributes(
                AudioAttributes
                    .Builder()
                    .setUsage(AudioAttributes.USAGE_ASSISTANCE_SONIFICATION)
                    .setContentType(AudioAttributes.CONTENT_TYPE_SONIFICATION)
                    .build(),
            ).build()

    @Volatile
    private var loaded: Map<Sound, Int> = emptyMap()

    init {
        worker.execute { loaded = Sound.entries.associateWith { pool.load(context, it.resource(), 1) } }
    }

    fun sound(sound: Sound) {
        if (audio.ringerMode != AudioManager.RINGER_MODE_NORMAL) return
        loaded[sound]?.let { pool.play(it, 1f, 1f, 1, 0, 1f) }
    }

    @Suppress("DEPRECATION") // Their successors need Android 8 and 12.
    fun vibrate(vibration: Vibration) {
        val vibrator = context.getSystemService(Context.VIBRATOR_SERVICE) as Vibrator
        val pattern =
            when (vibration) {
                Vibration.SHORT -> Vibrations.SHORT
                Vibration.LONG -> Vibrations.LONG
            }
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.O) {
            vibrator.vibrate(VibrationEffect.createWaveform(pattern, ONCE))
        } else {
            vibrator.vibrate(pattern, ONCE)
        }
    }

    fun end() = pool.release()

    private fun Sound.resource() =
        when (this) {
            Sound.ACCEPTED -> R.raw.tone_accepted
            Sound.TOLERATED -> R.raw.tone_tolerated
            Sound.INCOMPLETE -> R.raw.tone_incomplete
            Sound.REFUSED -> R.raw.tone_refused
            Sound.NEUTRAL -> R.raw.tone_neutral
        }

    private companion object {
        const val ONCE = -1
    }
}
