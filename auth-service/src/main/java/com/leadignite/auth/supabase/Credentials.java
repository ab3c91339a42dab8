package com.leadignite.auth.supabase;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.leadignite.auth.passkey.SentCredential;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bodies that Supabase's clients send. They carry members of no concern here; what is not
 * listed is not read, so that no body sets a role, a tenant or a confirmation (B35), and {@code
 * app_metadata} is read in order to refuse it. None of them prints.
 */
final class Credentials {

  private Credentials() {}

  /** One of them: read under any name that its sender gives the type of JSON. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @RegisterForReflection
  interface Sent {}

  /**
   * A body that has to be there.
   *
   * @throws Problem malformed-request if none was sent
   */
  static <T> T needed(@Nullable T sent) {
    if (sent == null) {
      throw new Problem(CommonProblem.MALFORMED_REQUEST, "A JSON body is needed.");
    }
    return sent;
  }

  /** What a client shows of itself: a proof of work, in the place of Supabase's captcha. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record MetaSecurity(@Nullable String captchaToken) {

    static @Nullable String proof(@Nullable MetaSecurity sent) {
      return sent == null ? null : sent.captchaToken();
    }

    @Override
    public String toString() {
      return "MetaSecurity";
    }
  }

  /** The body of a sign-up. */
  record SignUpBody(
      @Nullable String email,
      @Nullable String phone,
      @Nullable String channel,
      @Nullable String password,
      @Nullable Map<String, Object> data,
      @Nullable String codeChallenge,
      @Nullable String codeChallengeMethod,
      @Nullable MetaSecurity gotrueMetaSecurity)
      implements Sent {

    @Override
    public String toString() {
      return "SignUpBody";
    }
  }

  /** The body of a token request, of any grant. */
  record TokenBody(
      @Nullable String email,
      @Nullable String phone,
      @Nullable String password,
      @Nullable String refreshToken,
      @Nullable String provider,
      @Nullable String authCode,
      @Nullable String codeVerifier,
      @Nullable String idToken,
      @Nullable String nonce,
      @Nullable Boolean linkIdentity,
      @Nullable MetaSecurity gotrueMetaSecurity)
      implements Sent {

    static TokenBody ofPassword(String email, String password, @Nullable String captchaToken) {
      MetaSecurity proof = new MetaSecurity(captchaToken);
      return new TokenBody(email, null, password, null, null, null, null, null, null, null, proof);
    }

    static TokenBody ofRefreshToken(String refreshToken) {
      return new TokenBody(
          null, null, null, refreshToken, null, null, null, null, null, null, null);
    }

    @Override
    public String toString() {
      return "TokenBody";
    }
  }

  /** The body of an enrolment; {@code phone} and what else they send is not read. */
  record FactorBody(
      @Nullable String factorType, @Nullable String friendlyName, @Nullable String issuer)
      implements Sent {}

  /** The body of a new set of recovery codes, if one is sent. */
  record NameBody(@Nullable String friendlyName) implements Sent {}

  /**
   * The body that shows a factor: a code, of an authenticator app or a recovery code, or a passkey.
   */
  record CodeBody(@Nullable String challengeId, @Nullable String code, @Nullable ShownBody webauthn)
      implements Sent {

    @Override
    public String toString() {
      return "CodeBody";
    }
  }

  /** A passkey as a factor; what the client says of the relying party is not read. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record ShownBody(@Nullable CredentialBody credentialResponse) {

    @Override
    public String toString() {
      return "ShownBody";
    }
  }

  /** The body that answers a challenge with a passkey. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record PasskeyBody(@Nullable String challengeId, @Nullable CredentialBody credential)
      implements Sent {

    @Override
    public String toString() {
      return "PasskeyBody";
    }
  }

  /** What a browser makes of a passkey, in the names of WebAuthn. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record CredentialBody(
      @Nullable String id, @Nullable String type, @Nullable ResponseBody response) {

    SentCredential sent() {
      ResponseBody said =
          response == null ? new ResponseBody(null, null, null, null, null, null) : response;
      return new SentCredential(
          id,
          type,
          said.clientData(),
          said.attestationObject(),
          said.authenticatorData(),
          said.signature(),
          said.userHandle(),
          said.transports() == null ? List.of() : said.transports());
    }

    @Override
    public String toString() {
      return "CredentialBody";
    }
  }

  /** What its authenticator said, in base64url. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record ResponseBody(
      @JsonProperty("clientDataJSON") @Nullable String clientData,
      @JsonProperty("attestationObject") @Nullable String attestationObject,
      @JsonProperty("authenticatorData") @Nullable String authenticatorData,
      @Nullable String signature,
      @JsonProperty("userHandle") @Nullable String userHandle,
      @Nullable List<@Nullable String> transports) {

    @Override
    public String toString() {
      return "ResponseBody";
    }
  }

  /** The body of a change to one's own account. */
  record UserBody(
      @Nullable String email,
      @Nullable String phone,
      @Nullable String password,
      @Nullable String currentPassword,
      @Nullable String nonce,
      @Nullable Map<String, Object> appMetadata,
      @Nullable Map<String, Object> data,
      @Nullable String codeChallenge,
      @Nullable String codeChallengeMethod)
      implements Sent {

    @Override
    public String toString() {
      return "UserBody";
    }
  }
}
