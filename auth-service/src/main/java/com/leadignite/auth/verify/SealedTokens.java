package com.leadignite.auth.verify;

import com.leadignite.auth.identity.ProviderTokens;
import com.leadignite.auth.key.RootKey;
import com.leadignite.guard.hash.HmacSha256;
import com.leadignite.guard.seal.AssociatedData;
import com.leadignite.guard.seal.Sealer;
import com.leadignite.guard.seal.SealingKeys;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Seals what a provider gave to a person until their client exchanges its code: with a key that is
 * computed from the code and the root key. The code is stored as a hash alone, so that neither the
 * database nor the service can open the seal without the client.
 */
@Singleton
final class SealedTokens {

  private static final AssociatedData DATA = AssociatedData.of("pkcetokn");

  private final HmacSha256 root;
  private final SecureRandom random;

  SealedTokens(RootKey rootKey, SecureRandom random) {
    this.root = HmacSha256.withKey(rootKey.derive("seal providers' tokens"));
    this.random = random;
  }

  byte[] seal(String code, ProviderTokens tokens) {
    String json =
        new JsonObject()
            .put("access", tokens.accessToken())
            .put("refresh", tokens.refreshToken())
            .encode();
    return sealer(code).seal(json.getBytes(StandardCharsets.UTF_8), DATA);
  }

  /** The tokens; null if the root key was changed since they were sealed. */
  @Nullable ProviderTokens open(String code, byte[] sealed) {
    Sealer sealer = sealer(code);
    if (!sealer.hasKeyId(sealed)) {
      return null;
    }
    JsonObject json = new JsonObject(new String(sealer.open(sealed, DATA), StandardCharsets.UTF_8));
    return new ProviderTokens(json.getString("access"), json.getString("refresh"));
  }

  private Sealer sealer(String code) {
    String key = Base64.getEncoder().encodeToString(root.of(code));
    return new Sealer(SealingKeys.parse("the key of a code", key), random);
  }
}
