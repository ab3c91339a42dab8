package com.leadignite.auth.captcha;

import com.leadignite.auth.password.PasswordWorkers;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.throttle.LoginAttempt;
import com.leadignite.auth.throttle.LoginThrottle;
import com.leadignite.guard.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks clients for a proof of work before anything is looked up, computed or counted for them. It
 * is asked for by what was sent and by failures, which are counted for unknown accounts as for
 * known ones: that it is asked for tells nothing of an account (B18).
 */
@Singleton
public final class Captcha {

  private final CaptchaConfig config;
  private final LoginThrottle throttle;
  private final ProofOfWork proofOfWork;
  private final SpentChallenges spent;
  private final PasswordWorkers workers;
  private final MeterRegistry registry;

  Captcha(
      CaptchaConfig config,
      LoginThrottle throttle,
      ProofOfWork proofOfWork,
      SpentChallenges spent,
      PasswordWorkers workers,
      MeterRegistry registry) {
    this.config = config;
    this.throttle = throttle;
    this.proofOfWork = proofOfWork;
    this.spent = spent;
    this.workers = workers;
    this.registry = registry;
  }

  /**
   * Lets an operation proceed, if it needs no proof or has one.
   *
   * @param network the client's address, or its network
   * @param sent the proof; null if there is none
   * @return fails with captcha-failed, and with unavailable, 503, if Redis does not answer
   */
  public Uni<Void> require(ProtectedOperation operation, String network, @Nullable String sent) {
    if (!config.enabled()) {
      return Uni.createFrom().voidItem();
    }
    return config.always().orElse(Set.of()).contains(operation)
        ? prove(sent)
        : throttle
            .failures(network)
            .chain(failures -> proveIf(failures >= config.addressFailures(), sent));
  }

  /** As {@link #require}, of an attempt to sign in: failures at its account count as well. */
  public Uni<Void> requireOf(LoginAttempt attempt, @Nullable String sent) {
    if (!config.enabled()) {
      return Uni.createFrom().voidItem();
    }
    return throttle
        .failures(attempt)
        .chain(failures ->
            failures >= config.failures()
                ? prove(sent)
                : require(ProtectedOperation.SIGN_IN, attempt.network(), sent));
  }

  private Uni<Void> proveIf(boolean needed, @Nullable String sent) {
    return needed ? prove(sent) : Uni.createFrom().voidItem();
  }

  /**
   * A challenge is spent before the work is checked: of a wrong answer as of a right one no more
   * than one is ever computed here, and for each the client has to get a challenge first (B39).
   */
  private Uni<Void> prove(@Nullable String sent) {
    if (sent == null || sent.isEmpty()) {
      return refuse("missing-input-response");
    }
    return proofOfWork
        .claimed(sent)
        .map(solution ->
            spent
                .spend(solution.nonce())
                .chain(first ->
                    first
                        ? workers.run(() -> proofOfWork.isRight(solution))
                        : Uni.createFrom().item(false)))
        .orElseGet(() -> Uni.createFrom().item(false))
        .chain(right -> right ? passed() : refuse("invalid-input-response"));
  }

  private Uni<Void> passed() {
    count("passed");
    return Uni.createFrom().voidItem();
  }

  /** In the words of Supabase Auth, with the code of the providers that it asks. */
  private Uni<Void> refuse(String why) {
    count(why);
    return Uni.createFrom()
        .failure(
            new Problem(
                AuthProblem.CAPTCHA_FAILED, AuthProblem.CAPTCHA_FAILED.title() + " (" + why + ")"));
  }

  private void count(String outcome) {
    registry.counter("leadignite.captcha", "outcome", outcome).increment();
  }
}
