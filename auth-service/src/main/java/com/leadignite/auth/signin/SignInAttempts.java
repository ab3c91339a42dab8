package com.leadignite.auth.signin;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.device.DeviceTokens;
import com.leadignite.auth.throttle.LoginAttempt;
import com.leadignite.auth.throttle.LoginThrottle;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells under whose name an attempt to sign in counts, whatever is shown: a device or an address
 * that the account is known at counts by itself, so that strangers do not keep its owner out (B14).
 */
@Singleton
public final class SignInAttempts {

  /** For how long a sign-in makes an address a known one. */
  private static final Duration KNOWN_FOR = Duration.ofDays(30);

  private final CredentialsStore credentials;
  private final DeviceTokens devices;
  private final LoginThrottle throttle;
  private final Clock clock;

  SignInAttempts(
      CredentialsStore credentials, DeviceTokens devices, LoginThrottle throttle, Clock clock) {
    this.credentials = credentials;
    this.devices = devices;
    this.throttle = throttle;
    this.clock = clock;
  }

  /** The credentials of an account; empty if the address has none. */
  Uni<Optional<Credentials>> credentials(Address address, String network) {
    Instant now = clock.instant();
    return credentials.of(address, network, now.minus(KNOWN_FOR), now);
  }

  /**
   * An attempt; takes the same work whether the address has an account or not (B18).
   *
   * @param network the client's address, or its network
   * @param device what the client's device showed of an earlier sign-in, or null
   */
  public Uni<LoginAttempt> of(Address address, String network, @Nullable String device) {
    return credentials(address, network).map(found -> of(address, network, device, found));
  }

  /** The same, with the credentials of the account at hand. */
  LoginAttempt of(
      Address address, String network, @Nullable String device, Optional<Credentials> found) {
    // A person with two addresses has one lock (B13).
    Address counted = found.map(Credentials::counted).orElse(address);
    boolean known = found.map(Credentials::knownAddress).orElse(false);
    return devices
        .device(device, found.map(Credentials::id).orElse(null))
        .map(name -> throttle.attemptOfDevice(counted, network, name))
        .orElseGet(() -> throttle.attempt(counted, network, known));
  }
}
