package com.leadignite.auth.supabase;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.mfa.Challenge;
import com.leadignite.auth.mfa.EnrolledFactor;
import com.leadignite.auth.mfa.RecoveryCodes;
import com.leadignite.auth.passkey.FactorCeremony;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Second factors as Supabase's clients know them. */
final class FactorViews {

  private FactorViews() {}

  /**
   * An enrolment that began; without a name it has an empty one, which some clients insist on.
   * {@code totp} is absent unless it is of an authenticator app. Does not print its secret.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EnrolledView(UUID id, String type, String friendlyName, @Nullable TotpView totp) {

    static EnrolledView of(EnrolledFactor factor) {
      return new EnrolledView(
          factor.id(),
          Factor.TOTP,
          Objects.requireNonNullElse(factor.friendlyName(), ""),
          new TotpView(factor.qrCode(), factor.secret(), factor.uri()));
    }

    static EnrolledView ofPasskey(UUID id, @Nullable String name) {
      return new EnrolledView(id, Factor.WEBAUTHN, Objects.requireNonNullElse(name, ""), null);
    }

    @Override
    public String toString() {
      return "EnrolledView";
    }
  }

  /**
   * What an authenticator app needs; {@code qr_code} is SVG, which the client makes a data URI of.
   */
  record TotpView(String qrCode, String secret, String uri) {

    @Override
    public String toString() {
      return "TotpView";
    }
  }

  /**
   * A challenge; {@code expires_at} in seconds since 1970. {@code webauthn} is absent unless it is
   * for a passkey.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ChallengeView(UUID id, String type, long expiresAt, @Nullable FactorCeremony webauthn) {

    static ChallengeView of(Challenge challenge, @Nullable FactorCeremony ceremony) {
      return new ChallengeView(
          challenge.id(), challenge.type(), challenge.expiresAt().getEpochSecond(), ceremony);
    }
  }

  /** A new set of recovery codes. Does not print them. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RecoveryCodesView(
      UUID id, String type, @Nullable String friendlyName, int total, List<String> codes) {

    static RecoveryCodesView of(RecoveryCodes made) {
      return new RecoveryCodesView(
          made.id(), Factor.RECOVERY_CODE, made.friendlyName(), made.codes().size(), made.codes());
    }

    @Override
    public String toString() {
      return "RecoveryCodesView";
    }
  }

  /** How many recovery codes are left. */
  record RecoveryStatusView(UUID id, String type, int total, int remaining) {

    static RecoveryStatusView of(RecoveryCodes.Status status) {
      return new RecoveryStatusView(
          status.id(), Factor.RECOVERY_CODE, status.total(), status.remaining());
    }
  }

  /** A factor that was removed. */
  record RemovedView(UUID id) {}
}
