package com.leadignite.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {

  @TempDir private Path home;

  @Test
  void emptiesAFolderOfOurs() throws Exception {
    Path root = home.resolve("data");
    DataFolder.open(root, false).close();
    Files.writeString(root.resolve("old"), "old");

    DataFolder.open(root, true).close();

    assertFalse(Files.exists(root.resolve("old")));
  }

  @Test
  void deletesNothingInAFolderOfSomebodyElse() throws Exception {
    Files.writeString(home.resolve("letter"), "dear");

    String refusal = refusal(home, true);

    assertEquals(
        "The folder "
            + home
            + " holds other things than Lead Ignite's data; name an empty one with"
            + " -Dstack.data=<folder>.",
        refusal);
    assertEquals("dear", Files.readString(home.resolve("letter")));
  }

  @Test
  void followsNoLinkOutOfTheFolderWhenItDeletes() throws Exception {
    Path outside = Files.createDirectory(home.resolve("outside"));
    Files.writeString(outside.resolve("letter"), "dear");
    Path root = home.resolve("data");
    DataFolder.open(root, false).close();
    Files.createSymbolicLink(root.resolve("link"), outside);

    DataFolder.open(root, true).close();

    assertTrue(Files.exists(outside.resolve("letter")));
    assertFalse(Files.exists(root.resolve("link")));
  }

  @Test
  void isUsedByOneStackAtATime() {
    Path root = home.resolve("data");
    try (DataFolder first = DataFolder.open(root, false)) {
      String refusal = refusal(root, true);

      assertTrue(
          refusal.startsWith("The platform runs already on the data folder " + first.root()),
          refusal);
    }
    DataFolder.open(root, false).close();
  }

  @Test
  void refusesAFileInItsPlace() throws Exception {
    Path file = Files.writeString(home.resolve("data"), "");

    assertEquals(
        file + " is a file; name a folder with -Dstack.data=<folder>.", refusal(file, false));
  }

  @Test
  void letsNobodyElseReadWhatItHolds() throws Exception {
    Path root = home.resolve("data");
    try (DataFolder folder = DataFolder.open(root, false)) {
      Secrets.open(folder.secrets(), new java.security.SecureRandom());

      assertEquals("rw-------", permissions(folder.secrets()));
      assertEquals("rwx------", permissions(folder.run()));
      assertEquals("rwx------", permissions(folder.logs()));
    }
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static String refusal(Path root, boolean fresh) {
    return assertThrows(StackException.class, () -> DataFolder.open(root, fresh)).getMessage();
  }
}
