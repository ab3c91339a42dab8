package com.leadignite.auth.onetime;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.UserMetadata;
import com.leadignite.auth.key.RootKey;
import com.leadignite.auth.mail.Mail;
import com.leadignite.auth.mail.MailKind;
import com.leadignite.auth.mail.Mails;
import com.leadignite.auth.onetime.OneTimeStore.Hashes;
import com.leadignite.auth.redirect.Flow;
import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.guard.hash.HmacSha256;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.Permit;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.row.Constraint;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Sends one-time secrets by mail. Does the same work whether the address has an account or not: a
 * secret and a mail are stored in either case, and the mail to nobody is not sent (B18).
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

  private final OneTimeStore store;
  private final OneTimeSecrets secrets;
  private final Mails mails;
  private final RateLimiter limiter;
  private final OneTimeConfig config;
  private final IssuerConfig issuer;
  private final HmacSha256 naming;
  private final Ids ids;
  private final Clock clock;

  OneTimeMail(
      OneTimeStore store,
      OneTimeSecrets secrets,
      Mails mails,
      RateLimiter limiter,
      OneTimeConfig config,
      IssuerConfig issuer,
      RootKey rootKey,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.secrets = secrets;
    this.mails = mails;
    this.limiter = limiter;
    this.config = config;
    this.issuer = issuer;
    this.naming = HmacSha256.withKey(rootKey.derive("name mail limits"));
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Whether an address may get a mail that anybody can request: one a minute. If not, none is sent,
   * and the answer must not reveal that.
   */
  public Uni<Boolean> mayBeSent(EmailAddress to) {
    return limiter.take(Limit.MAIL, name(to)).map(Permit::allowed);
  }

  /**
   * The same for a mail that a signed-in person asks for themselves. Counted apart, by purpose:
   * strangers who ask for mails to an address do not keep its owner from theirs.
   */
  public Uni<Boolean> mayBeSentToOwner(EmailAddress to, Purpose purpose) {
    return limiter
        .take(Limit.MAIL, "own-" + purpose.wireName() + "-" + name(to))
        .map(Permit::allowed);
  }

  /**
   * Issues a secret and sends its mail. This invalidates an earlier one for the same purpose and
   * address.
   */
  public Uni<Void> send(Transaction tx, Issue issue) {
    return issue(tx, issue)
        .chain(issued -> {
          // What is confirmed need not be confirmed again.
          boolean done = issue.purpose() == Purpose.SIGNUP && issued.owner().confirmed();
          boolean wanted = issued.owner().user() == null ? issue.toAnybody() : !done;
          return mails.post(tx, mail(issue, issued, issue.purpose().mail(), wanted));
        });
  }

  /**
   * The same, but whether its mail is wanted, and which kind it is, was decided before.
   *
   * @param kind another than the purpose's does not carry the secret, which nobody has then
   */
  public Uni<Void> send(Transaction tx, Issue issue, MailKind kind, boolean wanted) {
    return issue(tx, issue).chain(issued -> mails.post(tx, mail(issue, issued, kind, wanted)));
  }

  /**
   * Sends the mail that confirms the address of a sign-up. If the account is confirmed already,
   * sends its owner a mail that says so instead.
   */
  public Uni<Void> sendConfirmation(Transaction tx, EmailAddress to, Flow flow) {
    Issue issue = Issue.toOwner(Purpose.SIGNUP, to, flow);
    return issue(tx, issue)
        .chain(issued ->
            mails.post(
                tx,
                mail(
                    issue,
                    issued,
                    issued.owner().confirmed() ? MailKind.ACCOUNT_EXISTS : issue.purpose().mail(),
                    true)));
  }

  private Mail mail(Issue issue, Issued issued, MailKind kind, boolean wanted) {
    return new Mail(kind, issue.to(), values(issue, issued.secret()), issued.expiresAt(), wanted);
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
    Instant expiresAt = now.plus(config.life());
    OneTimeSecret secret = secrets.make();
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

  private Map<String, String> values(Issue issue, OneTimeSecret secret) {
    Map<String, String> values = new HashMap<>();
    values.put("code", secret.code());
    values.put("link", link(issue.purpose(), secret, issue.flow().redirectTo()));
    values.put("minutes", Long.toString(config.life().toMinutes()));
    values.put("new_address", String.valueOf(issue.details().getOrDefault(NEW_EMAIL, "")));
    return values;
  }

  /** Keyed, because addresses can be guessed: Redis must not tell who is sent mails. */
  private String name(EmailAddress to) {
    return HexFormat.of().formatHex(naming.of(to.value()), 0, 16);
  }
}
