package com.leadignite.stack;

import com.leadignite.embedded.Durability;
import com.leadignite.embedded.PostgresAddress;
import com.leadignite.embedded.PostgresServer;
import com.leadignite.embedded.RedisAddress;
import com.leadignite.embedded.RedisConnection;
import com.leadignite.embedded.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** PostgreSQL and Redis: our own, supervised, or those that were configured. */
final class Servers {

  private Servers() {}

  /** Where a server is, and the child process if it is ours. */
  record Server<A>(A address, @Nullable SupervisedProcess process) {}

  static Server<PostgresAddress> postgres(String named, Path folder, Consumer<String> progress) {
    if (!named.isEmpty()) {
      return new Server<>(postgresAt(named), null);
    }
    AtomicReference<@Nullable PostgresAddress> address = new AtomicReference<>();
    SupervisedProcess process =
        new SupervisedProcess(
            "postgres",
            () -> {
              PostgresAddress before = address.get();
              int port = before == null ? 0 : before.port();
              PostgresServer server = PostgresServer.start(folder, port, Durability.KEPT);
              address.set(server.address());
              return new SupervisedProcess.Child(server.process(), server::close);
            },
            progress);
    process.start();
    return new Server<>(started(address), process);
  }

  static Server<String> redis(String named, Path folder, Consumer<String> progress) {
    if (!named.isEmpty()) {
      checkRedis(named);
      return new Server<>(named, null);
    }
    AtomicReference<@Nullable RedisAddress> address = new AtomicReference<>();
    SupervisedProcess process =
        new SupervisedProcess(
            "redis",
            () -> {
              RedisAddress before = address.get();
              int port = before == null ? 0 : before.port();
              RedisServer server = RedisServer.start(folder, port, Durability.KEPT);
              address.set(server.address());
              return new SupervisedProcess.Child(server.process(), server::close);
            },
            progress);
    process.start();
    return new Server<>(started(address).url(), process);
  }

  private static <A> A started(AtomicReference<@Nullable A> address) {
    A known = address.get();
    if (known == null) {
      throw new IllegalStateException("a server runs that has no address");
    }
    return known;
  }

  /** Reads {@code postgresql://user:password@host:port/database}. */
  static PostgresAddress postgresAt(String named) {
    URI uri = parse(named, "stack.postgres", Map.of("postgresql", 5432, "postgres", 5432));
    String[] user = userInfo(uri);
    if (user[0].isEmpty()) {
      throw new StackException(
          "stack.postgres names no administrator: postgresql://<user>:<password>@<host>:<port>/<database>.");
    }
    String path = uri.getPath() == null ? "" : uri.getPath();
    return new PostgresAddress(
        uri.getHost(),
        uri.getPort() < 0 ? 5432 : uri.getPort(),
        user[0],
        user[1],
        path.length() > 1 ? path.substring(1) : "postgres");
  }

  /** Reads {@code redis://:password@host:port}. */
  static RedisAddress redisAt(String named) {
    URI uri = parse(named, "stack.redis", Map.of("redis", 6379, "rediss", 6379));
    return new RedisAddress(
        uri.getHost(), uri.getPort() < 0 ? 6379 : uri.getPort(), userInfo(uri)[1]);
  }

  private static void checkRedis(String named) {
    RedisAddress address = redisAt(named);
    if (named.toLowerCase(Locale.ROOT).startsWith("rediss:")) {
      // Behind TLS, which the services speak and this check does not.
      return;
    }
    try (RedisConnection connection = RedisConnection.open(address)) {
      connection.send("PING");
    } catch (IOException e) {
      throw new StackException(
          "Redis does not answer at " + address + " (" + e.getMessage() + ").", e);
    }
  }

  private static URI parse(String named, String option, Map<String, Integer> schemes) {
    Supplier<StackException> refusal =
        () ->
            new StackException(
                option
                    + " is no address that begins with "
                    + schemes.keySet()
                    + " and has a host.");
    try {
      URI uri = URI.create(named);
      if (uri.getScheme() == null
          || uri.getHost() == null
          || !schemes.containsKey(uri.getScheme().toLowerCase(Locale.ROOT))) {
        throw refusal.get();
      }
      return uri;
    } catch (IllegalArgumentException e) {
      // Without the cause, whose message holds the password.
      throw refusal.get();
    }
  }

  private static String[] userInfo(URI uri) {
    String info = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
    int colon = info.indexOf(':');
    String user = colon < 0 ? info : info.substring(0, colon);
    String password = colon < 0 ? "" : info.substring(colon + 1);
    return new String[] {decode(user), decode(password)};
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
