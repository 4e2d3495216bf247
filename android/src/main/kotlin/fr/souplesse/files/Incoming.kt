package fr.souplesse.files

import android.content.ContentResolver
import android.content.Intent
import android.net.Uri
import android.os.Parcelable
import java.io.IOException

/** An update that another app opens or shares, or that was picked. */
object Incoming {
    /** Longer than any update: the core then says that it is too large. */
    private const val MOST = 1 shl 20

    /** What a person looks for in the picker. Files of this kind have no type of their own, so all are offered. */
    fun picker(): Intent =
        Intent(Intent.ACTION_OPEN_DOCUMENT)
            .addCategory(Intent.CATEGORY_OPENABLE)
            .setType("*/*")

    /** Whether another app opens or shares something with this one. */
    fun isUpdate(intent: Intent) = intent.action == Intent.ACTION_VIEW || intent.action == Intent.ACTION_SEND

    /** Where it is; `null` where that cannot be told. Whatever else came with it may be of a class that is not known here. */
    @Suppress("DEPRECATION")
    fun uri(intent: Intent): Uri? =
        try {
            if (intent.action == Intent.ACTION_SEND) intent.getParcelableExtra<Parcelable>(Intent.EXTRA_STREAM) as? Uri else intent.data
        } catch (_: RuntimeException) {
            null
        }

    /** The file's bytes; `null` where it cannot be read. Only what another app gives is read, never a path of this device. */
    fun read(
        resolver: ContentResolver,
        uri: Uri,
    ): ByteArray? {
        if (uri.scheme != ContentResolver.SCHEME_CONTENT) return null
        return try {
            resolver.openInputStream(uri)?.use { file ->
                val bytes = ByteArray(MOST + 1)
                var length = 0
                while (length < bytes.size) {
                    val read = file.read(bytes, length, bytes.size - length)
                    if (read < 0) break
                    length += read
                }
                bytes.copyOf(length)
            }
        } catch (_: IOException) {
            null
        } catch (_: RuntimeException) {
            // A provider that fails sends its failure here, of whatever kind it is.
            null
        }
    }
}
