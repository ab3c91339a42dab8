package com.leadignite.auth.social;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProviderMetadataTest {

  private static final String ISSUER = "https://idp.example.com";

  private static JsonObject document() {
    return new JsonObject()
        .put("issuer", ISSUER)
        .put("authorization_endpoint", ISSUER + "/authorize")
        .put("token_endpoint", ISSUER + "/token")
        .put("jwks_uri", ISSUER + "/jwks");
  }

  @Test
  void readsWhereEverythingIs() {
    ProviderMetadata metadata = ProviderMetadata.of(document(), ISSUER);

    assertEquals(ISSUER + "/token", metadata.token().toString());
    assertTrue(metadata.userInfo().isEmpty());
    assertFalse(metadata.namesItself());
    assertFalse(metadata.secretInBody());
  }

  @Test
  void putsTheSecretWhereTheProviderTakesIt() {
    JsonObject posts =
        document()
            .put(
                "token_endpoint_auth_methods_supported", new JsonArray().add("client_secret_post"));

    assertTrue(ProviderMetadata.of(posts, ISSUER).secretInBody());
  }

  @Test
  @Tag("B29")
  void anotherIssuersDocumentIsRefused() {
    for (Object other :
        new Object[] {"https://evil.example", ISSUER + "/", "HTTPS://idp.example.com", 7}) {
      assertThrows(
          ProviderFailure.class,
          () -> ProviderMetadata.of(document().put("issuer", other), ISSUER),
          String.valueOf(other));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "token_endpoint,http://idp.example.com/token",
    "jwks_uri,file:///etc/passwd",
    "jwks_uri,https:nowhere",
    "authorization_endpoint,javascript:alert(1)",
    "userinfo_endpoint,http://idp.example.com/me",
    "token_endpoint,not an address"
  })
  void endpointsInTheClearAreRefused(String name, String address) {
    assertThrows(
        ProviderFailure.class, () -> ProviderMetadata.of(document().put(name, address), ISSUER));
  }

  @ParameterizedTest
  @CsvSource({"authorization_endpoint", "token_endpoint", "jwks_uri"})
  void whatIsNeededHasToBeThere(String name) {
    JsonObject lacking = document();
    lacking.remove(name);

    assertThrows(ProviderFailure.class, () -> ProviderMetadata.of(lacking, ISSUER));
  }
}
