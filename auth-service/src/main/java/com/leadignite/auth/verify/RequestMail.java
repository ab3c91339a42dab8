package com.leadignite.auth.verify;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.account.UserMetadata;
import com.leadignite.auth.onetime.Issue;
import com.leadignite.auth.onetime.MessageLimits;
import com.leadignite.auth.onetime.OneTimeMail;
import com.leadignite.auth.onetime.Purpose;
import com.leadignite.auth.redirect.Flow;
import com.leadignite.auth.signin.Admission;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Sends a code, by mail with a link, to an address that anybody may name. Does and answers the same
 * whether it has an account, is locked, banned or unconfirmed (B18); one message a minute goes to
 * an address.
 */
@Singleton
public final class RequestMail {

  private final Rows rows;
  private final OneTimeMail oneTimeMail;
  private final MessageLimits limits;
  private final Admission admission;
  private final AuditEvents events;
  private final Ids ids;

  RequestMail(
      Rows rows,
      OneTimeMail oneTimeMail,
      MessageLimits limits,
      Admission admission,
      AuditEvents events,
      Ids ids) {
    this.rows = rows;
    this.oneTimeMail = oneTimeMail;
    this.limits = limits;
    this.admission = admission;
    this.events = events;
    this.ids = ids;
  }

  /**
   * Lets a person sign in.
   *
   * @param create whether an address without an account gets one, once its mail was read
   * @param data what a new person says of themselves
   * @return the id of the message, or of none if too many were asked for
   */
  public Uni<UUID> signIn(Address address, boolean create, Map<String, Object> data, Flow flow) {
    UserMetadata.check(data);
    Map<String, Object> kept = new HashMap<>(data);
    // An invitation is accepted by a sign-up, or afterwards; its token is not stored.
    kept.remove("invitation_token");
    return send(
        new Issue(
            address instanceof PhoneNumber ? Purpose.SMS : Purpose.MAGICLINK,
            address,
            null,
            flow,
            create ? Map.of(OneTimeMail.DATA, kept) : Map.of(),
            create));
  }

  /** Lets a person sign in to set a new password, or confirm their sign-up once more. */
  public Uni<UUID> again(Purpose purpose, EmailAddress email, Flow flow) {
    return send(Issue.toOwner(purpose, email, flow));
  }

  /** Sends a phone a new code for what it was sent one for before. */
  public Uni<UUID> again(Purpose purpose, PhoneNumber number) {
    return send(Issue.again(purpose, number));
  }

  private Uni<UUID> send(Issue issue) {
    return limits
        .mayBeRequested(issue.to())
        .chain(may -> may ? post(issue) : Uni.createFrom().item(ids::next));
  }

  private Uni<UUID> post(Issue issue) {
    return rows.asService()
        .transaction(tx -> {
          tx.record(
              events
                  .of("auth.mail.requested")
                  .actor("anonymous", null, issue.to().value())
                  .meta("purpose", issue.purpose().type())
                  .build());
          return admitted(tx, issue).chain(admitted -> oneTimeMail.send(tx, admitted));
        });
  }

  /** To whom the settings give no account, only an owner is sent anything. */
  private Uni<Issue> admitted(Transaction tx, Issue issue) {
    return issue.toAnybody()
        ? admission.admits(tx, issue.to()).map(admitted -> admitted ? issue : issue.toOwnerOnly())
        : Uni.createFrom().item(issue);
  }
}
