package com.leadignite.embedded;

/**
 * Where a Redis server answers, and its password.
 *
 * @param host name or address
 * @param port TCP port
 * @param password of the default user; empty if none is asked
 */
public record RedisAddress(String host, int port, String password) {

  /** The address with the password in it, as clients take it; a secret. */
  public String url() {
    return password.isEmpty()
        ? "redis://" + host + ":" + port
        : "redis://:" + password + "@" + host + ":" + port;
  }

  @Override
  public String toString() {
    return "redis://" + host + ":" + port;
  }
}
