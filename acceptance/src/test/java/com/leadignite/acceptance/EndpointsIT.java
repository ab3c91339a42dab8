package com.leadignite.acceptance;

import com.leadignite.embedded.Ports;
import com.leadignite.stack.Service;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What endpoints get, as the libraries of Standard Webhooks verify it. */
class EndpointsIT {

  private final Client client = Client.ofThePlatform();

  @Test
  void whatIsSentOnVerifiesInJavaScriptAndPython() throws Exception {
    // On this machine: no endpoint of the shared services may be.
    Map<String, String> here =
        Map.of("leadignite.webhook.endpoints.private-networks", "127.0.0.0/8");
    try (Replica webhook = Replica.start(Service.WEBHOOK, here).ready()) {
      Person admin = Person.signUp(client);
      NodeScripts.run("endpoints.mjs", environment(webhook, admin));
      PythonScripts.run("endpoints.py", environment(webhook, admin));
    }
  }

  private static Map<String, String> environment(Replica webhook, Person admin) {
    return Map.of(
        "WEBHOOK_URL", webhook.url().toString(),
        "TOKEN", admin.accessToken(),
        // What every script of Python is given.
        "EMAIL", admin.email(),
        "PASSWORD", admin.password(),
        "PORT", String.valueOf(Ports.free()));
  }
}
