package com.leadignite.auth.social;

import com.leadignite.auth.key.RootKey;
import com.leadignite.guard.hash.HmacSha256;
import com.leadignite.guard.hash.RandomToken;
import com.leadignite.guard.hash.Sha256;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a flow to a provider. All but the state are computed from it with a key of this
 * installation, so that none of them is stored: the state is, as a hash.
 */
@Singleton
final class FlowSecrets {

  private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final HmacSha256 verifiers;
  private final HmacSha256 nonces;
  private final HmacSha256 browsers;
  private final SecureRandom random;

  FlowSecrets(RootKey rootKey, SecureRandom random) {
    this.verifiers = HmacSha256.withKey(rootKey.derive("verifiers of social flows"));
    this.nonces = HmacSha256.withKey(rootKey.derive("nonces of social flows"));
    this.browsers = HmacSha256.withKey(rootKey.derive("bind social flows to browsers"));
    this.random = random;
  }

  String newState() {
    return RandomToken.make(random);
  }

  static boolean isState(@Nullable String text) {
    return text != null && STATE.matcher(text).matches();
  }

  static byte[] hash(String state) {
    return Sha256.of(state);
  }

  /** What the provider's token endpoint is shown (RFC 7636). */
  String verifier(String state) {
    return text(verifiers.of(state));
  }

  /** Its S256 challenge. */
  String challenge(String state) {
    return text(Sha256.of(verifier(state)));
  }

  /** What the ID token has to carry. */
  String nonce(String state) {
    return text(nonces.of(state));
  }

  /** What the browser keeps that began the flow: a code over the state (B27). */
  String browser(String state) {
    return text(browsers.of(state));
  }

  /** Whether a browser shows that it began the flow. */
  boolean isBrowser(String state, @Nullable String shown) {
    return shown != null
        && MessageDigest.isEqual(
            browser(state).getBytes(StandardCharsets.US_ASCII),
            shown.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
