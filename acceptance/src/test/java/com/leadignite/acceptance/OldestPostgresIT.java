package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.leadignite.embedded.Durability;
import com.leadignite.embedded.PostgresAddress;
import com.leadignite.embedded.PostgresServer;
import com.leadignite.stack.Stack;
import com.leadignite.stack.StackOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole platform on a PostgreSQL that is older than the one that comes along: all migrations,
 * the check at each service's start, and a new user's way through all stores.
 */
class OldestPostgresIT {

  private static final int OLDEST = 15;
  private static final int BUNDLED = 18;

  @TempDir private Path folder;

  @Test
  void aNewUserGoesTheWholeWayOnIt() throws Exception {
    Platform.ownOnly();
    Optional<Path> programs = programs();
    assumeTrue(programs.isPresent(), "no PostgreSQL 15 to 17 is installed (-Dtest.postgres.bin)");
    // PostgreSQL's own user has to get through.
    assertThat(folder.toFile().setExecutable(true, false)).isTrue();
    try (PostgresServer server =
        PostgresServer.start(
            folder.resolve("postgres"), 0, Durability.THROWN_AWAY, programs.get())) {
      assertThat(version(server.address())).isBetween(OLDEST, BUNDLED - 1);

      try (Stack stack = Stack.start(options(server.address()))) {
        JourneyIT.journey(stack.url(), stack.firstAdmin(), Path.of("target", "journey-oldest"));
      }
    }
  }

  private StackOptions options(PostgresAddress server) {
    StackOptions options =
        StackOptions.of(Path.of("..").toAbsolutePath().normalize(), folder.resolve("data"))
            .onAnyPorts()
            .onPostgres(
                "postgresql://%s:%s@%s:%d/%s"
                    .formatted(
                        server.user(),
                        server.password(),
                        server.host(),
                        server.port(),
                        server.database()))
            .telling(System.out::println);
    return Platform.isNative() ? options.onNativeImages() : options;
  }

  private static int version(PostgresAddress server) throws Exception {
    try (var connection = server.dataSource(server.database()).getConnection()) {
      return connection.getMetaData().getDatabaseMajorVersion();
    }
  }

  /** The named ones, or the oldest that Debian's packages have put here. */
  private static Optional<Path> programs() {
    String named = System.getProperty("test.postgres.bin", "");
    return named.isEmpty()
        ? IntStream.range(OLDEST, BUNDLED)
            .mapToObj(version -> Path.of("/usr/lib/postgresql", version + "", "bin"))
            .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
            .findFirst()
        : Optional.of(Path.of(named));
  }
}
