package com.leadignite.acceptance;

import static org.junit.jupiter.api.Assumptions.abort;

import com.leadignite.embedded.Ports;
import com.leadignite.guard.limit.Limit;
import com.leadignite.stack.FirstAdmin;
import com.leadignite.stack.Service;
import com.leadignite.stack.Stack;
import com.leadignite.stack.StackOptions;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The platform under test: one that this JVM starts for itself on free ports and with an empty
 * database, or one that runs already, named by {@code -Dacceptance.url}.
 */
final class Platform {

  private static final String MANY = "1000000";

  /**
   * The one limit that is what it is elsewhere. The suite would reach any other by its haste:
   * clients in other languages share an address, and its people do in a second what others do in a
   * day.
   */
  static final Limit KEPT_LIMIT = Limit.PUBLIC_READ;

  /** For how long services take a member for one without asking again: the suite waits for that. */
  private static final String BELIEVED = "2S";

  /** Whom one test at a time is: the platform's first administrator. */
  static final String FIRST_ADMIN = "the first administrator";

  /** Where one test at a time serves its pages. */
  static final String ALLOWED_ORIGIN = "the allowed origin";

  /** A service that administers accounts, as an operator's own back office would. */
  static final String BACK_OFFICE = "back-office";

  /** The providers that people may sign in at, once a test has started them. */
  static final String OIDC_PROVIDER = "oidc_provider";

  static final String KEYCLOAK = "keycloak";

  /** The provider that organizations may connect, once a test has started it. */
  static final String INTEGRATION = "example";

  /** Whom the tokens of Keycloak that services accept are for. */
  static final String AUDIENCE = "lead-ignite-platform";

  private static final String PROVIDER_SECRET = Person.newPassword();

  private static final String BACK_OFFICE_SECRET = Person.newPassword();

  private static Optional<Platform> shared = Optional.empty();

  private final URI url;
  private final String allowedOrigin;
  private final String allowedHttpsOrigin;
  private final Optional<FirstAdmin> firstAdmin;
  private final Optional<Stack> own;
  private final Path data;
  private final int oidcProviderPort;
  private final int keycloakPort;
  private final int integrationPort;

  private Platform(
      URI url,
      String allowedOrigin,
      String allowedHttpsOrigin,
      Optional<FirstAdmin> firstAdmin,
      Optional<Stack> own,
      Path data,
      int oidcProviderPort,
      int keycloakPort,
      int integrationPort) {
    this.url = url;
    this.allowedOrigin = allowedOrigin;
    this.allowedHttpsOrigin = allowedHttpsOrigin;
    this.firstAdmin = firstAdmin;
    this.own = own;
    this.data = data;
    this.oidcProviderPort = oidcProviderPort;
    this.keycloakPort = keycloakPort;
    this.integrationPort = integrationPort;
  }

  /** The one platform that all tests of this JVM share. */
  static synchronized Platform shared() {
    if (shared.isEmpty()) {
      String named = System.getProperty("acceptance.url", "");
      shared = Optional.of(named.isEmpty() ? started() : running(named));
    }
    return shared.get();
  }

  /** Whether it is native executables that are tested. */
  static boolean isNative() {
    return Boolean.getBoolean("stack.native");
  }

  /** The same, for tests that look behind the front door or break something. */
  static Platform ownOnly() {
    Platform platform = shared();
    if (platform.own.isEmpty()) {
      abort("needs a platform of its own, not the one at " + platform.url);
    }
    return platform;
  }

  /** Stops the platform if this JVM started one, and keeps its logs in target. */
  static synchronized void stop() {
    shared.ifPresent(platform ->
        platform.own.ifPresent(stack -> {
          stack.close();
          platform.keepLogs();
        }));
    shared = Optional.empty();
  }

  private static Platform started() {
    try {
      Path data = Files.createTempDirectory("lead-ignite-acceptance");
      String origin = "http://localhost:" + Ports.free();
      String httpsOrigin = "https://localhost:" + Ports.free();
      StackOptions options =
          StackOptions.of(Path.of("..").toAbsolutePath().normalize(), data)
              .onAnyPorts()
              .withHttps()
              .telling(System.out::println)
              .with("leadignite.cors.origins", origin + "," + httpsOrigin)
              // For the first connections of four services at once on a machine that builds as
              // well.
              .with("quarkus.datasource.owner.jdbc.acquisition-timeout", "60S")
              .with("leadignite.leads.members.believed", BELIEVED)
              .with("leadignite.webhook.author-believed", BELIEVED)
              // What a replica had taken when it was killed is another's after that.
              .with(Service.WEBHOOK, "leadignite.processing.lease", "20S");
      String client = "leadignite.auth.clients.\"" + BACK_OFFICE + "\".";
      options =
          options
              .with(Service.AUTH, client + "secret-sha256", sha256(BACK_OFFICE_SECRET))
              .with(Service.AUTH, client + "scopes", "users:admin,integrations:token")
              .with(Service.AUTH, "leadignite.auth.anonymous.enabled", "true")
              .with(Service.AUTH, "leadignite.auth.password.lock.address-failures", MANY);
      int oidcProvider = Ports.free();
      int keycloak = Ports.free();
      int integration = Ports.free();
      String loopback = "http://127.0.0.1:";
      options = withProvider(options, OIDC_PROVIDER, loopback + oidcProvider);
      options = withProvider(options, KEYCLOAK, loopback + keycloak + "/realms/acceptance");
      options = withIntegration(options, loopback + integration);
      options = withTrusted(options, KEYCLOAK, loopback + keycloak + "/realms/acceptance");
      if (isNative()) {
        options = options.onNativeImages();
      }
      for (Limit limit : EnumSet.complementOf(EnumSet.of(KEPT_LIMIT))) {
        options = options.with("leadignite.limits.\"" + limit.wireName() + "\".permits", MANY);
      }
      Stack stack = Stack.start(options);
      stack.firstAdmin().ifPresent(admin -> Secrets.remember(admin.password()));
      rememberSecretsOf(data);
      return new Platform(
          onLoopback(stack.url()),
          origin,
          httpsOrigin,
          stack.firstAdmin(),
          Optional.of(stack),
          data,
          oidcProvider,
          keycloak,
          integration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StackOptions withProvider(StackOptions options, String name, String issuer) {
    String provider = "leadignite.auth.providers.\"" + name + "\".";
    return options
        .with(Service.AUTH, provider + "issuer", issuer)
        .with(Service.AUTH, provider + "client-id", "lead-ignite")
        .with(Service.AUTH, provider + "client-secret", PROVIDER_SECRET);
  }

  private static StackOptions withIntegration(StackOptions options, String issuer) {
    String integrations = "leadignite.auth.integrations.";
    String provider = integrations + "providers.\"" + INTEGRATION + "\".";
    return options
        .with(Service.AUTH, integrations + "round", "1S")
        .with(Service.AUTH, provider + "client-id", "crm")
        .with(Service.AUTH, provider + "client-secret", PROVIDER_SECRET)
        .with(Service.AUTH, provider + "scopes", "openid")
        .with(Service.AUTH, provider + "issuer", issuer)
        .with(Service.AUTH, provider + "authorization-endpoint", issuer + "/auth")
        .with(Service.AUTH, provider + "token-endpoint", issuer + "/token")
        .with(Service.AUTH, provider + "revocation-endpoint", issuer + "/token/revocation");
  }

  /** All services accept a provider's own access tokens, whose keys they fetch once one comes. */
  private static StackOptions withTrusted(StackOptions options, String name, String issuer) {
    String trusted = "leadignite.token.issuers.\"" + name + "\".";
    return options
        .with(trusted + "issuer", issuer)
        .with(trusted + "jwks-url", issuer + "/protocol/openid-connect/certs")
        .with(trusted + "audience", AUDIENCE)
        .with(trusted + "type", "JWT")
        .with(trusted + "provider", name);
  }

  static String sha256(String secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** What the stack generated for itself: passwords of roles, client secrets, keys. */
  private static void rememberSecretsOf(Path data) throws IOException {
    Properties generated = new Properties();
    try (Reader file = Files.newBufferedReader(data.resolve("secrets.properties"))) {
      generated.load(file);
    }
    generated.stringPropertyNames().forEach(name -> Secrets.remember(generated.getProperty(name)));
  }

  private static Platform running(String named) {
    String email = System.getProperty("acceptance.admin.email", "");
    String password = System.getProperty("acceptance.admin.password", "");
    return new Platform(
        onLoopback(URI.create(named)),
        System.getProperty("acceptance.origin", "http://localhost:5173"),
        "https://localhost:5173",
        email.isEmpty() ? Optional.empty() : Optional.of(new FirstAdmin(email, password)),
        Optional.empty(),
        Path.of("."),
        0,
        0,
        0);
  }

  /** "localhost" may be an IPv6 address, and the addresses that tests call from are not. */
  private static URI onLoopback(URI uri) {
    return uri.getHost().equals("localhost")
        ? URI.create(uri.getScheme() + "://127.0.0.1:" + uri.getPort())
        : uri;
  }

  /** The front door. */
  URI url() {
    return url;
  }

  /** An origin whose pages may call the platform. */
  String allowedOrigin() {
    return allowedOrigin;
  }

  /** One of https, of the same site as the platform's https. */
  String allowedHttpsOrigin() {
    return allowedHttpsOrigin;
  }

  /** The platform's first administrator, if known. */
  Optional<FirstAdmin> firstAdmin() {
    return firstAdmin;
  }

  /** A service past the front door, by the first part of its paths. */
  URI service(String prefix) {
    return stack().url(named(prefix));
  }

  /** The secret of {@link #BACK_OFFICE}. */
  String backOfficeSecret() {
    return BACK_OFFICE_SECRET;
  }

  /** Where npm's oidc-provider is to listen. */
  int oidcProviderPort() {
    return oidcProviderPort;
  }

  /** Where Keycloak is to listen. */
  int keycloakPort() {
    return keycloakPort;
  }

  /** Where the provider of {@link #INTEGRATION} is to listen. */
  int integrationPort() {
    return integrationPort;
  }

  /** The platform's secret at all of them. */
  String providerSecret() {
    return PROVIDER_SECRET;
  }

  /** All services past the front door. */
  List<URI> services() {
    return Arrays.stream(Service.values()).map(stack()::url).toList();
  }

  /** The process of a service, by the first part of its paths. */
  ProcessHandle process(String prefix) {
    return stack().process(named(prefix).shortName());
  }

  /** The stack that this JVM started. */
  Stack stack() {
    return own.orElseThrow();
  }

  /** The service whose paths begin so. */
  static Service named(String prefix) {
    return Arrays.stream(Service.values())
        .filter(service -> service.paths().contains("/" + prefix + "/v1"))
        .findFirst()
        .orElseThrow();
  }

  /** Every log of every part. */
  List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(file -> file.getFileName().toString().matches(".*\\.log(\\..*)?"))
          .toList();
    }
  }

  private void keepLogs() {
    try {
      Path kept = Files.createDirectories(Path.of("target", "platform-logs"));
      for (Path log : logs()) {
        Files.copy(log, kept.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
      try (Stream<Path> all = Files.walk(data)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
