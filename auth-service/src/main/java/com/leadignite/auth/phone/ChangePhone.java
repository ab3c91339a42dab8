package com.leadignite.auth.phone;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.AnonymousAccountStore;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.PhoneConfig;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.identity.Identity;
import com.leadignite.auth.mail.SecurityNotices;
import com.leadignite.auth.onetime.Issue;
import com.leadignite.auth.onetime.MessageLimits;
import com.leadignite.auth.onetime.OneTimeMail;
import com.leadignite.auth.onetime.Purpose;
import com.leadignite.auth.onetime.UseSecret;
import com.leadignite.auth.organization.OrganizationName;
import com.leadignite.auth.phone.PhoneStore.Held;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.redirect.Flow;
import com.leadignite.auth.session.ActiveSessionStore;
import com.leadignite.auth.session.EndReason;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes the number that a person signs in with: once they show a code that was sent to the new
 * one. Whether another account has that number is told to whoever reads its texts, and to nobody
 * else (B18).
 */
@Singleton
public final class ChangePhone {

  private final PhoneStore store;
  private final AnonymousAccountStore anonymousAccounts;
  private final ActiveSessionStore sessions;
  private final RevokeTokens revokeTokens;
  private final OneTimeMail oneTimeMail;
  private final UseSecret useSecret;
  private final MessageLimits limits;
  private final SecurityNotices notices;
  private final RateLimiter limiter;
  private final PhoneConfig config;
  private final AuditEvents events;
  private final Ids ids;
  private final Clock clock;

  ChangePhone(
      PhoneStore store,
      AnonymousAccountStore anonymousAccounts,
      ActiveSessionStore sessions,
      RevokeTokens revokeTokens,
      OneTimeMail oneTimeMail,
      UseSecret useSecret,
      MessageLimits limits,
      SecurityNotices notices,
      RateLimiter limiter,
      PhoneConfig config,
      AuditEvents events,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.anonymousAccounts = anonymousAccounts;
    this.sessions = sessions;
    this.revokeTokens = revokeTokens;
    this.oneTimeMail = oneTimeMail;
    this.useSecret = useSecret;
    this.limits = limits;
    this.notices = notices;
    this.limiter = limiter;
    this.config = config;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * A number that a person wants to move to.
   *
   * @param now whether it is changed at once, as it is confirmed without asking
   * @param sent whether a code may be sent to it
   */
  public record Move(PhoneNumber number, boolean now, boolean sent) {}

  /**
   * Whether the person may have a code sent now. Fails with too-many-requests if they, or their
   * network, had many.
   */
  public Uni<Move> prepare(Caller.Person caller, PhoneNumber number) {
    if (config.autoconfirm()) {
      return Uni.createFrom().item(new Move(number, true, false));
    }
    return limiter
        .require(Limit.SMS_ACCOUNT, caller.userId().toString())
        .chain(limits::requireTextAllowed)
        .chain(() -> limits.mayBeSent(number))
        .map(may -> new Move(number, false, may));
  }

  /** Changes the number, or sends a code to it, in a transaction that runs as the service. */
  public Uni<Void> begin(Transaction tx, Caller.Person caller, Move move) {
    if (move.now()) {
      return change(tx, caller.userId(), move.number(), caller.sessionId().value());
    }
    tx.record(
        events
            .of("auth.phone.change_requested")
            .target("user", caller.userId())
            .meta("phone", move.number().value())
            .build());
    return move.sent()
        ? oneTimeMail
            .send(
                tx,
                new Issue(
                    Purpose.PHONE_CHANGE,
                    move.number(),
                    caller.userId(),
                    Flow.NONE,
                    Map.of(OneTimeMail.SESSION, caller.sessionId().toString()),
                    false))
            .replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  /**
   * Gives an account a number that was shown to be its owner's, in a transaction that runs as the
   * service. The change dies with the session that asked for it: what a thief began ends once the
   * person changes their password (B41). It calls off every other change of the number. Fails with
   * phone-exists, or with otp-invalid if account or session is gone.
   */
  public Uni<Void> change(Transaction tx, UserId user, PhoneNumber number, UUID session) {
    Instant now = clock.instant();
    return store
        .hold(tx, user, session, now)
        .map(found -> found.orElseThrow(AuthProblem.OTP_INVALID::problem))
        .invoke(held ->
            tx.record(
                events
                    .of("auth.phone.changed")
                    .tenant(held.tenantId())
                    .target("user", user, number.value())
                    .change("phone", held.phone(), number.value())
                    .build()))
        .chain(held ->
            held.anonymous()
                ? convert(tx, user, held, number, now)
                : store
                    .change(tx, user, number, true, identity(user, held, now), now)
                    .chain(() -> notices.phoneChanged(tx, email(held))))
        .chain(() -> useSecret.voidOf(tx, user, List.of(Purpose.PHONE_CHANGE)));
  }

  /** Ends the sessions that were opened before the number changed, but for one. */
  public Uni<Void> endOthers(Transaction tx, Account account, SessionId kept) {
    return sessions
        .endOthers(tx, account.id(), kept, EndReason.PHONE_CHANGED, clock.instant())
        .chain(ended -> revokeTokens.ofSessions(tx, account.tenantId(), account.id(), ended))
        .replaceWithVoid();
  }

  private Uni<Void> convert(
      Transaction tx, UserId user, Held held, PhoneNumber number, Instant now) {
    tx.record(
        events
            .of("auth.user.converted")
            .tenant(held.tenantId())
            .target("user", user, number.value())
            .build());
    String name = OrganizationName.of(held.said(), number.organizationName());
    return anonymousAccounts.convert(tx, user, number, true, identity(user, held, now), name, now);
  }

  private static @Nullable EmailAddress email(Held held) {
    return EmailAddress.parse(held.email()).orElse(null);
  }

  private Identity identity(UserId user, Held held, Instant now) {
    return Identity.own(ids.next(), Identity.PHONE, user, held.said(), now);
  }
}
