package fr.souplesse.stage

import android.os.Looper
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadow.api.Shadow
import org.robolectric.util.ReflectionHelpers.ClassParameter
import java.io.File
import java.io.FilePermission
import java.security.Permission
import java.util.concurrent.CopyOnWriteArrayList

/** Sees what keeps the thread that draws waiting: calls of the core, which has a disk of its own, and files of the app. */
object MainThread {
    private val seen = CopyOnWriteArrayList<String>()

    /** What [round] did on the thread that draws and should not have, and by whom. */
    fun watch(
        folder: File,
        round: () -> Unit,
    ): List<String> {
        val files = Files(folder.path, Looper.getMainLooper().thread)
        // What it needs itself is loaded before it is asked.
        files.checkPermission(FilePermission(folder.path, "read"))
        files.checkPermission(RuntimePermission("none"))
        seen.clear()
        val before = System.getSecurityManager()
        System.setSecurityManager(files)
        try {
            round()
        } finally {
            System.setSecurityManager(before)
        }
        return seen.toList()
    }

    fun called(what: String) {
        if (Looper.getMainLooper().isCurrentThread) tell(what)
    }

    private fun tell(what: String) {
        val by = Throwable().stackTrace.filter { it.className.startsWith("fr.souplesse.") && "stage" !in it.className }
        seen += "$what: ${by.take(CALLERS).joinToString(" < ") { "${it.fileName}:${it.lineNumber}" }}"
    }

    /** Java asks before it opens, looks for, writes or deletes a file, or loads a library. All of it is allowed. */
    @Suppress("DEPRECATION", "removal") // Nothing else in Java sees every file.
    private class Files(
        private val folder: String,
        private val main: Thread,
    ) : SecurityManager() {
        override fun checkPermission(permission: Permission) {
            if (Thread.currentThread() !== main) return
            val isOfTheApp = permission is FilePermission && permission.name.startsWith(folder)
            val isLibrary = permission is RuntimePermission && LIBRARY.containsMatchIn(permission.name)
            if (isOfTheApp || isLibrary) tell("${permission.actions} ${permission.name.removePrefix(folder)}")
        }
    }

    private val LIBRARY = Regex("^loadLibrary.*(jna|souplesse)")
    private const val CALLERS = 4
}

/** Every call of the core looks at how it went, and the first one loads the library. */
@Implements(className = CORE, isInAndroidSdk = false, looseSignatures = true)
class WatchedCore {
    companion object {
        @JvmStatic
        @Implementation
        fun uniffiCheckCallStatus(
            errors: Any,
            status: Any,
        ) {
            MainThread.called("the core is called")
            asEver<Unit>("uniffiCheckCallStatus", parameter(ERRORS, errors), parameter(STATUS, status))
        }

        @JvmStatic
        @Implementation
        fun findLibraryName(component: Any): Any {
            MainThread.called("the library is loaded")
            return asEver("findLibraryName", parameter("java.lang.String", component))
        }

        private fun <R> asEver(
            name: String,
            vararg parameters: ClassParameter<*>,
        ): R = Shadow.directlyOn(Class.forName(CORE), name, *parameters)

        private fun parameter(
            type: String,
            value: Any,
        ): ClassParameter<*> = ClassParameter.from(Class.forName(type) as Class<Any>, value)
    }
}

private const val CORE = "fr.souplesse.core.SouplesseKt"
private const val ERRORS = "fr.souplesse.core.UniffiRustCallStatusErrorHandler"
private const val STATUS = "fr.souplesse.core.UniffiRustCallStatus"
