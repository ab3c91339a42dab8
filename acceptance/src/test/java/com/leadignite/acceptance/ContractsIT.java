package com.leadignite.acceptance;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The OpenAPI documents in docs/api under other people's linters, and clients that other people's
 * generators make of them. That each document is what its service serves is tested by the services.
 */
class ContractsIT {

  private static final Map<String, String> DOCUMENTS =
      Map.of("DOCUMENTS", Path.of("..", "docs", "api").toAbsolutePath().normalize().toString());

  private static Map<String, String> somebody() {
    Map<String, String> environment = new HashMap<>(DOCUMENTS);
    environment.put("EMAIL", Person.newEmail());
    environment.put("PASSWORD", Person.newPassword());
    return environment;
  }

  @Test
  void redoclyAndSpectralFindNothingInTheDocuments() throws Exception {
    NodeScripts.run("lint.mjs", DOCUMENTS);
  }

  @Test
  void aClientByOpenapiTypescriptCompilesStrictlyAndGoesTheWholeWay() throws Exception {
    NodeScripts.run("typescript-client.mjs", somebody());
  }

  @Test
  void clientsByOpenapiGeneratorCreateReadListAndChangeWhatTheyShould() throws Exception {
    Map<String, String> environment = somebody();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    PythonScripts.run("generated_clients.py", environment);
  }
}
