package com.leadignite.auth.passkey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.webauthn4j.data.client.ClientDataType;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a browser says of the page that used a passkey (WebAuthn, section 5.8.1). */
@Singleton
final class ClientData {

  private final ObjectMapper json;

  ClientData(ObjectMapper json) {
    this.json = json;
  }

  /** Reads it, ignoring members that are not known; fails with malformed. */
  CollectedClientData read(byte[] bytes) {
    JsonNode sent = tree(bytes);
    JsonNode frame = sent.path("crossOrigin");
    if (!frame.isMissingNode() && !frame.isBoolean()) {
      throw PasskeyRefused.malformed();
    }
    try {
      return new CollectedClientData(
          Objects.requireNonNull(ClientDataType.create(text(sent, "type"))),
          new DefaultChallenge(text(sent, "challenge")),
          new Origin(text(sent, "origin")),
          frame.isBoolean() ? frame.booleanValue() : null,
          topOrigin(sent),
          null);
    } catch (IllegalArgumentException | NullPointerException e) {
      // What webauthn4j throws at an origin that is none, or a challenge that is not base64url.
      throw PasskeyRefused.malformed();
    }
  }

  private static @Nullable Origin topOrigin(JsonNode sent) {
    return sent.path("topOrigin").isMissingNode() ? null : new Origin(text(sent, "topOrigin"));
  }

  private JsonNode tree(byte[] bytes) {
    try {
      JsonNode sent = json.readTree(bytes);
      if (sent.isObject()) {
        return sent;
      }
    } catch (IOException e) {
      // Answered like everything else that is no client data.
    }
    throw PasskeyRefused.malformed();
  }

  private static String text(JsonNode sent, String name) {
    JsonNode value = sent.path(name);
    if (!value.isTextual()) {
      throw PasskeyRefused.malformed();
    }
    return value.textValue();
  }
}
