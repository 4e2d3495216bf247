// Builds the app with the Android SDK and NDK: `gradle assembleRelease`. pom.xml tests the same sources without them.

import java.util.Properties

plugins {
    alias(libs.plugins.android)
    alias(libs.plugins.kotlin)
}

// Whoever releases it names their key in signing.properties (storeFile, storePassword, keyAlias, keyPassword), which is never
// committed. Without that it is signed by the machine's debug key: it can be installed to be tried, and not handed out.
val signing =
    Properties().apply {
        file("signing.properties").takeIf { it.exists() }?.inputStream()?.use { load(it) }
    }

android {
    namespace = "fr.souplesse"
    compileSdk = 35

    defaultConfig {
        applicationId = "fr.souplesse"
        minSdk =
            libs.versions.minSdk
                .get()
                .toInt()
        targetSdk =
            libs.versions.targetSdk
                .get()
                .toInt()
        versionCode = 1
        versionName = "0.1.0"

        // One APK for all of them, and no other: JNA brings seven, of which the core is there for these.
        ndk {
            abiFilters += listOf("arm64-v8a", "armeabi-v7a", "x86_64", "x86")
        }
    }

    signingConfigs {
        if (signing.isNotEmpty()) {
            create("release") {
                storeFile = file(signing.getProperty("storeFile"))
                storePassword = signing.getProperty("storePassword")
                keyAlias = signing.getProperty("keyAlias")
                keyPassword = signing.getProperty("keyPassword")
            }
        }
    }

    buildTypes {
        release {
            signingConfig = signingConfigs.findByName("release") ?: signingConfigs.getByName("debug")
            isMinifyEnabled = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "proguard-rules.pro")
        }
    }

    sourceSets["main"].apply {
        kotlin.srcDir("build/core/kotlin")
        jniLibs.srcDir("build/core/jniLibs")
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }

    // The same sources give the same APK.
    dependenciesInfo {
        includeInApk = false
        includeInBundle = false
    }
}

kotlin {
    jvmToolchain(17)
}

dependencies {
    implementation(libs.kotlin.stdlib)
    implementation(libs.jna) {
        artifact {
            type = "aar"
        }
    }
}

// The core for each ABI, and its Kotlin.
val core by tasks.registering(Exec::class) {
    workingDir = file("..")
    commandLine("bindings/mobile/build-android")
}

tasks.named("preBuild") {
    dependsOn(core)
}
