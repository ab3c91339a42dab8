package com.leadignite.auth.passkey;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.device.DeviceName;
import com.leadignite.auth.device.DeviceTokens;
import com.leadignite.auth.mail.SecurityNotices;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells people by mail that a passkey of theirs was used where they are not known. */
@Singleton
final class TellOfNewDevice {

  /** For how long a sign-in makes an address a known one. */
  private static final Duration KNOWN_FOR = Duration.ofDays(30);

  private final PasskeyStore store;
  private final DeviceTokens devices;
  private final SecurityNotices notices;
  private final CurrentRequest request;
  private final Clock clock;

  TellOfNewDevice(
      PasskeyStore store,
      DeviceTokens devices,
      SecurityNotices notices,
      CurrentRequest request,
      Clock clock) {
    this.store = store;
    this.devices = devices;
    this.notices = notices;
    this.request = request;
    this.clock = clock;
  }

  /**
   * Tells them, before the session is opened.
   *
   * @param device what the client's device showed of an earlier sign-in, or null
   */
  Uni<Void> tell(Transaction tx, UserId user, @Nullable String device) {
    if (devices.device(device, user).isPresent()) {
      return Uni.createFrom().voidItem();
    }
    RequestInfo client = request.info().orElseThrow();
    String network = client.address().network();
    return store
        .addressIfUnknownAt(tx, user, network, clock.instant().minus(KNOWN_FOR))
        .chain(address ->
            address
                .flatMap(EmailAddress::parse)
                .map(to -> notices.newDevice(tx, to, DeviceName.of(client.userAgent()), network))
                .orElseGet(() -> Uni.createFrom().voidItem()));
  }
}
