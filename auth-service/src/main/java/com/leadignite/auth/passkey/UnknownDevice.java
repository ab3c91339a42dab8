package com.leadignite.auth.passkey;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.device.DeviceTokens;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a passkey is used where its owner is not known, and whom to notify of that. */
@Singleton
final class UnknownDevice {

  /** For how long a sign-in makes an address a known one. */
  private static final Duration KNOWN_FOR = Duration.ofDays(30);

  private final PasskeyStore store;
  private final DeviceTokens devices;
  private final CurrentRequest request;
  private final Clock clock;

  UnknownDevice(PasskeyStore store, DeviceTokens devices, CurrentRequest request, Clock clock) {
    this.store = store;
    this.devices = devices;
    this.request = request;
    this.clock = clock;
  }

  /**
   * Whom to notify; empty if nobody. Asked before the session is opened, which makes its address a
   * known one.
   *
   * @param device what the client's device showed of an earlier sign-in, or null
   */
  Uni<Optional<EmailAddress>> owner(Transaction tx, UserId user, @Nullable String device) {
    return devices.device(device, user).isPresent()
        ? Uni.createFrom().item(Optional.empty())
        : store
            .addressIfUnknownAt(
                tx,
                user,
                request.info().orElseThrow().address().network(),
                clock.instant().minus(KNOWN_FOR))
            .map(address -> address.flatMap(EmailAddress::parse));
  }
}
