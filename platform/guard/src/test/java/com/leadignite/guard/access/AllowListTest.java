package com.leadignite.guard.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.edge.Cidr;
import com.leadignite.guard.edge.ClientAddress;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowListTest {

  private static final ClientAddress OFFICE = address("192.0.2.7");
  private static final ClientAddress HOME = address("2001:db8::1");

  private static final String EVERYBODY = "0.0.0.0/1\n128.0.0.0/1\n::/0\n";

  @TempDir Path folder;

  @Test
  void allowsEverybodyIfNothingIsConfigured() {
    AllowList list = new AllowList(new Given(Optional.empty(), Optional.empty()));

    assertTrue(list.allows(OFFICE));
    assertTrue(list.allows(HOME));
  }

  @Test
  void allowsOnlyWhatIsListed() {
    AllowList list =
        new AllowList(
            new Given(Optional.of(List.of(Cidr.parse("192.0.2.0/24"))), Optional.empty()));

    assertTrue(list.allows(OFFICE));
    assertFalse(list.allows(HOME));
  }

  @Test
  void followsTheFileAndKeepsTheLastGoodOne() throws Exception {
    Path file = folder.resolve("allowed");
    Files.writeString(file, "# the office\n192.0.2.0/24 # all of it\n\n");
    AllowList list = new AllowList(new Given(Optional.empty(), Optional.of(file)));
    assertTrue(list.allows(OFFICE));
    assertFalse(list.allows(HOME));

    Files.writeString(file, "2001:db8::/32\n");
    list.reload(file);
    assertFalse(list.allows(OFFICE));
    assertTrue(list.allows(HOME));

    for (String bad : List.of("", "# nobody\n", "office.example\n", "10.0.0.0/33\n", EVERYBODY)) {
      Files.writeString(file, bad);
      list.reload(file);
      assertTrue(list.allows(HOME), bad);
      assertFalse(list.allows(OFFICE), bad);
    }
    Files.delete(file);
    list.reload(file);
    assertTrue(list.allows(HOME));
  }

  @Test
  void addsTheFileToWhatTheEnvironmentNames() throws Exception {
    Path file = folder.resolve("allowed");
    Files.writeString(file, "2001:db8::/32\n");

    AllowList list =
        new AllowList(new Given(Optional.of(List.of(Cidr.parse("192.0.2.7"))), Optional.of(file)));

    assertTrue(list.allows(OFFICE));
    assertTrue(list.allows(HOME));
    assertFalse(list.allows(address("192.0.2.8")));
  }

  @Test
  void doesNotStartWithAFileThatSaysNothing() {
    Given missing = new Given(Optional.empty(), Optional.of(folder.resolve("missing")));

    assertThrows(IllegalArgumentException.class, () -> new AllowList(missing));
  }

  @Test
  void doesNotStartWithAFileThatLetsEverybodyIn() throws Exception {
    Path file = folder.resolve("allowed");
    Files.writeString(file, EVERYBODY);
    Given everybody = new Given(Optional.empty(), Optional.of(file));

    assertThrows(IllegalArgumentException.class, () -> new AllowList(everybody));
  }

  private static ClientAddress address(String literal) {
    return new ClientAddress(InetAddress.ofLiteral(literal));
  }

  private record Given(Optional<List<Cidr>> addresses, Optional<Path> file)
      implements AllowListConfig {

    @Override
    public Duration reloadEvery() {
      return Duration.ofSeconds(5);
    }
  }
}
