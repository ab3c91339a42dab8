package com.leadignite.auth.key;

import com.leadignite.auth.compatibility.SuiteKey;
import com.leadignite.guard.token.JwksSource;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;

/** The JWK set of this issuer: for the world over HTTP, for our own guard without. */
@Singleton
public final class PublishedKeys implements JwksSource {

  private final SigningKeys keys;
  private final SuiteKey suiteKey;

  PublishedKeys(SigningKeys keys, SuiteKey suiteKey) {
    this.keys = keys;
    this.suiteKey = suiteKey;
  }

  @Override
  public String issuerName() {
    return "lead-ignite";
  }

  @Override
  public Uni<String> fetch() {
    return Uni.createFrom().item(this::json);
  }

  /** For how long an answer may be kept. */
  public Duration cacheable() {
    return keys.cacheable();
  }

  /** The public halves of all published keys, as a JWK set (RFC 7517). */
  public String json() {
    List<JsonWebKey> published = new ArrayList<>(keys.published());
    suiteKey.published().ifPresent(published::add);
    return new JsonWebKeySet(published).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
  }
}
