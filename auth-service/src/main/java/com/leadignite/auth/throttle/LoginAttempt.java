package com.leadignite.auth.throttle;

/**
 * An attempt to sign in: from where, and to which account.
 *
 * @param account under which the account's attempts are counted
 * @param source under which those of the client are counted
 * @param network the client's address, or its network
 * @param known whether the account's owner is known to be there
 */
public record LoginAttempt(String account, String source, String network, boolean known) {

  static final String DEVICE = "device-";

  /** Whether it comes from a device that the owner signed in on before. */
  public boolean isOfDevice() {
    return source.startsWith(DEVICE);
  }

  /** Never for the account alone: strangers would use up its owner's attempts. */
  String perMinute() {
    return account + "@" + source;
  }
}
