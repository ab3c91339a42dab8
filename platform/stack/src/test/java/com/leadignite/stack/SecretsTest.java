package com.leadignite.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.embedded.PostgresAddress;
import com.leadignite.embedded.SchemaRoles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {

  @TempDir private Path folder;

  @Test
  void areTheSameOnTheNextStart() {
    Secrets first = open();
    Secrets second = open();

    assertEquals(first.key(Service.AUTH), second.key(Service.AUTH));
    assertEquals(first.roles(Service.LEADS), second.roles(Service.LEADS));
    assertEquals(32, Base64.getDecoder().decode(first.key(Service.AUTH)).length);
    assertNotEquals(first.key(Service.AUTH), first.key(Service.WEBHOOK));
  }

  @Test
  void giveAuthServiceOnlyTheDigestOfAClientsSecret() throws Exception {
    Secrets secrets = open();

    Map<String, String> auth = settings(secrets).of(Service.AUTH);
    Map<String, String> leads = settings(secrets).of(Service.LEADS);

    String secret = leads.get("leadignite.service-token.client-secret");
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertEquals(
        HexFormat.of().formatHex(digest),
        auth.get("leadignite.auth.clients.\"leads-service\".secret-sha256"));
    assertFalse(auth.containsValue(secret));
  }

  @Test
  void letThoseAskWhoIsAMemberWhoDecideByIt() {
    Map<String, String> auth = settings(open()).of(Service.AUTH);

    for (Service client : Service.values()) {
      String scopes = auth.get("leadignite.auth.clients.\"" + client.module() + "\".scopes");
      assertEquals(
          client == Service.LEADS || client == Service.WEBHOOK,
          scopes != null && scopes.contains("members:read"),
          scopes);
    }
  }

  @Test
  void giveEachServiceNoRoleButItsOwn() {
    Secrets secrets = open();

    Map<String, String> audit = settings(secrets).of(Service.AUDIT);

    assertEquals("audit_app", audit.get("quarkus.datasource.username"));
    for (Service other : Service.values()) {
      SchemaRoles roles = secrets.roles(other);
      assertEquals(other == Service.AUDIT, audit.containsValue(roles.appPassword()));
      assertEquals(other == Service.AUDIT, audit.containsValue(roles.ownerPassword()));
    }
  }

  @Test
  void giveEachServiceAKeyOfItsOwnForCursors() {
    Secrets secrets = open();

    Set<String> keys = new HashSet<>();
    for (Service service : Service.values()) {
      Map<String, String> settings = settings(secrets).of(service);
      keys.add(settings.get("leadignite.page.cursor-key"));
      keys.add(secrets.key(service));
    }

    assertEquals(2 * Service.values().length, keys.size());
    assertEquals(
        secrets.cursorKey(Service.LEADS),
        settings(open()).of(Service.LEADS).get("leadignite.page.cursor-key"));
  }

  @Test
  void areBelowWhatTheOptionsSay() {
    StackOptions options =
        StackOptions.of(folder, folder)
            .with("quarkus.log.level", "DEBUG")
            .with(Service.AUDIT, "quarkus.log.level", "TRACE");

    ServiceSettings settings = settings(open(), options);

    assertEquals("DEBUG", settings.of(Service.LEADS).get("quarkus.log.level"));
    assertEquals("TRACE", settings.of(Service.AUDIT).get("quarkus.log.level"));
  }

  @Test
  void sayWhatIsWrongWithABrokenFile() throws Exception {
    Files.writeString(folder.resolve("secrets.properties"), "a=\\uZZZZ");

    String refusal = assertThrows(StackException.class, this::open).getMessage();

    assertTrue(refusal.endsWith("-Dstack.fresh begins anew."), refusal);
  }

  private Secrets open() {
    return Secrets.open(folder.resolve("secrets.properties"), new SecureRandom());
  }

  private ServiceSettings settings(Secrets secrets) {
    return settings(secrets, StackOptions.of(folder, folder));
  }

  private static ServiceSettings settings(Secrets secrets, StackOptions options) {
    return new ServiceSettings(
        options,
        secrets,
        StackPorts.choose(0, OptionalInt.empty(), true, line -> {}),
        new PostgresAddress("127.0.0.1", 5432, "admin", "secret", "postgres"),
        "redis://:secret@127.0.0.1:6379");
  }
}
