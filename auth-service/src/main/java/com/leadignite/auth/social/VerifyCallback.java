package com.leadignite.auth.social;

import com.leadignite.auth.identity.ProviderTokens;
import com.leadignite.auth.token.IssuerConfig;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verifies a provider's answer: that it is that provider's, and whom it names. */
@Singleton
final class VerifyCallback {

  private static final int LONGEST_CODE = 4096;

  private final SocialProviders providers;
  private final ProviderDocuments documents;
  private final AskProvider askProvider;
  private final IdentifyPerson identifyPerson;
  private final FlowSecrets secrets;
  private final String redirectUri;

  VerifyCallback(
      SocialProviders providers,
      ProviderDocuments documents,
      AskProvider askProvider,
      IdentifyPerson identifyPerson,
      FlowSecrets secrets,
      IssuerConfig issuer) {
    this.providers = providers;
    this.documents = documents;
    this.askProvider = askProvider;
    this.identifyPerson = identifyPerson;
    this.secrets = secrets;
    this.redirectUri = BeginFlow.callback(issuer);
  }

  /** Who was named, and what the provider gave them. */
  record Verified(ProviderPerson person, ProviderTokens tokens) {}

  /** Fails with {@link ProviderFailure} or {@link RefusedByProvider}. */
  Uni<Verified> verify(SocialFlow flow, String state, ProviderCallback callback) {
    SocialProvider provider = providers.named(flow.provider());
    return documents
        .metadata(provider)
        .invoke(metadata -> checkIssuer(provider, metadata, callback.issuer()))
        .invoke(() -> checkAnswer(callback))
        .chain(metadata -> exchange(provider, metadata, state, String.valueOf(callback.code())));
  }

  private Uni<Verified> exchange(
      SocialProvider provider, ProviderMetadata metadata, String state, String code) {
    boolean bound = provider.preset().hasChallengeAndNonce();
    return askProvider
        .exchange(provider, metadata, code, bound ? secrets.verifier(state) : null, redirectUri)
        .chain(granted ->
            identifyPerson
                .of(
                    provider,
                    metadata,
                    granted,
                    bound ? Optional.of(secrets.nonce(state)) : Optional.empty())
                .map(person -> new Verified(person, granted.tokens())));
  }

  /** An answer of another provider, whose code this one must not get (RFC 9207, section 2.4). */
  private static void checkIssuer(
      SocialProvider provider, ProviderMetadata metadata, @Nullable String issuer) {
    if (issuer == null ? metadata.namesItself() : !issuer.equals(provider.issuer())) {
      throw new ProviderFailure("the answer is another issuer's");
    }
  }

  private static void checkAnswer(ProviderCallback callback) {
    if (callback.error() != null && !callback.error().isEmpty()) {
      throw new RefusedByProvider(callback.error(), callback.errorDescription());
    }
    String code = callback.code();
    if (code == null || code.isEmpty() || code.length() > LONGEST_CODE) {
      throw new ProviderFailure("the answer has no code");
    }
  }
}
