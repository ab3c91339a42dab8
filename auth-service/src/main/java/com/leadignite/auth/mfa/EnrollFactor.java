package com.leadignite.auth.mfa;

import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.password.PasswordWorkers;
import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts the enrolment of an authenticator app. */
@Singleton
public final class EnrollFactor {

  private final ChangeFactors changeFactors;
  private final BeginEnrolment beginEnrolment;
  private final TotpSecrets secrets;
  private final PasswordWorkers workers;
  private final String issuer;
  private final Ids ids;

  EnrollFactor(
      ChangeFactors changeFactors,
      BeginEnrolment beginEnrolment,
      TotpSecrets secrets,
      PasswordWorkers workers,
      MfaConfig config,
      IssuerConfig issuer,
      Ids ids) {
    this.changeFactors = changeFactors;
    this.beginEnrolment = beginEnrolment;
    this.secrets = secrets;
    this.workers = workers;
    this.issuer =
        config.issuer().orElseGet(() -> Objects.requireNonNullElse(issuer.siteUrl().getHost(), ""));
    this.ids = ids;
  }

  /**
   * Starts an enrolment, which a code of the app completes; it replaces an unfinished one of the
   * same name.
   *
   * @param name what the person calls the factor, or null
   * @param wantedIssuer what their app shall call the platform, or null
   * @return fails with insufficient_aal or fresh-sign-in-needed, factor-name-conflict,
   *     too-many-factors or session-not-found
   */
  public Uni<EnrolledFactor> enroll(
      Caller.Person caller, @Nullable String name, @Nullable String wantedIssuer) {
    UUID id = ids.next();
    byte[] secret = secrets.make();
    String text = Base32.encode(secret);
    String uri =
        OtpAuthUri.of(
            wantedIssuer == null ? issuer : wantedIssuer,
            Objects.requireNonNullElse(caller.email(), caller.key()),
            text);
    return changeFactors
        .fresh(caller, (tx, held) -> store(tx, caller, held, id, name, secret))
        // Milliseconds of computing: not on the event loop.
        .chain(() -> workers.run(() -> QrCodeSvg.of(uri)))
        .map(qrCode -> new EnrolledFactor(id, name, text, uri, qrCode));
  }

  private Uni<Void> store(
      Transaction tx,
      Caller.Person caller,
      HeldFactors held,
      UUID id,
      @Nullable String name,
      byte[] secret) {
    byte[] sealed = secrets.seal(secret, caller.userId(), id);
    return beginEnrolment.begin(tx, caller, held, id, Factor.TOTP, name, Buffer.buffer(sealed));
  }
}
