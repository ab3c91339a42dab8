package com.leadignite.auth.onetime;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.PhoneConfig;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.account.UserMetadata;
import com.leadignite.auth.compatibility.TestCodes;
import com.leadignite.auth.mail.Mail;
import com.leadignite.auth.mail.MailKind;
import com.leadignite.auth.mail.Mails;
import com.leadignite.auth.onetime.OneTimeStore.Hashes;
import com.leadignite.auth.redirect.Flow;
import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.row.Constraint;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Sends one-time secrets, by mail or text. Does the same work whether the address has an account or
 * not: a secret and a mail are stored in either case, and the mail to nobody is not sent (B18).
 */
@Singleton
public final class OneTimeMail {

  /**
   * Among the details of a secret that addresses without an account get, too: what the person says
   * of themselves, for the account they are given.
   */
  public static final String DATA = "data";

  /** Among the details of a change of address: where the account moves. */
  public static final String NEW_EMAIL = "new_email";

  /** Among the details of a change of phone: the session that asked for it, and has to be valid. */
  public static final String SESSION = "session";

  private final OneTimeStore store;
  private final OneTimeSecrets secrets;
  private final TestCodes testCodes;
  private final Mails mails;
  private final OneTimeConfig config;
  private final PhoneConfig phone;
  private final IssuerConfig issuer;
  private final Ids ids;
  private final Clock clock;

  OneTimeMail(
      OneTimeStore store,
      OneTimeSecrets secrets,
      TestCodes testCodes,
      Mails mails,
      OneTimeConfig config,
      PhoneConfig phone,
      IssuerConfig issuer,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.secrets = secrets;
    this.testCodes = testCodes;
    this.mails = mails;
    this.config = config;
    this.phone = phone;
    this.issuer = issuer;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Issues a secret and sends its mail. This invalidates an earlier one for the same purpose and
   * address.
   *
   * @return the id of the mail
   */
  public Uni<UUID> send(Transaction tx, Issue issue) {
    return issue(tx, issue)
        .chain(issued -> {
          boolean wanted = isWanted(issue, issued.owner());
          return mails.post(tx, mail(issue, issued, kind(issue), wanted));
        });
  }

  private static boolean isWanted(Issue issue, OneTimeStore.Owner owner) {
    if (issue.purpose() == Purpose.PHONE_CHANGE) {
      return owner.details().containsKey(SESSION);
    }
    if (owner.user() == null) {
      return issue.toAnybody() || owner.details().containsKey(DATA);
    }
    // What is confirmed need not be confirmed again.
    return issue.purpose() != Purpose.SIGNUP || !owner.confirmed();
  }

  /**
   * The same, but whether its mail is wanted, and which kind it is, was decided before.
   *
   * @param kind another than the purpose's does not carry the secret, which nobody has then
   */
  public Uni<Void> send(Transaction tx, Issue issue, MailKind kind, boolean wanted) {
    return issue(tx, issue)
        .chain(issued -> mails.post(tx, mail(issue, issued, kind, wanted)))
        .replaceWithVoid();
  }

  /**
   * Sends what confirms the address of a sign-up. If the account is confirmed already, sends its
   * owner a mail that says so instead; a text is the same one, and signs them in. An address that
   * got no account, because it is not invited, is sent nothing.
   */
  public Uni<Void> sendConfirmation(Transaction tx, Address to, Flow flow) {
    Issue issue =
        switch (to) {
          case EmailAddress email -> Issue.toOwner(Purpose.SIGNUP, email, flow);
          case PhoneNumber number -> Issue.toOwner(Purpose.SMS, number, Flow.NONE);
        };
    return issue(tx, issue)
        .chain(issued -> {
          boolean exists = issued.owner().confirmed() && to instanceof EmailAddress;
          MailKind kind = exists ? MailKind.ACCOUNT_EXISTS : kind(issue);
          return mails.post(tx, mail(issue, issued, kind, issued.owner().user() != null));
        })
        .replaceWithVoid();
  }

  private static MailKind kind(Issue issue) {
    return issue.purpose().mail(issue.to());
  }

  private Mail mail(Issue issue, Issued issued, MailKind kind, boolean wanted) {
    boolean sent = wanted && !(issue.to() instanceof PhoneNumber && isKnownToTests(issue.to()));
    return new Mail(kind, issue.to(), values(issue, issued.secret()), issued.expiresAt(), sent);
  }

  private boolean isKnownToTests(Address to) {
    return testCodes.of(to.value()).isPresent();
  }

  /** Issues a secret without sending a mail: its caller delivers it. */
  public Uni<OneTimeSecret> make(Transaction tx, Issue issue) {
    return issue(tx, issue).map(Issued::secret);
  }

  /** The link of a secret: an address of ours, whatever the request said (B19). */
  public String link(Purpose purpose, OneTimeSecret secret, String redirectTo) {
    return issuer.issuer()
        + "/verify?token="
        + secret.link()
        + "&type="
        + purpose.type()
        + "&redirect_to="
        + URLEncoder.encode(redirectTo, StandardCharsets.UTF_8);
  }

  private record Issued(OneTimeSecret secret, OneTimeStore.Owner owner, Instant expiresAt) {}

  private Uni<Issued> issue(Transaction tx, Issue issue) {
    Instant now = clock.instant();
    Instant expiresAt = now.plus(life(issue.to()));
    boolean text = issue.to() instanceof PhoneNumber;
    OneTimeSecret random = secrets.make(text ? phone.codeLength() : config.codeLength());
    OneTimeSecret secret =
        testCodes
            .of(issue.to().value())
            .map(code -> new OneTimeSecret(code, random.link()))
            .orElse(random);
    var id = ids.next();
    Hashes hashes =
        new Hashes(
            id,
            Buffer.buffer(secrets.hashOf(id, secret.code())),
            Buffer.buffer(OneTimeSecrets.hashLink(secret.link())));
    return store
        .put(tx, issue, hashes, now, expiresAt)
        .onFailure(e -> Constraint.violated(e, "one_time_secrets_details_size"))
        .transform(e -> UserMetadata.tooLarge())
        .map(owner -> new Issued(secret, owner, expiresAt));
  }

  private Duration life(Address to) {
    return to instanceof PhoneNumber ? phone.codeLife() : config.life();
  }

  private Map<String, String> values(Issue issue, OneTimeSecret secret) {
    Map<String, String> values = new HashMap<>();
    values.put("code", secret.code());
    values.put("type", issue.purpose().type());
    values.put("link", link(issue.purpose(), secret, issue.flow().redirectTo()));
    values.put("minutes", Long.toString(life(issue.to()).toMinutes()));
    values.put("new_address", String.valueOf(issue.details().getOrDefault(NEW_EMAIL, "")));
    return values;
  }
}
