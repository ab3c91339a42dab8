package com.leadignite.guard.token;

/** A peer answered, but not with 200. */
public final class UnexpectedStatus extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /** An answer of that status. */
  public UnexpectedStatus(int status) {
    super("status " + status, null, false, false);
    this.status = status;
  }

  /** The status of the answer. */
  public int status() {
    return status;
  }
}
