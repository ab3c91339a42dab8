package com.leadignite.acceptance;

import com.leadignite.stack.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets from OpenBao, which its agent writes into a file that the service reads again. */
class SecretManagerIT {

  private static final String CLIENT = "of-openbao";

  @TempDir Path folder;

  @Test
  void aSecretThatIsChangedInOpenBaoCountsWithoutARestart() throws Exception {
    String before = Person.newPassword();
    Path mounted = folder.resolve("auth.properties");
    String property = "leadignite.auth.clients.\"" + CLIENT + "\".";
    Files.writeString(
        mounted,
        property
            + "secret-sha256="
            + Platform.sha256(before)
            + "\n"
            + property
            + "scopes=users:admin\n");
    Map<String, String> more = Map.of("leadignite.secrets.reload-every", "PT0.2S");
    try (Replica auth = Replica.start(Service.AUTH, mounted, more).ready()) {
      PythonScripts.run(
          "secret_manager.py",
          Map.of(
              "REPLICA_URL", auth.url().toString(),
              "REPLICA_LOG", auth.log().toString(),
              "MOUNTED_FILE", mounted.toString(),
              "CLIENT_ID", CLIENT,
              "CLIENT_SECRET", before));
    }
  }
}
