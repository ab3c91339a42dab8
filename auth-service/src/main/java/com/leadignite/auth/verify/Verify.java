package com.leadignite.auth.verify;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.hook.BeforeUserCreated;
import com.leadignite.auth.onetime.Newcomer;
import com.leadignite.auth.onetime.Purpose;
import com.leadignite.auth.onetime.UseSecret;
import com.leadignite.auth.onetime.UseSecret.RightCode;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.CompleteSession;
import com.leadignite.auth.signin.SignInAttempts;
import com.leadignite.auth.throttle.InvalidSecrets;
import com.leadignite.auth.throttle.LoginAttempt;
import com.leadignite.auth.throttle.LoginThrottle;
import com.leadignite.auth.throttle.LoginThrottle.Evaluated;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.auth.verify.FinishVerification.Finished;
import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Uses the code of a mail or a text, or the link of a mail: confirms the address that it was sent
 * to, and signs its reader in, at the assurance of one factor (B21). A refusal does not say why.
 */
@Singleton
public final class Verify {

  private final Rows rows;
  private final UseSecret useSecret;
  private final FinishVerification finish;
  private final BeforeUserCreated beforeUserCreated;
  private final CompleteSession completeSession;
  private final RevokeTokens revokeTokens;
  private final SignInAttempts attempts;
  private final LoginThrottle throttle;
  private final InvalidSecrets invalidSecrets;
  private final AuditEvents events;

  Verify(
      Rows rows,
      UseSecret useSecret,
      FinishVerification finish,
      BeforeUserCreated beforeUserCreated,
      CompleteSession completeSession,
      RevokeTokens revokeTokens,
      SignInAttempts attempts,
      LoginThrottle throttle,
      InvalidSecrets invalidSecrets,
      AuditEvents events) {
    this.rows = rows;
    this.useSecret = useSecret;
    this.finish = finish;
    this.beforeUserCreated = beforeUserCreated;
    this.completeSession = completeSession;
    this.revokeTokens = revokeTokens;
    this.attempts = attempts;
    this.throttle = throttle;
    this.invalidSecrets = invalidSecrets;
    this.events = events;
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
    return ask(() -> useSecret.newcomer(token))
        .chain(() ->
            rows.asService()
                .transaction(tx ->
                    useSecret
                        .byLink(tx, token, purposes)
                        .chain(used -> finish.of(tx, used, byPerson))))
        .chain(this::published)
        .onFailure(Verify::isRefusal)
        .recoverWithUni(
            e -> invalidSecrets.refuse("auth.link.failed", AuthProblem.OTP_INVALID.problem()));
  }

  /** The operator's server is asked before an account is made, and outside of the transaction. */
  private Uni<Void> ask(Supplier<Uni<Optional<Newcomer>>> newcomer) {
    return beforeUserCreated.isOn()
        ? newcomer
            .get()
            .chain(found ->
                found
                    .map(who -> beforeUserCreated.ask(who.address(), who.data()))
                    .orElseGet(() -> Uni.createFrom().voidItem()))
        : Uni.createFrom().voidItem();
  }

  /**
   * Uses a code. Guesses count as those of passwords do, whatever the path: a locked account is
   * locked for codes, too (B11, B13), and a link still opens it.
   *
   * @param network the client's address, or its network
   * @param device what the client's device showed of an earlier sign-in, or null
   * @return fails with otp-invalid, locked-out or too-many-requests
   */
  public Uni<Verified> code(
      Address address,
      Set<Purpose> purposes,
      String code,
      String network,
      @Nullable String device) {
    return attempts
        .of(address, network, device)
        .chain(attempt -> evaluate(attempt, address, purposes, code))
        .chain(evaluated ->
            evaluated.found().isPresent()
                ? use(address, evaluated.found().get())
                : failed(address, evaluated.refusal(AuthProblem.OTP_INVALID)));
  }

  private Uni<Evaluated<Optional<RightCode>>> evaluate(
      LoginAttempt attempt, Address address, Set<Purpose> purposes, String code) {
    return throttle.evaluate(
        attempt,
        open -> {
          if (!open) {
            return useSecret.checkInVain(address, code);
          }
          return attempt.isOfDevice()
              ? useSecret.checkOnDevice(address, purposes, code)
              : useSecret.check(address, purposes, code);
        },
        Optional::isPresent);
  }

  private Uni<Verified> use(Address address, RightCode code) {
    return ask(() -> useSecret.newcomer(code))
        .chain(() ->
            rows.asService()
                .transaction(
                    tx -> useSecret.use(tx, code).chain(used -> finish.of(tx, used, false))))
        .chain(this::published)
        .onFailure(Verify::isRefusal)
        .recoverWithUni(e -> failed(address, AuthProblem.OTP_INVALID.problem()));
  }

  private Uni<Verified> published(Finished finished) {
    return revokeTokens
        .publish(finished.revocations())
        .chain(() ->
            finished.verified() instanceof Verified.SignedIn in
                ? completeSession
                    .opened(in.session())
                    .map(session -> new Verified.SignedIn(session, in.purpose(), in.redirectTo()))
                : Uni.createFrom().item(finished.verified()));
  }

  private Uni<Verified> failed(Address address, Problem why) {
    return rows.asService()
        .transaction(tx -> {
          tx.record(
              events
                  .of("auth.code.failed")
                  .actor("anonymous", null, address.value())
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
