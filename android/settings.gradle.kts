pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

// Finds a JDK 17 where the machine has only another one.
plugins {
    id("org.gradle.toolchains.foojay-resolver-convention") version "0.10.0"
}

dependencyResolutionManagement {
    repositoriesMode = RepositoriesMode.FAIL_ON_PROJECT_REPOS
    repositories {
        google()
        mavenCentral()
    }
}

rootProject.name = "souplesse"

// One Gradle builds it, that which Android Studio takes too: the one that the wrapper's properties name.
val pinned =
    settingsDir
        .resolve(
            "gradle/wrapper/gradle-wrapper.properties",
        ).readText()
        .substringAfter("/gradle-")
        .substringBefore("-bin.zip")
check(gradle.gradleVersion == pinned) { "this is built by Gradle $pinned, and not by ${gradle.gradleVersion}" }
