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
      ThreadPriority.require(CPriority.setPriority(0, 0, ThreadPriority.NICE));
    }
  }

  private static final class CPriority {

    private CPriority() {}

    @CFunction("setpriority")
    private static native int setPriority(int which, int who, int nice);
  }
}
