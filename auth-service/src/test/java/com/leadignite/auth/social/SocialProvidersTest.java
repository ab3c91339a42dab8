package com.leadignite.auth.social;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Settings;
import com.leadignite.guard.secret.MountedSecrets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SocialProvidersTest {

  private static SocialProviders of(String name, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    settings.forEach(
        (key, value) -> all.put("leadignite.auth.providers.\"" + name + "\"." + key, value));
    return new SocialProviders(Settings.of(SocialConfig.class, all), new MountedSecrets(List.of()));
  }

  private static SocialProvider provider(String name, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.putIfAbsent("client-id", "id");
    settings.putIfAbsent("client-secret", "secret");
    return of(name, settings).named(name);
  }

  private static String refusal(String name, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("client-id", "id");
    all.putIfAbsent("client-secret", "quite-secret");
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> of(name, all)).getMessage());
    assertFalse(message.contains("quite-secret"), message);
    return message;
  }

  @Test
  void aNameThatIsAPresetNeedsNoMoreThanAClient() {
    SocialProvider google = provider("google", Map.of());

    assertEquals("https://accounts.google.com", google.issuer());
    assertEquals(List.of("openid", "email", "profile"), google.scopes());
    assertEquals(Set.of("id"), google.audiences());
    assertTrue(google.trustEmail());
  }

  @Test
  void anyNameMayHaveAPreset() {
    String issuer = "https://login.microsoftonline.com/a-tenant/v2.0";

    SocialProvider acme = provider("acme", Map.of("preset", "microsoft", "issuer", issuer));

    assertEquals(ProviderPreset.AZURE, acme.preset());
    assertFalse(acme.trustEmail());
  }

  @Test
  void gitHubHasEndpointsAndNoIdTokens() {
    SocialProvider github = provider("github", Map.of());

    assertEquals("https://github.com", github.issuer());
    assertEquals(
        "api.github.com", github.endpoints().orElseThrow().userInfo().orElseThrow().getHost());
  }

  @Test
  void aProviderThatIsOffIsNone() {
    assertEquals(Set.of(), of("google", Map.of("enabled", "false")).names());
    assertFalse(of("google", Map.of("enabled", "false")).mayBeLinked());
  }

  @ParameterizedTest
  @Tag("B29")
  @CsvSource({"common", "organizations", "consumers"})
  void anybodysTenantOfMicrosoftIsRefused(String tenant) {
    String issuer = "https://login.microsoftonline.com/" + tenant + "/v2.0";

    assertEquals(
        "leadignite.auth.providers.\"azure\".issuer has to be that of one tenant, or anybody's"
            + " tenant signs in",
        refusal("azure", Map.of("issuer", issuer)));
  }

  @Test
  void whatCannotBeUsedIsNamed() {
    assertTrue(refusal("azure", Map.of()).contains("\"azure\".issuer is needed"));
    assertTrue(refusal("keycloak", Map.of("issuer", "ftp://x")).contains(".issuer is no https"));
    assertTrue(refusal("own", Map.of("preset", "nonsense")).contains(".preset is none"));
    assertTrue(refusal("own", Map.of()).contains(".authorization-url is needed"));
    assertTrue(refusal("email", Map.of()).contains("\"email\" is no name"));
    assertTrue(refusal("Google", Map.of()).contains("is no name"));
  }

  @Test
  void applesSecretIsSignedAnew() throws Exception {
    KeyPair keys = keys();
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----";
    SocialProvider apple =
        of(
                "apple",
                Map.of(
                    "client-id", "com.example.app",
                    "apple.team-id", "TEAM",
                    "apple.key-id", "KEY",
                    "apple.private-key", pem))
            .named("apple");
    Instant now = Instant.parse("2026-03-01T12:00:00Z");

    String secret = apple.secret().at(now);

    JwtClaims claims =
        new JwtConsumerBuilder()
            .setVerificationKey(keys.getPublic())
            .setExpectedAudience("https://appleid.apple.com")
            .setExpectedIssuer("TEAM")
            .setExpectedSubject("com.example.app")
            .setEvaluationTime(org.jose4j.jwt.NumericDate.fromSeconds(now.getEpochSecond()))
            .build()
            .processToClaims(secret);
    assertEquals(300, claims.getExpirationTime().getValue() - now.getEpochSecond());
    assertEquals("OfApple", apple.secret().toString());
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  @Test
  void applesKeyIsNotRepeated() {
    String message =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                        of(
                            "apple",
                            Map.of(
                                "client-id", "id",
                                "apple.team-id", "TEAM",
                                "apple.key-id", "KEY",
                                "apple.private-key", "bm90IGEga2V5")))
                .getMessage());

    assertTrue(message.contains(".apple.private-key is no PKCS#8 key"), message);
    assertFalse(message.contains("bm90"), message);
  }

  @Test
  void providersInTheClearDoNotStartInProduction() {
    SocialProviders clear =
        of(
            "own",
            Map.of("issuer", "http://idp.example.com", "client-id", "i", "client-secret", "s"));

    assertEquals(1, new SocialSafety(clear).findings().size());
    assertEquals(
        0,
        new SocialSafety(of("google", Map.of("client-id", "i", "client-secret", "s")))
            .findings()
            .size());
  }
}
