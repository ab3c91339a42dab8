package com.leadignite.acceptance;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** supabase-js and providers that others wrote: sign-in, linking, and what is tampered with. */
@Order(1)
class SupabaseSocialIT {

  @Test
  @Tag("B27")
  @Tag("B28")
  @Tag("B29")
  @Tag("B30")
  void anUnmodifiedSupabaseJsSignsInAtOidcProvider() throws Exception {
    NodeScripts.run(
        "supabase-social.mjs",
        environment(Platform.OIDC_PROVIDER, Platform.ownOnly().oidcProviderPort()));
  }

  @Test
  @Tag("B27")
  @Tag("B28")
  @Tag("B29")
  @Tag("B30")
  void anUnmodifiedSupabaseJsSignsInAtKeycloak() throws Exception {
    String admin = Person.newPassword();
    try (Keycloak keycloak = Keycloak.start(Platform.ownOnly().keycloakPort(), admin)) {
      Map<String, String> environment =
          environment(Platform.KEYCLOAK, Platform.ownOnly().keycloakPort());
      environment.put("ADMIN_PASSWORD", admin);
      keycloak.awaitReady();
      NodeScripts.run("supabase-social.mjs", environment);
    }
  }

  private static Map<String, String> environment(String provider, int port) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("PROVIDER", provider);
    environment.put("PROVIDER_PORT", String.valueOf(port));
    environment.put("AUDIENCE", Platform.AUDIENCE);
    environment.put("CLIENT_SECRET", Platform.ownOnly().providerSecret());
    environment.put("SITE_URL", Platform.ownOnly().stack().url().toString());
    environment.put("EMAIL", Person.newEmail());
    environment.put("PASSWORD", Person.newPassword());
    return environment;
  }
}
