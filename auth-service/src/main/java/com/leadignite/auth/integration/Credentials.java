package com.leadignite.auth.integration;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What a provider gives access by. Does not print. */
sealed interface Credentials {

  /** Its bytes, to be sealed. */
  byte[] toBytes();

  /** Reads what {@link #toBytes} made. */
  static Credentials of(byte[] bytes) {
    JsonObject json = new JsonObject(Buffer.buffer(bytes));
    String apiKey = json.getString("api_key");
    return apiKey == null
        ? new Tokens(json.getString("access_token"), json.getString("refresh_token"))
        : new Key(apiKey);
  }

  /**
   * Tokens of OAuth 2.
   *
   * @param refreshToken null if the provider gave none
   */
  record Tokens(String accessToken, @Nullable String refreshToken) implements Credentials {

    @Override
    public byte[] toBytes() {
      return new JsonObject()
          .put("access_token", accessToken)
          .put("refresh_token", refreshToken)
          .toBuffer()
          .getBytes();
    }

    @Override
    public String toString() {
      return "Tokens";
    }
  }

  /** An API key. */
  record Key(String value) implements Credentials {

    @Override
    public byte[] toBytes() {
      return new JsonObject().put("api_key", value).toBuffer().getBytes();
    }

    @Override
    public String toString() {
      return "Key";
    }
  }
}
