package com.leadignite.auth.verify;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.assurance.AuthenticationMethod;
import com.leadignite.auth.device.NewDeviceNotice;
import com.leadignite.auth.device.UnknownDevice;
import com.leadignite.auth.identity.Identity;
import com.leadignite.auth.identity.ProviderTokens;
import com.leadignite.auth.linking.LinkIdentity;
import com.leadignite.auth.linking.PendingLink;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.redirect.RedirectConfig;
import com.leadignite.auth.session.OpenSession;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.auth.session.SignInEvents;
import com.leadignite.auth.throttle.InvalidSecrets;
import com.leadignite.auth.verify.PkceCodeStore.Taken;
import com.leadignite.guard.hash.RandomToken;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The codes that a client exchanges for a session, which its verifier proves it asked for. */
@Singleton
public final class PkceCodes {

  private static final Duration KEPT = Duration.ofHours(1);

  private final Rows rows;
  private final PkceCodeStore store;
  private final SealedTokens sealedTokens;
  private final LinkIdentity linkIdentity;
  private final OpenSession openSession;
  private final InvalidSecrets invalidSecrets;
  private final RedirectConfig config;
  private final SignInEvents signInEvents;
  private final NewDeviceNotice newDevice;
  private final SecureRandom random;
  private final Clock clock;

  PkceCodes(
      Rows rows,
      PkceCodeStore store,
      SealedTokens sealedTokens,
      LinkIdentity linkIdentity,
      OpenSession openSession,
      InvalidSecrets invalidSecrets,
      RedirectConfig config,
      SignInEvents signInEvents,
      NewDeviceNotice newDevice,
      SecureRandom random,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.sealedTokens = sealedTokens;
    this.linkIdentity = linkIdentity;
    this.openSession = openSession;
    this.invalidSecrets = invalidSecrets;
    this.config = config;
    this.signInEvents = signInEvents;
    this.newDevice = newDevice;
    this.random = random;
    this.clock = clock;
  }

  /** Makes a code for a person who was authenticated. */
  public Uni<String> make(Transaction tx, CodeGrant grant) {
    String code = RandomToken.make(random);
    Instant now = clock.instant();
    ProviderTokens tokens = grant.tokens();
    return store
        .insert(
            tx,
            Sha256.of(code),
            grant,
            tokens == null ? null : Buffer.buffer(sealedTokens.seal(code, tokens)),
            now,
            now.plus(config.pkceCodeLife()))
        .replaceWith(code);
  }

  /**
   * Exchanges a code, once. A wrong verifier uses it up as well: it means that somebody has read
   * another client's code (B30). Fails with flow-state-not-found or bad-code-verifier.
   */
  public Uni<Exchanged> exchange(@Nullable String code, @Nullable String verifier) {
    if (code == null || code.isEmpty() || verifier == null || verifier.isEmpty()) {
      return Uni.createFrom().failure(AuthProblem.PKCE_VERIFIER_NEEDED.problem());
    }
    return store
        .take(Sha256.of(code), clock.instant())
        .chain(taken ->
            taken.isPresent()
                ? exchange(code, taken.get(), verifier)
                : invalidSecrets.refuse(
                    "auth.pkce.failed", AuthProblem.FLOW_STATE_NOT_FOUND.problem()));
  }

  private Uni<Exchanged> exchange(String code, Taken taken, String verifier) {
    if (!taken.grant().challenge().isOf(verifier)) {
      return invalidSecrets.refuse("auth.pkce.failed", AuthProblem.BAD_CODE_VERIFIER.problem());
    }
    Buffer tokens = taken.tokens();
    return rows.asService()
        .transaction(tx -> link(tx, taken.grant()).chain(() -> open(tx, taken.grant())))
        .map(session ->
            new Exchanged(
                session, tokens == null ? null : sealedTokens.open(code, tokens.getBytes())));
  }

  private Uni<Void> link(Transaction tx, CodeGrant grant) {
    PendingLink link = grant.link();
    return link == null ? Uni.createFrom().voidItem() : linkIdentity.link(tx, grant.user(), link);
  }

  private Uni<SessionTokens> open(Transaction tx, CodeGrant grant) {
    String provider = grant.provider();
    AuthenticationMethod method =
        provider == null ? AuthenticationMethod.OTP : AuthenticationMethod.OAUTH;
    return (provider == null
            ? openSession.byCode(tx, grant.user(), Identity.EMAIL)
            : openSession.byProvider(tx, grant.user(), provider))
        .call(session -> tellOwner(tx, session, grant))
        .invoke(session -> tx.record(signInEvents.succeeded(session, method).build()));
  }

  private Uni<Void> tellOwner(Transaction tx, SessionTokens session, CodeGrant grant) {
    UnknownDevice unknown = grant.unknown();
    EmailAddress owner = session.account().email();
    return unknown == null || owner == null
        ? Uni.createFrom().voidItem()
        : newDevice.send(tx, owner, unknown);
  }

  @Scheduled(every = "1h", delayed = "1h", identity = "delete-expired-pkce-codes")
  Uni<Void> deleteExpired() {
    return store.deleteExpired(clock.instant().minus(KEPT));
  }
}
