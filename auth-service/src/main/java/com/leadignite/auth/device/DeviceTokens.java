package com.leadignite.auth.device;

import com.leadignite.auth.key.DerivedHmac;
import com.leadignite.auth.key.RootKey;
import com.leadignite.guard.id.UserId;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a browser keeps of the last sign-in, so that it is recognized on any network: a random name
 * of the device and a time, signed for one account (B27). It proves no identity and opens nothing:
 * it makes attempts to sign in count by themselves, so that strangers do not keep their owner out
 * (B14). A token says whether a second factor was shown on the device: a thief of the password has
 * any number of devices on which none was (B11).
 */
@Singleton
public final class DeviceTokens {

  /** For how long a device is known after the last sign-in on it. */
  static final Duration KNOWN_FOR = Duration.ofDays(365);

  private static final int NAME = 16;
  private static final int TIME = Long.BYTES;
  private static final int CODE = 32;
  private static final int LENGTH = NAME + TIME + CODE;
  private static final byte[] SECOND_FACTOR = {2};
  private static final int TEXT = (LENGTH * 4 + 2) / 3;

  private final DerivedHmac signing;
  private final SecureRandom random;
  private final Clock clock;

  DeviceTokens(RootKey rootKey, SecureRandom random, Clock clock) {
    this.signing = rootKey.hmac("sign device tokens");
    this.random = random;
    this.clock = clock;
  }

  /**
   * The device's name in a token; empty if it was not made for that account, or too long ago. As
   * much is computed for an account that does not exist.
   */
  public Optional<String> device(@Nullable String token, @Nullable UserId user) {
    return read(token, user).map(Read::name);
  }

  /** The same for a device on which the person has shown a second factor. */
  public Optional<String> deviceOfSecondFactor(@Nullable String token, UserId user) {
    return read(token, user).filter(Read::secondFactor).map(Read::name);
  }

  /** What a token says. */
  private record Read(String name, boolean secondFactor) {}

  private Optional<Read> read(@Nullable String token, @Nullable UserId user) {
    byte[] bytes = decoded(token);
    if (bytes.length != LENGTH) {
      return Optional.empty();
    }
    byte[] head = Arrays.copyOf(bytes, NAME + TIME);
    byte[] code = Arrays.copyOfRange(bytes, NAME + TIME, LENGTH);
    boolean ordinary = signing.matches(code, parts(head, user, false));
    boolean secondFactor = signing.matches(code, parts(head, user, true));
    if (!(ordinary || secondFactor) || user == null) {
      return Optional.empty();
    }
    Instant made = Instant.ofEpochSecond(ByteBuffer.wrap(head, NAME, TIME).getLong());
    return made.plus(KNOWN_FOR).isAfter(clock.instant())
        ? Optional.of(new Read(HexFormat.of().formatHex(head, 0, NAME), secondFactor))
        : Optional.empty();
  }

  /**
   * A token for an account that was just signed in to: under the name that the device has already,
   * so that a new token does not start its count anew.
   *
   * @param before the device's token until now, or null
   */
  public String after(@Nullable String before, UserId user) {
    Optional<Read> known = read(before, user);
    return make(known, user, known.map(Read::secondFactor).orElse(false));
  }

  /** The same for an account of which a second factor was just shown. */
  public String afterSecondFactor(@Nullable String before, UserId user) {
    return make(read(before, user), user, true);
  }

  private String make(Optional<Read> known, UserId user, boolean secondFactor) {
    byte[] name = known.map(Read::name).map(HexFormat.of()::parseHex).orElseGet(this::newName);
    byte[] head =
        ByteBuffer.allocate(NAME + TIME)
            .put(name)
            .putLong(clock.instant().getEpochSecond())
            .array();
    byte[] token =
        ByteBuffer.allocate(LENGTH)
            .put(head)
            .put(signing.of(parts(head, user, secondFactor)))
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  private static byte[][] parts(byte[] head, @Nullable UserId user, boolean secondFactor) {
    ByteBuffer account = ByteBuffer.allocate(2 * Long.BYTES);
    if (user != null) {
      account.putLong(user.value().getMostSignificantBits());
      account.putLong(user.value().getLeastSignificantBits());
    }
    return new byte[][] {head, account.array(), secondFactor ? SECOND_FACTOR : new byte[0]};
  }

  private byte[] newName() {
    byte[] name = new byte[NAME];
    random.nextBytes(name);
    return name;
  }

  private static byte[] decoded(@Nullable String token) {
    if (token == null || token.length() != TEXT) {
      return new byte[0];
    }
    try {
      return Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      // Somebody made it up: no device.
      return new byte[0];
    }
  }
}
