package fr.souplesse.build

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File
import javax.xml.parsers.DocumentBuilderFactory

/** Gradle, which builds the app, and Maven, which tests it here, build the same. */
class BuildsTest {
    private val pom = File("pom.xml").readText()
    private val gradle = File("build.gradle.kts").readText()
    private val versions = File("gradle/libs.versions.toml").readText()

    @Test
    fun `versions are the same`() {
        for (name in listOf("kotlin", "jna", "junit", "robolectric")) {
            assertEquals(name, property("$name.version"), version(name))
        }
    }

    @Test
    fun `the runtime has nothing but Kotlin, JNA and the core`() {
        val ofGradle = Regex("""implementation\(libs\.([a-z.]+)\)""").findAll(gradle).map { it.groupValues[1] }.toList()
        assertEquals(listOf("kotlin.stdlib", "jna"), ofGradle)
        val dependencies = pom.substringAfter("<dependencies>").substringBefore("</dependencies>").split("</dependency>")
        val shipped = dependencies.filter { "<artifactId>" in it && "<scope>" !in it }
        assertEquals(listOf("kotlin-stdlib", "jna"), shipped.map { it.substringAfter("<artifactId>").substringBefore("<") })
    }

    @Test
    fun `sources and resources lie where both look for them`() {
        assertTrue("<sourceDir>src/main/kotlin</sourceDir>" in pom)
        assertTrue(File("src/main/res/values/strings.xml").exists() && File("src/main/AndroidManifest.xml").exists())
        // What Gradle adds to its own folders is the core, which bindings/mobile writes for both.
        val added = Regex("""srcDir\("([^"]*)"\)""").findAll(gradle).map { it.groupValues[1] }.toList()
        assertEquals(listOf("build/core/kotlin", "build/core/jniLibs"), added)
        assertTrue("res.srcDir" !in gradle && "manifest.srcFile" !in gradle)
    }

    @Test
    fun `the app runs on the same devices`() {
        assertTrue("libs.versions.minSdk" in gradle && "libs.versions.targetSdk" in gradle)
        val manifest = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(File("target/generated/AndroidManifest.xml"))
        assertEquals("fr.souplesse", manifest.documentElement.getAttribute("package"))
        assertEquals("23", version("minSdk"))
        for (name in listOf("minSdk", "targetSdk")) {
            assertTrue("\"\$(version $name)\"" in File("link-resources").readText())
        }
    }

    @Test
    fun `a release can be installed, and its key is not in the sources`() {
        assertTrue("signingConfigs.findByName(\"release\") ?: signingConfigs.getByName(\"debug\")" in gradle)
        assertTrue("/android/signing.properties" in File("../.gitignore").readLines())
        assertEquals(emptyList<String>(), Regex("""Password = "[^"]*"""").findAll(gradle).map { it.value }.toList())
    }

    @Test
    fun `the app has the ABIs that the core is built for, and no other`() {
        val taken =
            gradle
                .substringAfter("abiFilters += listOf(")
                .substringBefore(")")
                .split(", ")
                .map { it.trim('"') }
        val built =
            File("../bindings/mobile/build-android")
                .readText()
                .substringAfter("|| set -- ")
                .substringBefore("\n")
                .split(" ")
        assertEquals(built, taken)
    }

    @Test
    fun `the tools are pinned, and a JDK 17 is found`() {
        val wrapper = File("gradle/wrapper/gradle-wrapper.properties").readText()
        assertTrue(Regex("""gradle-\d+\.\d+\.\d+-bin\.zip""").containsMatchIn(wrapper))
        assertTrue(Regex("""(?m)^distributionSha256Sum=[0-9a-f]{64}$""").containsMatchIn(wrapper))
        val settings = File("settings.gradle.kts").readText()
        assertTrue("check(gradle.gradleVersion == pinned)" in settings)
        assertTrue(Regex("""foojay-resolver-convention"\) version "\d+\.\d+\.\d+"""").containsMatchIn(settings))
        for (name in listOf("agp", "kotlin")) assertTrue(name, Regex("""\d+\.\d+\.\d+""").matches(version(name)))
    }

    @Test
    fun `a Mac builds the core, with its bash of 2007 and its own tools`() {
        val newer = Regex("""declare -[An]|mapfile|readarray|\^\^|,,}|\|&|&>>|run=\(|install -D|sed -i |readlink -f|realpath|grep -P""")
        for (script in listOf("build-android", "build-ios", "generate")) {
            val lines = File("../bindings/mobile/$script").readLines()
            assertEquals(script, emptyList<String>(), lines.filter { newer.containsMatchIn(it) })
        }
    }

    private fun property(name: String) = pom.substringAfter("<$name>").substringBefore("</$name>")

    private fun version(name: String) = Regex("""(?m)^$name = "(.*)"$""").find(versions)!!.groupValues[1]
}
