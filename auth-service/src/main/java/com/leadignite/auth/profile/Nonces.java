package com.leadignite.auth.profile;

import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.account.Address;
import com.leadignite.auth.onetime.Issue;
import com.leadignite.auth.onetime.MessageLimits;
import com.leadignite.auth.onetime.OneTimeMail;
import com.leadignite.auth.onetime.Purpose;
import com.leadignite.auth.onetime.UseSecret;
import com.leadignite.auth.onetime.UseSecret.RightCode;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.redirect.Flow;
import com.leadignite.auth.redirect.Redirects;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** Codes by mail or text that prove that the person themselves holds their session. */
@Singleton
public final class Nonces {

  private static final Set<Purpose> PURPOSE = Set.of(Purpose.REAUTHENTICATION);

  private final Rows rows;
  private final AccountStore accounts;
  private final OneTimeMail oneTimeMail;
  private final MessageLimits limits;
  private final UseSecret useSecret;
  private final Redirects redirects;
  private final AuditEvents events;

  Nonces(
      Rows rows,
      AccountStore accounts,
      OneTimeMail oneTimeMail,
      MessageLimits limits,
      UseSecret useSecret,
      Redirects redirects,
      AuditEvents events) {
    this.rows = rows;
    this.accounts = accounts;
    this.oneTimeMail = oneTimeMail;
    this.limits = limits;
    this.useSecret = useSecret;
    this.redirects = redirects;
    this.events = events;
  }

  /**
   * Sends the caller a code, one a minute, by mail or else by text; whether one is sent is not
   * told. Fails with reauthentication-needs-address or session-not-found.
   */
  public Uni<Void> send(Caller.Person caller) {
    return accounts
        .ofCaller(caller)
        .map(found -> found.orElseThrow(AuthProblem.SESSION_NOT_FOUND::problem))
        .map(account ->
            Optional.ofNullable(account.address())
                .orElseThrow(AuthProblem.REAUTHENTICATION_NEEDS_ADDRESS::problem))
        .chain(address ->
            limits
                .mayBeSentToOwner(address, Purpose.REAUTHENTICATION)
                .chain(may -> may ? send(caller, address) : Uni.createFrom().voidItem()));
  }

  private Uni<Void> send(Caller.Person caller, Address address) {
    Flow flow = new Flow(redirects.target(null), Optional.empty());
    return rows.asService()
        .transaction(tx -> {
          tx.record(
              events
                  .of("auth.mail.requested")
                  .actor("user", caller.userId().toString(), address.value())
                  .tenant(caller.tenantId())
                  .meta("purpose", Purpose.REAUTHENTICATION.type())
                  .build());
          return oneTimeMail
              .send(tx, Issue.to(Purpose.REAUTHENTICATION, address, caller.userId(), flow))
              .replaceWithVoid();
        });
  }

  /** Whether a code is the one that the person was mailed, which uses it up. */
  Uni<Boolean> use(UserId user, Address address, String code) {
    return useSecret
        .check(address, PURPOSE, code)
        .chain(right -> right.isPresent() ? use(user, right.get()) : Uni.createFrom().item(false));
  }

  private Uni<Boolean> use(UserId user, RightCode code) {
    return rows.asService()
        .transaction(tx -> useSecret.use(tx, code))
        .map(used -> used.isPresent() && user.equals(used.get().user()));
  }
}
