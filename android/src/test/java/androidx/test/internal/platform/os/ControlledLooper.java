package androidx.test.internal.platform.os;

import android.view.View;

public interface ControlledLooper {
    void drainMainThreadUntilIdle();

    boolean areDrawCallbacksSupported();

    void simulateWindowFocus(View view);

    void registerFrameCommitCallback(Runnable callback);
}
