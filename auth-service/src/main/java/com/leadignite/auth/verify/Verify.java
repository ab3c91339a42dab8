package com.leadignite.auth.verify;

import com.leadignite.auth.account.AddressStore;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.assurance.AuthenticationMethod;
import com.leadignite.auth.onetime.OneTimeMail;
import com.leadignite.auth.onetime.Purpose;
import com.leadignite.auth.onetime.UseSecret;
import com.leadignite.auth.onetime.UseSecret.RightCode;
import com.leadignite.auth.onetime.UsedSecret;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.OpenSession;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.auth.signin.CreateAccount;
import com.leadignite.auth.throttle.InvalidSecrets;
import com.leadignite.auth.throttle.LoginThrottle;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Uses the code or the link of a mail: confirms the address that it was sent to, and signs its
 * reader in, at the assurance of one factor (B21). What is wrong with one that is refused is not
 * told.
 */
@Singleton
public final class Verify {

  private final Rows rows;
  private final UseSecret useSecret;
  private final AddressStore addresses;
  private final CreateAccount createAccount;
  private final OpenSession openSession;
  private final PkceCodes pkceCodes;
  private final ChangeEmail changeEmail;
  private final RevokeTokens revokeTokens;
  private final LoginThrottle throttle;
  private final InvalidSecrets invalidSecrets;
  private final AuditEvents events;
  private final Clock clock;

  Verify(
      Rows rows,
      UseSecret useSecret,
      AddressStore addresses,
      CreateAccount createAccount,
      OpenSession openSession,
      PkceCodes pkceCodes,
      ChangeEmail changeEmail,
      RevokeTokens revokeTokens,
      LoginThrottle throttle,
      InvalidSecrets invalidSecrets,
      AuditEvents events,
      Clock clock) {
    this.rows = rows;
    this.useSecret = useSecret;
    this.addresses = addresses;
    this.createAccount = createAccount;
    this.openSession = openSession;
    this.pkceCodes = pkceCodes;
    this.changeEmail = changeEmail;
    this.revokeTokens = revokeTokens;
    this.throttle = throttle;
    this.invalidSecrets = invalidSecrets;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Uses a link.
   *
   * @param token of the link
   * @param byPerson whether a person opened it in a browser: then a client that uses PKCE gets a
   *     code and no session
   * @return fails with otp-invalid or too-many-requests
   */
  public Uni<Verified> link(String token, Set<Purpose> purposes, boolean byPerson) {
    return rows.asService()
        .transaction(
            tx -> useSecret.byLink(tx, token, purposes).chain(used -> finish(tx, used, byPerson)))
        .chain(this::published)
        .onFailure(Verify::isRefusal)
        .recoverWithUni(
            e -> invalidSecrets.refuse("auth.link.failed", AuthProblem.OTP_INVALID.problem()));
  }

  /**
   * Uses a code. Guesses count as those of passwords do, whatever the path: a locked account is
   * locked for codes, too (B11, B13), and a link still opens it.
   *
   * @param network the client's address, or its network
   * @return fails with otp-invalid, locked-out or too-many-requests
   */
  public Uni<Verified> code(
      EmailAddress email, Set<Purpose> purposes, String code, String network) {
    return throttle
        .evaluate(
            throttle.attempt(email, network, false),
            open ->
                open ? useSecret.check(email, purposes, code) : useSecret.checkInVain(email, code),
            Optional::isPresent)
        .chain(evaluated ->
            evaluated.found().isPresent()
                ? use(email, evaluated.found().get())
                : failed(email, evaluated.refusal(AuthProblem.OTP_INVALID)));
  }

  private Uni<Verified> use(EmailAddress email, RightCode code) {
    return rows.asService()
        .transaction(tx -> useSecret.use(tx, code).chain(used -> finish(tx, used, false)))
        .chain(this::published)
        .onFailure(Verify::isRefusal)
        .recoverWithUni(e -> failed(email, AuthProblem.OTP_INVALID.problem()));
  }

  /** What came of a secret, and what it revoked. */
  private record Finished(Verified verified, List<Revocation> revocations) {}

  private Uni<Verified> published(Finished finished) {
    return revokeTokens.publish(finished.revocations()).replaceWith(finished.verified());
  }

  private Uni<Finished> finish(Transaction tx, Optional<UsedSecret> found, boolean byPerson) {
    UsedSecret used = found.orElseThrow(AuthProblem.OTP_INVALID::problem);
    return account(tx, used)
        .chain(user ->
            ChangeEmail.HALVES.contains(used.purpose())
                ? changeEmail(tx, user, used, byPerson)
                : confirm(tx, user, used.address())
                    .chain(() -> signIn(tx, user, used, byPerson))
                    .map(verified -> new Finished(verified, List.of())));
  }

  private Uni<Finished> changeEmail(
      Transaction tx, UserId user, UsedSecret used, boolean byPerson) {
    return changeEmail
        .agree(tx, user, used)
        .chain(moved ->
            moved.isPresent()
                ? signIn(tx, user, used, byPerson)
                    .map(verified -> new Finished(verified, moved.get()))
                : Uni.createFrom()
                    .item(
                        new Finished(new Verified.HalfDone(used.flow().redirectTo()), List.of())));
  }

  private Uni<Verified> signIn(Transaction tx, UserId user, UsedSecret used, boolean byPerson) {
    return byPerson && used.flow().challenge().isPresent()
        ? pkceCodes
            .make(tx, user, used.flow().challenge().get())
            .map(code -> new Verified.CodeMade(code, used.flow().redirectTo()))
        : open(tx, user, used);
  }

  /** The account, which a person who was none yet gets now: they read the address's mail. */
  private Uni<UserId> account(Transaction tx, UsedSecret used) {
    UserId bound = used.user();
    if (bound != null) {
      return Uni.createFrom().item(bound);
    }
    return addresses
        .owner(tx, used.address())
        .chain(owner ->
            owner.isPresent()
                ? Uni.createFrom().item(owner.get())
                : createAccount.ofMailbox(tx, used.address(), data(used)));
  }

  /** Only a secret that was sent to anybody has an address without an account. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> data(UsedSecret used) {
    if (used.details().get(OneTimeMail.DATA) instanceof Map<?, ?> data) {
      return (Map<String, Object>) data;
    }
    throw AuthProblem.OTP_INVALID.problem();
  }

  private Uni<Void> confirm(Transaction tx, UserId user, EmailAddress address) {
    return addresses
        .confirm(tx, user, address, clock.instant())
        .invoke(confirmed -> {
          // The account has moved to another address since.
          if (!confirmed) {
            throw AuthProblem.OTP_INVALID.problem();
          }
        })
        .replaceWithVoid();
  }

  private Uni<Verified> open(Transaction tx, UserId user, UsedSecret used) {
    return openSession
        .byMail(tx, user)
        .invoke(session -> record(tx, user, session, used))
        .map(session -> new Verified.SignedIn(session, used.purpose(), used.flow().redirectTo()));
  }

  private void record(Transaction tx, UserId user, SessionTokens session, UsedSecret used) {
    tx.record(
        events
            .of("auth.login.succeeded")
            .actor("user", user.toString(), used.address().value(), session.sessionId().value())
            .tenant(session.account().tenantId())
            .target("session", session.sessionId())
            .meta("method", AuthenticationMethod.OTP.wireName())
            .meta("purpose", used.purpose().type())
            .build());
  }

  private Uni<Verified> failed(EmailAddress email, Problem why) {
    return rows.asService()
        .transaction(tx -> {
          tx.record(
              events
                  .of("auth.code.failed")
                  .actor("anonymous", null, email.value())
                  .outcome(Outcome.FAILED)
                  .meta("reason", why.type().slug())
                  .build());
          return Uni.createFrom().voidItem();
        })
        .chain(() -> Uni.createFrom().failure(why));
  }

  /**
   * Of a banned person, too, and of one who would move to an address that has an account: they are
   * not told that the code was right.
   */
  private static boolean isRefusal(Throwable e) {
    return e instanceof Problem problem
        && (problem.type() == AuthProblem.OTP_INVALID
            || problem.type() == AuthProblem.EMAIL_EXISTS
            || problem.type() == AuthProblem.INVALID_CREDENTIALS);
  }
}
