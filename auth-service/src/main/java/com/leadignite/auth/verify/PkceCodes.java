package com.leadignite.auth.verify;

import com.leadignite.auth.assurance.AuthenticationMethod;
import com.leadignite.auth.identity.Identity;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.redirect.CodeChallenge;
import com.leadignite.auth.redirect.RedirectConfig;
import com.leadignite.auth.session.OpenSession;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.auth.throttle.InvalidSecrets;
import com.leadignite.auth.verify.PkceCodeStore.Taken;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The codes that a client exchanges for a session, which its verifier proves it asked for. */
@Singleton
public final class PkceCodes {

  private static final int BYTES = 32;
  private static final Duration KEPT = Duration.ofHours(1);

  private final Rows rows;
  private final PkceCodeStore store;
  private final OpenSession openSession;
  private final InvalidSecrets invalidSecrets;
  private final RedirectConfig config;
  private final AuditEvents events;
  private final SecureRandom random;
  private final Clock clock;

  PkceCodes(
      Rows rows,
      PkceCodeStore store,
      OpenSession openSession,
      InvalidSecrets invalidSecrets,
      RedirectConfig config,
      AuditEvents events,
      SecureRandom random,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.openSession = openSession;
    this.invalidSecrets = invalidSecrets;
    this.config = config;
    this.events = events;
    this.random = random;
    this.clock = clock;
  }

  /** Makes a code for a person who was authenticated. */
  Uni<String> make(Transaction tx, UserId user, CodeChallenge challenge) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant();
    return store
        .insert(tx, Sha256.of(code), user, challenge, now, now.plus(config.pkceCodeLife()))
        .replaceWith(code);
  }

  /**
   * Exchanges a code, once. A wrong verifier uses it up as well: it means that somebody has read
   * another client's code (B30). Fails with flow-state-not-found or bad-code-verifier.
   */
  public Uni<SessionTokens> exchange(@Nullable String code, @Nullable String verifier) {
    if (code == null || code.isEmpty() || verifier == null || verifier.isEmpty()) {
      return Uni.createFrom().failure(AuthProblem.PKCE_VERIFIER_NEEDED.problem());
    }
    return store
        .take(Sha256.of(code), clock.instant())
        .chain(taken ->
            taken.isPresent()
                ? exchange(taken.get(), verifier)
                : invalidSecrets.refuse(
                    "auth.pkce.failed", AuthProblem.FLOW_STATE_NOT_FOUND.problem()));
  }

  private Uni<SessionTokens> exchange(Taken taken, String verifier) {
    return taken.challenge().isOf(verifier)
        ? rows.asService().transaction(tx -> open(tx, taken.user()))
        : invalidSecrets.refuse("auth.pkce.failed", AuthProblem.BAD_CODE_VERIFIER.problem());
  }

  private Uni<SessionTokens> open(Transaction tx, UserId user) {
    return openSession
        .byCode(tx, user, Identity.EMAIL)
        .invoke(session ->
            tx.record(
                events
                    .of("auth.login.succeeded")
                    .actor(
                        "user",
                        user.toString(),
                        session.account().name(),
                        session.sessionId().value())
                    .tenant(session.account().tenantId())
                    .target("session", session.sessionId())
                    .meta("method", AuthenticationMethod.OTP.wireName())
                    .build()));
  }

  @Scheduled(every = "1h", delayed = "1h", identity = "delete-expired-pkce-codes")
  Uni<Void> deleteExpired() {
    return store.deleteExpired(clock.instant().minus(KEPT));
  }
}
