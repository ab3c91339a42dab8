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
import java.util.Optional;
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
   * Whom to tell; empty if nobody. Asked before the session is opened, which makes its address a
   * known one.
   *
   * @param device what the client's device showed of an earlier sign-in, or null
   */
  Uni<Optional<EmailAddress>> whom(Transaction tx, UserId user, @Nullable String device) {
    return devices.device(device, user).isPresent()
        ? Uni.createFrom().item(Optional.empty())
        : store
            .addressIfUnknownAt(
                tx, user, client().address().network(), clock.instant().minus(KNOWN_FOR))
            .map(address -> address.flatMap(EmailAddress::parse));
  }

  /** Tells them. */
  Uni<Void> tell(Transaction tx, EmailAddress to) {
    RequestInfo client = client();
    return notices.newDevice(tx, to, DeviceName.of(client.userAgent()), client.address().network());
  }

  private RequestInfo client() {
    return request.info().orElseThrow();
  }
}
