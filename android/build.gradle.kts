// Builds the app with the Android SDK and NDK: `gradle assembleRelease`. pom.xml tests the same sources without them.

plugins {
    alias(libs.plugins.android)
    alias(libs.plugins.kotlin)
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
    }

    buildTypes {
        release {
            isMinifyEnabled = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "proguard-rules.pro")
        }
    }

    // One APK for all: arm64-v8a, armeabi-v7a, x86_64, x86.
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
