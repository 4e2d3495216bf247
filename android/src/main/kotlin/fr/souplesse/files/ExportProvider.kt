package fr.souplesse.files

import android.content.ClipData
import android.content.ContentProvider
import android.content.ContentValues
import android.content.Context
import android.content.Intent
import android.database.Cursor
import android.database.MatrixCursor
import android.net.Uri
import android.os.ParcelFileDescriptor
import android.provider.OpenableColumns
import java.io.IOException
import java.util.UUID

/**
 * Gives the exported register to the app that was chosen for it. The table is in memory only, under an address that cannot be
 * guessed, until the next one takes its place.
 */
class ExportProvider : ContentProvider() {
    override fun onCreate() = true

    override fun getType(uri: Uri) = TYPE

    override fun openFile(
        uri: Uri,
        mode: String,
    ): ParcelFileDescriptor? {
        val table = at(uri) ?: return null
        val (reading, writing) = ParcelFileDescriptor.createReliablePipe()
        Thread {
            try {
                ParcelFileDescriptor.AutoCloseOutputStream(writing).use { it.write(table) }
            } catch (_: IOException) {
                // Whoever read it has read enough.
            }
        }.start()
        return reading
    }

    override fun query(
        uri: Uri,
        projection: Array<String>?,
        selection: String?,
        arguments: Array<String>?,
        order: String?,
    ): Cursor {
        val columns = projection ?: arrayOf(OpenableColumns.DISPLAY_NAME, OpenableColumns.SIZE)
        val cursor = MatrixCursor(columns)
        val table = at(uri) ?: return cursor
        cursor.addRow(
            columns.map { column ->
                when (column) {
                    OpenableColumns.DISPLAY_NAME -> NAME
                    OpenableColumns.SIZE -> table.size
                    else -> null
                }
            },
        )
        return cursor
    }

    override fun insert(
        uri: Uri,
        values: ContentValues?,
    ): Uri? = null

    override fun update(
        uri: Uri,
        values: ContentValues?,
        selection: String?,
        arguments: Array<String>?,
    ) = 0

    override fun delete(
        uri: Uri,
        selection: String?,
        arguments: Array<String>?,
    ) = 0

    companion object {
        private const val TYPE = "text/csv"
        private const val NAME = "souplesse.csv"

        @Volatile
        private var offered: Pair<String, ByteArray>? = null

        private fun at(uri: Uri) = offered?.takeIf { it.first == uri.pathSegments.firstOrNull() }?.second

        /** The share sheet for a table. */
        fun sheet(
            context: Context,
            table: String,
        ): Intent {
            val secret = UUID.randomUUID().toString()
            offered = secret to table.toByteArray()
            val uri = Uri.parse("content://${context.packageName}.export/$secret/$NAME")
            val share =
                Intent(Intent.ACTION_SEND)
                    .setType(TYPE)
                    .putExtra(Intent.EXTRA_STREAM, uri)
                    .addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
            share.clipData = ClipData.newRawUri(NAME, uri)
            return Intent.createChooser(share, null)
        }
    }
}
