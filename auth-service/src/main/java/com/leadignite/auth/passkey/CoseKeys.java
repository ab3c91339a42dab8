package com.leadignite.auth.passkey;

import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.authenticator.Curve;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.authenticator.EdDSACOSEKey;
import com.webauthn4j.data.attestation.authenticator.RSACOSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import java.util.List;

/**
 * Public keys of passkeys (RFC 9053): ES256, Ed25519 and RS256, which together all authenticators
 * know. Bounded, so that nobody registers a key that is costly to use.
 */
final class CoseKeys {

  static final long ES256 = -7;
  static final long EDDSA = -8;
  static final long RS256 = -257;

  /** The algorithms that a registration may have, the preferred first. */
  static final List<Long> ALGORITHMS = List.of(ES256, EDDSA, RS256);

  private static final long OKP = 1;
  private static final long EC2 = 2;
  private static final long RSA = 3;
  private static final long P_256 = 1;
  private static final long ED25519 = 6;
  private static final int COORDINATE = 32;
  private static final int SHORTEST_MODULUS = 256;
  private static final int LONGEST_MODULUS = 512;
  private static final int LONGEST_EXPONENT = 4;

  private CoseKeys() {}

  /** The same for webauthn4j. */
  static List<PublicKeyCredentialParameters> parameters() {
    return ALGORITHMS.stream()
        .map(algorithm ->
            new PublicKeyCredentialParameters(
                PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(algorithm)))
        .toList();
  }

  /** Reads a COSE_Key. */
  static COSEKey read(Cbor map) {
    long type = map.number("1");
    long algorithm = map.number("3");
    if (type == EC2 && algorithm == ES256 && map.number("-1") == P_256) {
      return new EC2COSEKey(
          null,
          COSEAlgorithmIdentifier.ES256,
          null,
          Curve.SECP256R1,
          exactly(map.bytes("-2"), COORDINATE),
          exactly(map.bytes("-3"), COORDINATE));
    }
    if (type == OKP && algorithm == EDDSA && map.number("-1") == ED25519) {
      return new EdDSACOSEKey(
          null,
          COSEAlgorithmIdentifier.EdDSA,
          null,
          Curve.ED25519,
          exactly(map.bytes("-2"), COORDINATE),
          null);
    }
    if (type == RSA && algorithm == RS256) {
      return new RSACOSEKey(
          null,
          COSEAlgorithmIdentifier.RS256,
          null,
          within(map.bytes("-1"), SHORTEST_MODULUS, LONGEST_MODULUS),
          within(map.bytes("-2"), 1, LONGEST_EXPONENT));
    }
    throw new PasskeyRefused("wrong_algorithm");
  }

  private static byte[] exactly(byte[] bytes, int length) {
    return within(bytes, length, length);
  }

  private static byte[] within(byte[] bytes, int shortest, int longest) {
    if (bytes.length < shortest || bytes.length > longest) {
      throw PasskeyRefused.malformed();
    }
    return bytes;
  }
}
