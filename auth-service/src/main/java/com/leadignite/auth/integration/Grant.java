package com.leadignite.auth.integration;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider gave, and when it is to be renewed.
 *
 * @param scopes null leaves those of before
 * @param account null leaves that of before
 * @param expiresAt when access ends; null if it does not
 * @param dueAt when it is to be refreshed; null if never
 */
record Grant(
    Credentials credentials,
    @Nullable List<String> scopes,
    @Nullable String account,
    @Nullable Instant expiresAt,
    @Nullable Instant dueAt) {

  /** One that lasts until it is taken back. */
  static Grant ofKey(String apiKey) {
    return new Grant(new Credentials.Key(apiKey), null, null, null, null);
  }

  @Override
  public String toString() {
    return "Grant";
  }
}
