package com.leadignite.auth.password;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stored hash with all it takes to check it, in the PHC string format. Does not print. */
final class PhcHash {

  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{11,64})\\$([A-Za-z0-9+/]{22,128})");
  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

  private final Argon2Parameters parameters;
  private final byte[] salt;
  private final byte[] hash;

  PhcHash(Argon2Parameters parameters, byte[] salt, byte[] hash) {
    this.parameters = parameters;
    this.salt = salt.clone();
    this.hash = hash.clone();
  }

  /**
   * Reads the stored form.
   *
   * @throws IllegalArgumentException if it is none
   */
  static PhcHash parse(String phc) {
    Matcher matcher = FORM.matcher(phc);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not an Argon2id hash in PHC format");
    }
    Argon2Parameters parameters =
        new Argon2Parameters(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)));
    return new PhcHash(
        parameters,
        Base64.getDecoder().decode(matcher.group(4)),
        Base64.getDecoder().decode(matcher.group(5)));
  }

  /** The stored form. */
  String format() {
    return String.format(
        Locale.ROOT,
        "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s",
        parameters.memoryKib(),
        parameters.iterations(),
        parameters.parallelism(),
        ENCODER.encodeToString(salt),
        ENCODER.encodeToString(hash));
  }

  Argon2Parameters parameters() {
    return parameters;
  }

  /** Whether this is the hash of those bytes; compares in constant time. */
  boolean isOf(byte[] password, PasswordHasher hasher) {
    return MessageDigest.isEqual(hash, hasher.argon2id(password, salt, parameters, hash.length));
  }

  @Override
  public String toString() {
    return "PhcHash";
  }
}
