package com.leadignite.guard.log;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An exception as the log may show it: the same classes, stack traces, causes and suppressed
 * exceptions, with redacted messages.
 */
final class RedactedThrowable extends Throwable {

  private static final long serialVersionUID = 1L;

  private RedactedThrowable(String text, @Nullable Throwable cause, StackTraceElement[] stack) {
    super(text, cause, true, true);
    setStackTrace(stack);
  }

  /** The exception itself if nothing in it must be redacted, else a redacted copy. */
  static Throwable of(Throwable thrown) {
    return isClean(thrown, seen()) ? thrown : copy(thrown, seen());
  }

  private static boolean isClean(Throwable thrown, Set<Throwable> seen) {
    if (!seen.add(thrown)) {
      return true;
    }
    String text = thrown.toString();
    if (!Redaction.redact(text).equals(text)) {
      return false;
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (!isClean(suppressed, seen)) {
        return false;
      }
    }
    return thrown.getCause() == null || isClean(thrown.getCause(), seen);
  }

  private static RedactedThrowable copy(Throwable thrown, Set<Throwable> seen) {
    seen.add(thrown);
    Throwable cause = thrown.getCause();
    RedactedThrowable copy =
        new RedactedThrowable(
            Redaction.redact(thrown.toString()),
            cause == null || seen.contains(cause) ? null : copy(cause, seen),
            thrown.getStackTrace());
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (!seen.contains(suppressed)) {
        copy.addSuppressed(copy(suppressed, seen));
      }
    }
    return copy;
  }

  private static Set<Throwable> seen() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** What the original says of itself, which begins with its class. */
  @SuppressWarnings("OverrideThrowableToString") // the class named here must be the original's
  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}
