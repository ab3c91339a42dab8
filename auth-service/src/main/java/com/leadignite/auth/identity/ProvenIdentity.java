package com.leadignite.auth.identity;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * What a provider said of a person, and what was verified of it: found by issuer and subject, never
 * by an address (B28). Does not print.
 *
 * @param provider the provider's name in the configuration
 * @param issuer who said so; never what a token claims of itself, but what is configured
 * @param subject what the issuer calls the person; never empty (B29)
 * @param data what else it said; never read for a decision
 */
public record ProvenIdentity(
    String provider, String issuer, String subject, Map<String, Object> data) {

  public ProvenIdentity {
    if (subject.isBlank()) {
      throw new IllegalArgumentException("nobody is without a subject");
    }
    data = Map.copyOf(data);
  }

  /** Reads {@link #toJson}. */
  public static ProvenIdentity of(JsonObject json) {
    return new ProvenIdentity(
        json.getString("provider"),
        json.getString("issuer"),
        json.getString("subject"),
        json.getJsonObject("data").getMap());
  }

  /** As it is kept until the person exchanges their code. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("provider", provider)
        .put("issuer", issuer)
        .put("subject", subject)
        .put("data", new JsonObject(data));
  }

  @Override
  public String toString() {
    return "ProvenIdentity[provider=" + provider + "]";
  }
}
