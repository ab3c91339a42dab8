package com.leadignite.auth.profile;

import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.onetime.Issue;
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

/** Codes by mail that prove that the person themselves holds their session. */
@Singleton
public final class Nonces {

  private static final Set<Purpose> PURPOSE = Set.of(Purpose.REAUTHENTICATION);

  private final Rows rows;
  private final AccountStore accounts;
  private final OneTimeMail oneTimeMail;
  private final UseSecret useSecret;
  private final Redirects redirects;
  private final AuditEvents events;

  Nonces(
      Rows rows,
      AccountStore accounts,
      OneTimeMail oneTimeMail,
      UseSecret useSecret,
      Redirects redirects,
      AuditEvents events) {
    this.rows = rows;
    this.accounts = accounts;
    this.oneTimeMail = oneTimeMail;
    this.useSecret = useSecret;
    this.redirects = redirects;
    this.events = events;
  }

  /**
   * Mails the caller a code, one a minute; whether one is sent is not told. Fails with
   * reauthentication-needs-address or session-not-found.
   */
  public Uni<Void> send(Caller.Person caller) {
    return accounts
        .ofCaller(caller)
        .map(found -> found.orElseThrow(AuthProblem.SESSION_NOT_FOUND::problem))
        .map(account ->
            Optional.ofNullable(account.email())
                .orElseThrow(AuthProblem.REAUTHENTICATION_NEEDS_ADDRESS::problem))
        .chain(email ->
            oneTimeMail
                .mayBeSentToOwner(email, Purpose.REAUTHENTICATION)
                .chain(may -> may ? send(caller, email) : Uni.createFrom().voidItem()));
  }

  private Uni<Void> send(Caller.Person caller, EmailAddress email) {
    Flow flow = new Flow(redirects.target(null), Optional.empty());
    return rows.asService()
        .transaction(tx -> {
          tx.record(
              events
                  .of("auth.mail.requested")
                  .actor("user", caller.userId().toString(), email.value())
                  .tenant(caller.tenantId())
                  .meta("purpose", Purpose.REAUTHENTICATION.type())
                  .build());
          return oneTimeMail.send(
              tx, Issue.to(Purpose.REAUTHENTICATION, email, caller.userId(), flow));
        });
  }

  /** Whether a code is the one that the person was mailed, which uses it up. */
  Uni<Boolean> use(UserId user, EmailAddress email, String code) {
    return useSecret
        .check(email, PURPOSE, code)
        .chain(right -> right.isPresent() ? use(user, right.get()) : Uni.createFrom().item(false));
  }

  private Uni<Boolean> use(UserId user, RightCode code) {
    return rows.asService()
        .transaction(tx -> useSecret.use(tx, code))
        .map(used -> used.isPresent() && user.equals(used.get().user()));
  }
}
