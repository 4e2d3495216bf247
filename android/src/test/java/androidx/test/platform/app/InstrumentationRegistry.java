package androidx.test.platform.app;

import android.app.Instrumentation;
import android.os.Bundle;

public final class InstrumentationRegistry {
    private static Instrumentation instrumentation;
    private static Bundle arguments;

    private InstrumentationRegistry() {}

    public static void registerInstance(Instrumentation instance, Bundle given) {
        instrumentation = instance;
        arguments = given;
    }

    public static Instrumentation getInstrumentation() {
        if (instrumentation == null) {
            throw new IllegalStateException("nothing is registered");
        }
        return instrumentation;
    }

    public static Bundle getArguments() {
        return arguments;
    }
}
