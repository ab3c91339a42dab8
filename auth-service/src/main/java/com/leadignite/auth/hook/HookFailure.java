package com.leadignite.auth.hook;

/**
 * A hook did not do what it was called for: no answer in time, one that is none, or an error that
 * it answered. Whatever waits for it is refused.
 */
public final class HookFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String said;

  HookFailure(String why, Throwable cause) {
    super(why, cause);
    this.status = 0;
    this.said = "";
  }

  HookFailure(String why) {
    super(why);
    this.status = 0;
    this.said = "";
  }

  HookFailure(int status, String said) {
    super("the hook answered error " + status);
    this.status = status;
    this.said = said;
  }

  /** Whether the hook refuses for good: it answered an error of the 4xx, but not too-many. */
  public boolean isRefusal() {
    return status / 100 == 4 && status != 429 && status != 408;
  }

  /** The status of the error that the hook answered; 0 if it answered none. */
  int status() {
    return status;
  }

  /** What the hook said, for the person; not for the log. */
  String said() {
    return said;
  }
}
