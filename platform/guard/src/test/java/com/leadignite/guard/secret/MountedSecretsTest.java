package com.leadignite.guard.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountedSecretsTest {

  private static final String PROPERTY = "a.\"provider\".client-secret";

  @TempDir Path folder;

  private Path file;
  private MountedSecrets secrets;
  private Supplier<String> secret;

  @BeforeEach
  void mount() throws IOException {
    file = folder.resolve("auth.properties");
    write("a.provider.client-secret=first\n");
    secrets = new MountedSecrets(List.of(file));
    secret = secrets.follow(PROPERTY, "first");
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private void reloadTwice() {
    secrets.reload();
    secrets.reload();
  }

  @Test
  void followTheFile() throws IOException {
    assertEquals("first", secret.get());

    write("a.\"provider\".client-secret=second\nother=1\n");
    reloadTwice();

    assertEquals("second", secret.get());
  }

  @Test
  void countOnceTwoReadingsAgree() throws IOException {
    write("a.provider.client-secret=sec");
    secrets.reload();
    write("a.provider.client-secret=second");
    secrets.reload();
    assertEquals("first", secret.get());

    secrets.reload();
    assertEquals("second", secret.get());
  }

  @Test
  void keepTheLastGoodValue() throws IOException {
    for (String bad :
        List.of("", "a.provider.client-secret=\n", "other=1", "\\u00zz=1", "x".repeat(300_000))) {
      write(bad);
      reloadTwice();
      assertEquals("first", secret.get());
    }

    Files.delete(file);
    reloadTwice();
    assertEquals("first", secret.get());

    write("a.provider.client-secret=second\n");
    reloadTwice();
    assertEquals("second", secret.get());
  }

  /** As a Kubernetes volume is changed: the file is a link that leads elsewhere then. */
  @Test
  void followALink() throws IOException {
    Path link = folder.resolve("link.properties");
    Files.createSymbolicLink(link, file);
    MountedSecrets linked = new MountedSecrets(List.of(link));
    Supplier<String> followed = linked.follow(PROPERTY, "first");
    Path next = folder.resolve("next.properties");
    Files.writeString(next, "a.provider.client-secret=second\n");

    Files.delete(link);
    Files.createSymbolicLink(link, next);
    linked.reload();
    linked.reload();

    assertEquals("second", followed.get());
  }

  /** It was overridden, by an environment variable for one. */
  @Test
  void doNotFollowTheFileForASettingThatCameFromElsewhere() throws IOException {
    Supplier<String> overridden = secrets.follow(PROPERTY, "of the environment");

    write("a.provider.client-secret=second\n");
    reloadTwice();

    assertEquals("of the environment", overridden.get());
  }
}
