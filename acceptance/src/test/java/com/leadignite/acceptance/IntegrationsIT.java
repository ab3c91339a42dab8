package com.leadignite.acceptance;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Integrations with a provider that others wrote. */
class IntegrationsIT {

  @Test
  void anOrganizationConnectsOidcProvider() throws Exception {
    Platform platform = Platform.ownOnly();
    NodeScripts.run(
        "integrations.mjs",
        Map.of(
            "PROVIDER", Platform.INTEGRATION,
            "PROVIDER_PORT", String.valueOf(platform.integrationPort()),
            "CLIENT_SECRET", platform.providerSecret(),
            "CLIENT_ID", Platform.BACK_OFFICE,
            "SERVICE_SECRET", platform.backOfficeSecret(),
            "EMAIL", Person.newEmail(),
            "PASSWORD", Person.newPassword()));
  }
}
