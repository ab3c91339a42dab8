package com.leadignite.auth.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.auth.testing.Settings;
import com.leadignite.guard.secret.MountedSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {

  private static final String ACME = "leadignite.auth.integrations.providers.acme.";
  private static final String OTHER = "leadignite.auth.integrations.providers.other.";

  private static Providers providers(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    for (String name : List.of(ACME, OTHER)) {
      settings.put(name + "client-id", "id");
      settings.put(name + "client-secret", "secret");
      settings.put(name + "authorization-endpoint", "https://provider.example/authorize");
      settings.put(name + "token-endpoint", "https://provider.example/token");
    }
    settings.putAll(more);
    return new Providers(
        Settings.of(IntegrationConfig.class, settings), new MountedSecrets(List.of()));
  }

  private static void refuses(String property, String value) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> providers(Map.of(property, value)));

    assertEquals(
        property.substring(ACME.length()),
        refusal.getMessage().replaceFirst(".*\"acme\"\\.", "").split(" ", -1)[0]);
  }

  /** With the file that {@code docs/operations.md} shows. */
  @Test
  void aClientSecretThatIsChangedInItsMountedFileCountsWithoutARestart(@TempDir Path folder)
      throws IOException {
    String operations = Files.readString(Path.of("../docs/operations.md"));
    int at = operations.indexOf("quarkus.datasource.password=of-the-app-role");
    String shown = operations.substring(at, operations.indexOf("```", at));
    Path file = Files.writeString(folder.resolve("auth.properties"), shown);
    MountedSecrets mounted = new MountedSecrets(List.of(file));
    String prefix = "leadignite.auth.integrations.providers.\"gohighlevel\".";
    Providers providers =
        new Providers(
            Settings.of(
                IntegrationConfig.class,
                Map.of(
                    prefix + "client-id", "id",
                    prefix + "client-secret", "of-the-marketplace-app",
                    prefix + "scopes", "contacts.readonly")),
            mounted);
    Provider.OAuth provider = providers.oauth("gohighlevel");
    assertEquals("of-the-marketplace-app", provider.clientSecret().get());

    Files.writeString(file, shown.replace("of-the-marketplace-app", "changed"));
    mounted.reload();
    mounted.reload();

    assertEquals("changed", provider.clientSecret().get());
  }

  @Test
  void eachProviderHasACallbackOfItsOwn() {
    assertEquals("acme", providers(Map.of()).oauth("acme").callback());
    assertEquals(
        "of-acme", providers(Map.of(ACME + "callback", "of-acme")).oauth("acme").callback());
    refuses(ACME + "callback", "other");
    refuses(ACME + "callback", "../leads");
  }

  @Test
  void moreScopesThanAConnectionStoresAreRefusedAtStart() {
    String most =
        IntStream.range(0, 100).mapToObj(i -> "scope" + i).collect(Collectors.joining(","));

    assertEquals(100, providers(Map.of(ACME + "scopes", most)).oauth("acme").scopes().size());
    refuses(ACME + "scopes", most + ",more");
  }
}
