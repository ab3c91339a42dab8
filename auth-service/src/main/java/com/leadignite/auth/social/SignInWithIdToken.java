package com.leadignite.auth.social;

import com.leadignite.auth.assurance.AuthenticationMethod;
import com.leadignite.auth.device.NewDeviceNotice;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.OpenSession;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.auth.session.SignInEvents;
import com.leadignite.auth.social.ProviderPerson.SaidAddress;
import com.leadignite.auth.throttle.InvalidSecrets;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jspecify.annotations.Nullable;

/**
 * Signs in with an ID token that a client got from a provider by itself, as mobile applications do.
 * Each token opens one session (B30).
 */
@Singleton
public final class SignInWithIdToken {

  private final SocialProviders providers;
  private final ProviderDocuments documents;
  private final IdTokens idTokens;
  private final AdmitPerson admitPerson;
  private final SocialFlowStore store;
  private final OpenSession openSession;
  private final NewDeviceNotice newDevice;
  private final InvalidSecrets invalidSecrets;
  private final SignInEvents events;

  SignInWithIdToken(
      SocialProviders providers,
      ProviderDocuments documents,
      IdTokens idTokens,
      AdmitPerson admitPerson,
      SocialFlowStore store,
      OpenSession openSession,
      NewDeviceNotice newDevice,
      InvalidSecrets invalidSecrets,
      SignInEvents events) {
    this.providers = providers;
    this.documents = documents;
    this.idTokens = idTokens;
    this.admitPerson = admitPerson;
    this.store = store;
    this.openSession = openSession;
    this.newDevice = newDevice;
    this.invalidSecrets = invalidSecrets;
    this.events = events;
  }

  /** Whether a provider of that name issues ID tokens that are accepted. */
  public boolean isEnabled(@Nullable String provider) {
    return provider != null
        && providers.find(provider).filter(known -> known.preset().isOidc()).isPresent();
  }

  /**
   * Signs in.
   *
   * @param name of a provider that is enabled
   * @param nonce whose SHA-256, in hexadecimal, the token has to carry; null if it carries none
   * @param device what the client's device showed of an earlier sign-in, or null
   * @return fails with id-token-invalid, user-banned, or as {@link AdmitPerson} does
   */
  public Uni<SessionTokens> signIn(
      String name, String idToken, @Nullable String nonce, @Nullable String device) {
    SocialProvider provider = providers.named(name);
    return documents
        .metadata(provider)
        .chain(metadata -> idTokens.verify(provider, metadata, idToken, provider.audiences()))
        .invoke(claims -> checkNonce(claims, nonce))
        .map(claims -> new Shown(person(provider, claims), expiresAt(claims)))
        .onFailure(e -> !(e instanceof InvalidIdToken))
        .transform(SignInWithIdToken::unavailable)
        .chain(shown ->
            admitPerson.admit(
                shown.person(),
                device,
                (tx, user) ->
                    newDevice.watch(
                        tx,
                        user,
                        device,
                        () -> open(tx, user, provider, signed(idToken), shown.expiresAt()))))
        .onFailure(InvalidIdToken.class)
        .recoverWithUni(e ->
            invalidSecrets.refuse(
                "auth.social.failed",
                AuthProblem.ID_TOKEN_INVALID.problem(),
                null,
                String.valueOf(e.getMessage())))
        .onFailure(SignInWithIdToken::isBanned)
        .transform(e -> AuthProblem.USER_BANNED.problem());
  }

  /** What is signed: of one such text there are several signatures that are valid. */
  private static byte[] signed(String idToken) {
    return Sha256.of(idToken.substring(0, idToken.lastIndexOf('.')));
  }

  private record Shown(ProviderPerson person, Instant expiresAt) {}

  private static Throwable unavailable(Throwable e) {
    return new Problem(CommonProblem.UNAVAILABLE, "The provider did not answer. Try again.", e)
        .header("Retry-After", "10");
  }

  /** A banned person has shown who they are, and may know. */
  private static boolean isBanned(Throwable e) {
    return e instanceof Problem problem && problem.type() == AuthProblem.INVALID_CREDENTIALS;
  }

  private static void checkNonce(JwtClaims claims, @Nullable String nonce) {
    Object carried = claims.getClaimValue("nonce");
    String expected = nonce == null || nonce.isEmpty() ? null : Sha256.hex(nonce);
    if (!Objects.equals(carried, expected)) {
      throw new InvalidIdToken("nonces do not match");
    }
  }

  private static ProviderPerson person(SocialProvider provider, JwtClaims claims) {
    Map<String, Object> all = claims.getClaimsMap();
    try {
      return ProviderPerson.of(provider, claims.getSubject(), all, SaidAddress.of(all, provider));
    } catch (MalformedClaimException | ProviderFailure e) {
      throw new InvalidIdToken("it names nobody");
    }
  }

  private static Instant expiresAt(JwtClaims claims) {
    try {
      return Instant.ofEpochSecond(claims.getExpirationTime().getValue()).plus(IdTokens.SKEW);
    } catch (MalformedClaimException e) {
      throw new InvalidIdToken("its expiry is no time");
    }
  }

  private Uni<SessionTokens> open(
      Transaction tx, UserId user, SocialProvider provider, byte[] hash, Instant expiresAt) {
    return store
        .use(tx, hash, expiresAt)
        .invoke(first -> {
          if (!first) {
            throw new InvalidIdToken("it was used before");
          }
        })
        .chain(() -> openSession.byProvider(tx, user, provider.name()))
        .invoke(session ->
            tx.record(
                events
                    .succeeded(session, AuthenticationMethod.OAUTH)
                    .meta("provider", provider.name())
                    .build()));
  }
}
