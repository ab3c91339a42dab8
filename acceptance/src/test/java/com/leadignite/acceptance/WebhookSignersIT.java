package com.leadignite.acceptance;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Webhooks as the providers' own packages sign them. */
class WebhookSignersIT {

  @Test
  void whatOthersSignIsTakenAndWhatWasChangedIsNot() throws Exception {
    Person admin = Person.signUp(Client.ofThePlatform());
    NodeScripts.run("webhooks.mjs", Map.of("ADMIN_TOKEN", admin.accessToken()));
  }
}
