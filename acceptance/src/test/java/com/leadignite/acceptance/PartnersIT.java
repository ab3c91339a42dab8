package com.leadignite.acceptance;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The libraries that partners write their clients with, unmodified, against the OAuth server. */
class PartnersIT {

  private final Client client = Client.ofThePlatform();

  @Test
  @Tag("B30")
  void openidClientOauth4webapiAndJoseGoTheWholeWay() throws Exception {
    NodeScripts.run("partners.mjs", Map.of("TOKEN", Person.signUp(client).accessToken()));
  }

  @Test
  @Tag("B30")
  void authlibGoesTheWholeWay() throws Exception {
    PythonScripts.run("partner.py", Map.of("TOKEN", Person.signUp(client).accessToken()));
  }
}
