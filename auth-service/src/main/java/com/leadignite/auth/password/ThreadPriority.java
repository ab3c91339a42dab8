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

  /** So much nicer a thread gets a ninth of the processor time of another, if both want it. */
  static final int NICER = 10;

  private ThreadPriority() {}

  /** Lets every other thread of the process go first. If this is not Linux, does nothing. */
  static void lower() {
    if (!isLinux()) {
      return;
    }
    Linker linker = Linker.nativeLinker();
    MethodHandle nice =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("nice"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    try {
      // Nobody is refused a lower priority, and beyond the lowest it stays there.
      int _ = (int) nice.invokeExact(NICER);
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
}
