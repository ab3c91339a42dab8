package com.leadignite.auth.sms;

/** A text that was not taken. Carries no text of the provider, which may repeat the number. */
public final class SmsFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final boolean last;

  /**
   * A failure.
   *
   * @param reason a word and a number, for log and dead letter
   * @param last whether no further try can help
   */
  public SmsFailure(String reason, boolean last) {
    super(reason);
    this.reason = reason;
    this.last = last;
  }

  /** What the log calls it. */
  public String reason() {
    return reason;
  }

  /** Whether no further try can help. */
  public boolean isFinal() {
    return last;
  }
}
