package com.leadignite.auth.password;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * Linux schedules each thread by a nice value of its own, which Java's priorities do not reach.
 * {@link ThreadPriorityInImage} replaces this in a native image.
 */
@SuppressWarnings("restricted") // Binding a C function is what this class is for.
final class ThreadPriority {

  /**
   * Of 40: a ninth of the processor time of a thread that has not been lowered, if both want it.
   */
  static final int NICE = 10;

  private static final int OF_A_THREAD = 0;
  private static final int THE_CALLER = 0;

  private ThreadPriority() {}

  /** Lets every other thread of the machine go first; where that is not Linux, does nothing. */
  static void lower() {
    if (!isLinux()) {
      return;
    }
    Linker linker = Linker.nativeLinker();
    MethodHandle setPriority =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setpriority"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    try {
      require((int) setPriority.invokeExact(OF_A_THREAD, THE_CALLER, NICE));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Elsewhere the call would lower the whole process. */
  static boolean isLinux() {
    return System.getProperty("os.name").equals("Linux");
  }

  static void require(int result) {
    if (result != 0) {
      throw new IllegalStateException("a thread may not lower its own priority");
    }
  }
}
