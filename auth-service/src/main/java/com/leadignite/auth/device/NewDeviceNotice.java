package com.leadignite.auth.device;

import com.leadignite.auth.account.EmailAddress;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notifies people by mail of a sign-in where they are not known: neither is the device one that
 * they signed in on before, nor did they sign in from the address lately.
 */
@Singleton
public final class NewDeviceNotice {

  /** For how long a sign-in makes an address a known one. */
  private static final Duration KNOWN_FOR = Duration.ofDays(30);

  private final SignInAddressStore addresses;
  private final DeviceTokens devices;
  private final SecurityNotices notices;
  private final CurrentRequest request;
  private final Clock clock;

  NewDeviceNotice(
      SignInAddressStore addresses,
      DeviceTokens devices,
      SecurityNotices notices,
      CurrentRequest request,
      Clock clock) {
    this.addresses = addresses;
    this.devices = devices;
    this.notices = notices;
    this.request = request;
    this.clock = clock;
  }

  /** Notifies the owner of an account of the client of this request. */
  public Uni<Void> send(Transaction tx, EmailAddress owner) {
    return send(tx, owner, here());
  }

  /** The same for the client of an earlier request. */
  public Uni<Void> send(Transaction tx, EmailAddress owner, UnknownDevice client) {
    return notices.newDevice(tx, owner, client.name(), client.network());
  }

  private UnknownDevice here() {
    RequestInfo client = client();
    return new UnknownDevice(DeviceName.of(client.userAgent()), client.address().network());
  }

  /**
   * The client of this request if the person is not known there, for the later request that opens
   * the session: until then nobody has signed in, and perhaps nobody may. Empty if {@link #watch}
   * would notify nobody.
   *
   * @param device what the client's device showed of an earlier sign-in, or null
   */
  public Uni<Optional<UnknownDevice>> unknown(
      Transaction tx, UserId user, @Nullable String device) {
    return ownerIfUnknown(tx, user, device).map(owner -> owner.map(ignored -> here()));
  }

  /**
   * Signs a person in, and notifies them if that succeeds where they are not known. Not at their
   * first sign-in, and not without a mail address.
   *
   * @param device what the client's device showed of an earlier sign-in, or null
   * @param signIn opens the session, which makes its address a known one
   */
  public <T> Uni<T> watch(
      Transaction tx, UserId user, @Nullable String device, Supplier<Uni<T>> signIn) {
    return ownerIfUnknown(tx, user, device)
        .chain(owner ->
            signIn
                .get()
                .call(() ->
                    owner.map(to -> send(tx, to)).orElseGet(() -> Uni.createFrom().voidItem())));
  }

  private Uni<Optional<EmailAddress>> ownerIfUnknown(
      Transaction tx, UserId user, @Nullable String device) {
    return devices.device(device, user).isPresent()
        ? Uni.createFrom().item(Optional.empty())
        : addresses.ownerIfUnknownAt(
            tx, user, client().address().network(), clock.instant().minus(KNOWN_FOR));
  }

  private RequestInfo client() {
    return request.info().orElseThrow();
  }
}
