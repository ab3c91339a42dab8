package com.leadignite.auth.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.auth.key.RootKeys;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.seal.DecryptionFailed;
import com.leadignite.guard.seal.Reseal;
import com.leadignite.guard.seal.Reseal.Done;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class CredentialSealTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final TenantId TENANT =
      new TenantId(UUID.fromString("01900000-0000-7000-8000-000000000001"));
  private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000002");
  private static final UUID OTHER = UUID.fromString("01900000-0000-7000-8000-000000000003");
  private static final Credentials CREDENTIALS = new Credentials.Tokens("access", "refresh");

  // Computed by another implementation (pyca/cryptography).
  private static final String STORED =
      "020ff8dbabcafebabefacedbaddecaf888fe8700842cb4e81e7029a1966804ac"
          + "c3345519b7006031a8e349e05ee2c85c68c0ac7dacbd1d252e3bf9a357939978"
          + "8dc03eba3dabbbdfce5b3d844dc350f048c603f4";

  @Inject Rows rows;

  @ConfigProperty(name = "leadignite.auth.key-encryption-key")
  String oldKey;

  private static CredentialSeal under(String keys) {
    return new CredentialSeal(RootKeys.of(keys));
  }

  @Test
  void opensWhatIsStoredInItsOwnRowAlone() {
    byte[] stored = HEX.parseHex(STORED);

    assertEquals(CREDENTIALS, under(oldKey).open(TENANT, ID, stored));
    assertThrows(DecryptionFailed.class, () -> under(oldKey).open(TENANT, OTHER, stored));
    assertThrows(DecryptionFailed.class, () -> under(oldKey).open(new TenantId(OTHER), ID, stored));
    assertThrows(DecryptionFailed.class, () -> under(RootKeys.NEW_KEY).open(TENANT, ID, stored));
  }

  @Test
  void isSealedAgainWhenTheKeyIsChanged() {
    PlatformServers.sql(
        """
        insert into auth.organizations (tenant_id, name, created_at, updated_at)
        values ('%s', 'Example', now(), now());
        insert into auth.integrations
          (tenant_id, id, provider, kind, name, connected_by, created_at, connected_at,
           sealed_credentials)
        values ('%s', '%s', 'acme', 'oauth2', 'a', gen_random_uuid(), now(), now(), '\\x%s')
        """
            .formatted(TENANT, TENANT, ID, STORED));

    Done done =
        new Reseal(rows)
            .round(under(RootKeys.NEW_KEY + "," + oldKey))
            .await()
            .atMost(Duration.ofMinutes(1));

    assertEquals(new Done(1, 0), done);
    byte[] now =
        HEX.parseHex(
            Stored.text("select encode(sealed_credentials, 'hex') from auth.integrations"));
    assertEquals(CREDENTIALS, under(RootKeys.NEW_KEY).open(TENANT, ID, now));
  }
}
