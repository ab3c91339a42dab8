package com.leadignite.auth.password;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.graalvm.nativeimage.c.function.CFunction;

/** What {@link ThreadPriority} is in a native image. */
@TargetClass(ThreadPriority.class)
final class ThreadPriorityInImage {

  private ThreadPriorityInImage() {}

  @Substitute
  static void lower() {
    if (ThreadPriority.isLinux()) {
      CPriority.nice(ThreadPriority.NICER);
    }
  }

  private static final class CPriority {

    private CPriority() {}

    @CFunction("nice")
    private static native int nice(int increment);
  }
}
