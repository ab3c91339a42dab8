package com.leadignite.guard.token;

import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * A token that is parsed and not trusted yet.
 *
 * @param jws the signature and what it is over
 * @param keyId the header's {@code kid}, as the sender wrote it: to look up by, never to fetch by
 * @param type the header's {@code typ}
 * @param claims the payload
 */
record SignedToken(JsonWebSignature jws, String keyId, String type, Claims claims) {

  /** Far more than our tokens need; a header field of more is refused before it costs anything. */
  private static final int LONGEST = 8 * 1024;

  /** Header fields that bring a key or point to one let strangers sign (B5). */
  private static final String[] REFUSED_HEADERS = {
    "jku", "x5u", "jwk", "x5c", "crit", "b64", "zip"
  };

  /**
   * Parses a token.
   *
   * @throws InvalidToken if it is not three parts of base64url, is encrypted (B3), or its header is
   *     not one of ours
   */
  static SignedToken parse(String token) {
    checkShape(token);
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setCompactSerialization(token);
      for (String name : REFUSED_HEADERS) {
        if (jws.getHeaders().getObjectHeaderValue(name) != null) {
          throw new InvalidToken("header " + name);
        }
      }
      String keyId = jws.getKeyIdHeaderValue();
      String type = jws.getHeader("typ");
      if (keyId == null || type == null) {
        throw new InvalidToken("no kid or no typ");
      }
      return new SignedToken(
          jws, keyId, type, new Claims(JsonUtil.parseJson(jws.getUnverifiedPayload())));
    } catch (JoseException | ClassCastException e) {
      throw new InvalidToken("unreadable: " + e.getClass().getSimpleName());
    }
  }

  /** Three parts and no other characters: jose4j's decoder would skip others. */
  static void checkShape(String token) {
    if (token.length() > LONGEST) {
      throw new InvalidToken("too long");
    }
    int dots = 0;
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c == '.') {
        dots++;
      } else if (!isBase64Url(c)) {
        throw new InvalidToken("foreign characters");
      }
    }
    if (dots != 2) {
      throw new InvalidToken("not three parts");
    }
  }

  private static boolean isBase64Url(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  /**
   * Checks the signature, by the key's own algorithm.
   *
   * @throws InvalidToken if it is not good, or the header names another algorithm (B1 to B4)
   */
  void verify(VerificationKey key) {
    jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, key.algorithm()));
    jws.setKey(key.key());
    boolean good;
    try {
      good = jws.verifySignature();
    } catch (JoseException e) {
      throw new InvalidToken("signature: " + e.getClass().getSimpleName());
    }
    if (!good) {
      throw new InvalidToken("signature");
    }
  }
}
