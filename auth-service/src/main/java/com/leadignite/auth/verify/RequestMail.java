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
import com.leadignite.auth.signin.SignUpConfig;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

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
  private final SignUpConfig signUp;
  private final AuditEvents events;

  RequestMail(
      Rows rows,
      OneTimeMail oneTimeMail,
      MessageLimits limits,
      SignUpConfig signUp,
      AuditEvents events) {
    this.rows = rows;
    this.oneTimeMail = oneTimeMail;
    this.limits = limits;
    this.signUp = signUp;
    this.events = events;
  }

  /**
   * Lets a person sign in.
   *
   * @param create whether an address without an account gets one, once its mail was read
   * @param data what a new person says of themselves
   */
  public Uni<Void> signIn(Address address, boolean create, Map<String, Object> data, Flow flow) {
    UserMetadata.check(data);
    Map<String, Object> kept = new HashMap<>(data);
    // An invitation is accepted by a sign-up, or afterwards; its token is not stored.
    kept.remove("invitation_token");
    boolean toAnybody = create && signUp.signUpOpen();
    return send(
        new Issue(
            address instanceof PhoneNumber ? Purpose.SMS : Purpose.MAGICLINK,
            address,
            null,
            flow,
            toAnybody ? Map.of(OneTimeMail.DATA, kept) : Map.of(),
            toAnybody));
  }

  /** Lets a person sign in to set a new password, or confirm their sign-up once more. */
  public Uni<Void> again(Purpose purpose, EmailAddress email, Flow flow) {
    return send(Issue.toOwner(purpose, email, flow));
  }

  /** Sends a phone a new code for what it was sent one for before. */
  public Uni<Void> again(Purpose purpose, PhoneNumber number) {
    return send(Issue.again(purpose, number));
  }

  private Uni<Void> send(Issue issue) {
    return limits
        .mayBeRequested(issue.to())
        .chain(may -> may ? post(issue) : Uni.createFrom().voidItem());
  }

  private Uni<Void> post(Issue issue) {
    return rows.asService()
        .transaction(tx -> {
          tx.record(
              events
                  .of("auth.mail.requested")
                  .actor("anonymous", null, issue.to().value())
                  .meta("purpose", issue.purpose().type())
                  .build());
          return oneTimeMail.send(tx, issue);
        });
  }
}
