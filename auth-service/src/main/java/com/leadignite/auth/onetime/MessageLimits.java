package com.leadignite.auth.onetime;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.AddressStore;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.device.DeviceCookie;
import com.leadignite.auth.device.DeviceTokens;
import com.leadignite.auth.key.RootKey;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.hash.HmacSha256;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.Permit;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HexFormat;

/**
 * How many mails and texts may be asked for. Of those to one address, strangers have a share, and
 * its owner has others that no stranger can use up (B14).
 */
@Singleton
public final class MessageLimits {

  private final RateLimiter limiter;
  private final CurrentRequest request;
  private final DeviceCookie deviceCookie;
  private final DeviceTokens devices;
  private final AddressStore addresses;
  private final Rows rows;
  private final HmacSha256 naming;

  MessageLimits(
      RateLimiter limiter,
      CurrentRequest request,
      DeviceCookie deviceCookie,
      DeviceTokens devices,
      AddressStore addresses,
      Rows rows,
      RootKey rootKey) {
    this.limiter = limiter;
    this.request = request;
    this.deviceCookie = deviceCookie;
    this.devices = devices;
    this.addresses = addresses;
    this.rows = rows;
    this.naming = HmacSha256.withKey(rootKey.derive("name mail limits"));
  }

  /**
   * Counts a request for a text, whoever it is to and whichever account asks: a client has any
   * number of accounts. Fails with too-many-requests if the client's network had many.
   */
  public Uni<Void> requireTextAllowed() {
    return limiter.require(Limit.SMS_ADDRESS, request.info().orElseThrow().address().network());
  }

  /**
   * Whether an address may get a message that anybody can request: one a minute, and few texts a
   * day. If not, none is sent, and the answer must not reveal that. Asked for on a device that the
   * address's account was signed in to on before, messages count apart; together, since their owner
   * may have any number of devices.
   */
  public Uni<Boolean> mayBeRequested(Address to) {
    String token = deviceCookie.ofRequest().token();
    if (token == null) {
      return mayBeSent(to);
    }
    return rows.asService()
        .transaction(tx -> addresses.owner(tx, to))
        .map(owner -> devices.device(token, owner.orElse(null)).isPresent())
        .chain(known -> take(to, known ? "known-" + name(to) : name(to)));
  }

  /** The same, whichever device asks. */
  public Uni<Boolean> mayBeSent(Address to) {
    return take(to, name(to));
  }

  /** The same for what a signed-in person asks for themselves; counted apart, by purpose. */
  public Uni<Boolean> mayBeSentToOwner(Address to, Purpose purpose) {
    return take(to, "own-" + purpose.wireName() + "-" + name(to));
  }

  /**
   * Counts a mailed invitation, apart from the mails that its reader asks for. Fails with
   * too-many-requests if the organization had many, or many for this mailbox.
   *
   * @return whether it may be sent; not if other organizations had many for this mailbox, which
   *     this one is not told
   */
  public Uni<Boolean> takeInvitation(EmailAddress to, TenantId tenant) {
    return limiter
        .require(Limit.INVITATION_ORGANIZATION, tenant.toString())
        .chain(() -> limiter.require(Limit.INVITATION_MAILBOX, tenant + "-" + name(to)))
        .chain(() -> limiter.take(Limit.INVITATIONS_TO_MAILBOX, name(to)))
        .map(Permit::allowed);
  }

  private Uni<Boolean> take(Address to, String name) {
    return switch (to) {
      case EmailAddress email -> limiter.take(Limit.MAIL, name).map(Permit::allowed);
      // Somebody pays for texts: the day has a limit as well.
      case PhoneNumber number ->
          limiter
              .take(Limit.SMS, name)
              .chain(now ->
                  now.allowed() ? limiter.take(Limit.SMS_NUMBER, name) : Uni.createFrom().item(now))
              .map(Permit::allowed);
    };
  }

  /** Keyed, because addresses can be guessed: Redis must not tell who is sent mails. */
  private String name(Address to) {
    return HexFormat.of().formatHex(naming.of(to.value()), 0, 16);
  }
}
