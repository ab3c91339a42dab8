package com.leadignite.guard.token;

/**
 * A DPoP proof that says what it should of its request (RFC 9449). Nothing is proven before {@link
 * DpopProofs#accept} has completed: until then anybody may have written it.
 */
public final class DpopProof {

  private final ClientJwt jwt;
  private final ClientJwt.OwnKey key;
  private final String id;

  DpopProof(ClientJwt jwt, ClientJwt.OwnKey key, String id) {
    this.jwt = jwt;
    this.key = key;
    this.id = id;
  }

  /** The thumbprint of the key that it names (RFC 7638): SHA-256 in base64url. */
  public String thumbprint() {
    return key.thumbprint();
  }

  String id() {
    return id;
  }

  void verifySignature() {
    jwt.verify(key);
  }
}
