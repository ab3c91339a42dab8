package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.leadignite.stack.Service;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The executables as a cluster runs them: by a user who is nobody, on file systems of which not one
 * can be written to, {@code /tmp} included.
 */
@Tag("native-only")
class ReadOnlyRootIT {

  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  /** Ends with 99 if something can be written to after all. */
  private static final String READ_ONLY =
      """
      mount --make-rprivate /
      while read -r _ _ _ _ folder _; do mount -o remount,bind,ro "$folder" 2>/dev/null; done </proc/self/mountinfo
      for folder in / /tmp /var/tmp /dev/shm "$HOME"; do
        if touch "$folder/written" 2>/dev/null; then echo "$folder can be written to"; exit 99; fi
      done
      unset HOME TMPDIR
      """;

  private static final List<String> WRAPPER =
      ROOT
          ? List.of(
              "unshare",
              "-m",
              "sh",
              "-c",
              READ_ONLY
                  + "exec setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs -- \"$@\"",
              "sh")
          : List.of("unshare", "-Urm", "sh", "-c", READ_ONLY + "exec \"$@\"", "sh");

  private static final Optional<String> NOBODY = ROOT ? Optional.of("nobody") : Optional.empty();

  /** Without Swagger UI, for which the local stack has a folder. */
  private static final Map<String, String> AS_IN_A_CLUSTER =
      Map.of("quarkus.vertx.caching", "false", "quarkus.vertx.classpath-resolving", "false");

  @TempDir static Path folder;

  @BeforeAll
  static void aMachineThatCan() throws Exception {
    Platform.ownOnly();
    Programs.need("unshare", "unshare");
    if (ROOT) {
      Programs.need("setpriv", "setpriv");
    }
    Process process =
        new ProcessBuilder(wrapped(List.of("true"))).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    assumeTrue(status == 0, () -> "no read-only view of the file systems here: " + said);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void hashesPasswordsWithTheLibraryThatItCarries() throws Exception {
    Person person = Person.signUp(Client.ofThePlatform());
    try (Replica replica = start(Service.AUTH)) {
      Client client = Client.of(replica.url());

      assertThat(Person.trySignIn(client, person.email(), person.password()).status())
          .isEqualTo(200);
      assertThat(Person.trySignIn(client, person.email(), "not " + person.password()).status())
          .isEqualTo(400);
      assertThat(replica.said()).doesNotContain("libsodium cannot be used");
    }
  }

  @Test
  void takesABodyAsLargeAsBodiesMayBe() throws Exception {
    Client platform = Client.ofThePlatform();
    Person admin = Person.signUp(platform);
    Source source = Source.create(platform, admin);
    try (Replica replica = start(Service.WEBHOOK)) {
      String id = "evt-" + UUID.randomUUID();
      String body = "{\"filler\":\"" + "x".repeat(200_000) + "\"}";

      assertThat(source.deliver(Client.of(replica.url()), id, body).succeeded()).isTrue();
      assertThat(source.received(platform, admin)).contains(id);
    }
  }

  private static Replica start(Service service) throws Exception {
    List<String> command = new ArrayList<>(Platform.ownOnly().stack().command(service, 128));
    // A copy, because nobody may not be able to enter the folder that the project is in.
    Path copy = folder.resolve(service.module());
    Files.copy(Path.of(command.getFirst()), copy, StandardCopyOption.COPY_ATTRIBUTES);
    command.set(0, copy.toString());
    Replica replica = Replica.start(service, wrapped(command), NOBODY, AS_IN_A_CLUSTER).ready();
    assertThat(replica.user().orElse("somebody")).isNotEqualTo("root");
    return replica;
  }

  private static List<String> wrapped(List<String> command) {
    List<String> all = new ArrayList<>(WRAPPER);
    all.addAll(command);
    return all;
  }
}
