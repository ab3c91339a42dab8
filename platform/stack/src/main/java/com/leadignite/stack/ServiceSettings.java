package com.leadignite.stack;

import com.leadignite.embedded.Databases;
import com.leadignite.embedded.PostgresAddress;
import com.leadignite.embedded.SchemaRoles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The settings of each service, as a deployment would set them. */
final class ServiceSettings {

  private static final String ORIGINS = "leadignite.cors.origins";
  private static final String ISSUER = "leadignite.token.issuers.\"lead-ignite\".";
  // Above application.properties, below the environment.
  private static final String ORDINAL = "290";

  private final StackOptions options;
  private final Secrets secrets;
  private final StackPorts addresses;
  private final PostgresAddress postgres;
  private final String redisUrl;

  ServiceSettings(
      StackOptions options,
      Secrets secrets,
      StackPorts addresses,
      PostgresAddress postgres,
      String redisUrl) {
    this.options = options;
    this.secrets = secrets;
    this.addresses = addresses;
    this.postgres = postgres;
    this.redisUrl = redisUrl;
  }

  /** Whose pages may call: itself, and where front ends are usually developed, unless named. */
  static Set<String> origins(StackOptions options, StackPorts addresses) {
    String named = options.common().get(ORIGINS);
    if (named != null) {
      return Set.of(named.split("\\s*,\\s*", -1));
    }
    Set<String> origins = new TreeSet<>();
    origins.add(addresses.url().toString());
    origins.addAll(List.of("http://localhost:3000", "http://localhost:5173"));
    // A page of http is of another site than its https, and has no cookies of it.
    addresses
        .httpsUrl()
        .ifPresent(https ->
            origins.addAll(
                List.of(https.toString(), "https://localhost:3000", "https://localhost:5173")));
    return origins;
  }

  /** The content of the service's properties file; full of secrets. */
  Map<String, String> of(Service service) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("config_ordinal", ORDINAL);
    addAddresses(settings, service);
    addServers(settings, service);
    addTrust(settings, service);
    settings.put("leadignite.page.cursor-key", secrets.cursorKey(service));
    if (service == Service.AUTH) {
      addIssuer(settings);
    }
    if (service == Service.WEBHOOK) {
      settings.put("leadignite.webhook.secret-encryption-key", secrets.key(service));
      settings.put("leadignite.leads.url", addresses.url(Service.LEADS).toString());
    }
    settings.putAll(options.common());
    settings.putAll(options.special().getOrDefault(service, Map.of()));
    return settings;
  }

  private void addAddresses(Map<String, String> settings, Service service) {
    settings.put("leadignite.local", "true");
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("quarkus.http.port", String.valueOf(addresses.port(service)));
    settings.put("quarkus.management.host", "127.0.0.1");
    settings.put("quarkus.management.port", String.valueOf(addresses.managementPort(service)));
    // The front door is closed by then, and it is the only one who calls.
    settings.put("leadignite.shutdown.announce", "0S");
    settings.put("leadignite.shutdown.limit", "3S");
    // For Swagger UI, which is unpacked to a folder.
    settings.put("quarkus.vertx.caching", "true");
    settings.put("quarkus.vertx.classpath-resolving", "true");
    // The front door is the only one that forwards.
    settings.put("leadignite.trusted-proxies", "127.0.0.1/32,::1/128");
    settings.put(ORIGINS, String.join(",", origins(options, addresses)));
  }

  private void addServers(Map<String, String> settings, Service service) {
    SchemaRoles roles = secrets.roles(service);
    settings.put("quarkus.datasource.reactive.url", postgres.url(Databases.NAME));
    settings.put("quarkus.datasource.username", roles.app());
    settings.put("quarkus.datasource.password", roles.appPassword());
    settings.put("quarkus.datasource.owner.jdbc.url", postgres.jdbcUrl(Databases.NAME));
    settings.put("quarkus.datasource.owner.username", roles.owner());
    settings.put("quarkus.datasource.owner.password", roles.ownerPassword());
    settings.put("quarkus.redis.hosts", redisUrl);
    // On a machine that builds as well, half a second without an answer is no outage.
    settings.put("leadignite.redis.timeout", "5S");
    settings.put("quarkus.redis.timeout", "6s");
    settings.put("quarkus.redis.tcp.connection-timeout", "5s");
  }

  private void addTrust(Map<String, String> settings, Service service) {
    settings.put(ISSUER + "issuer", issuer());
    settings.put("leadignite.api-keys.environment", "test");
    settings.put("leadignite.audit.url", addresses.url(Service.AUDIT).toString());
    if (service == Service.LEADS) {
      settings.put("leadignite.webhooks.url", addresses.url(Service.WEBHOOK).toString());
    }
    // Nobody has a second factor on the first day (docs/decisions/006).
    settings.put("leadignite.admin.assurance", "ALL_FACTORS");
    if (service != Service.AUTH) {
      String auth = addresses.url(Service.AUTH) + "/auth/v1";
      settings.put(ISSUER + "jwks-url", auth + "/.well-known/jwks.json");
      settings.put("leadignite.members.url", auth);
      settings.put("leadignite.service-token.url", auth + "/token");
      settings.put("leadignite.service-token.client-id", service.module());
      settings.put("leadignite.service-token.client-secret", secrets.clientSecret(service));
    }
  }

  private void addIssuer(Map<String, String> settings) {
    settings.put("leadignite.auth.site-url", addresses.url().toString());
    settings.put("leadignite.auth.passkey.origins", String.join(",", origins(options, addresses)));
    settings.put(
        "leadignite.auth.redirect-allow-list",
        origins(options, addresses).stream()
            .map(origin -> origin + "/**")
            .collect(Collectors.joining(",")));
    settings.put("leadignite.auth.issuer", issuer());
    settings.put("leadignite.auth.key-encryption-key", secrets.key(Service.AUTH));
    settings.put("leadignite.auth.mail.autoconfirm", "true");
    settings.put("leadignite.auth.mfa.required-of-managers", "false");
    settings.put("leadignite.auth.sms.provider", "mailbox");
    settings.put("quarkus.mailer.host", "localhost");
    settings.put("quarkus.mailer.port", String.valueOf(addresses.mailbox()));
    settings.put("quarkus.mailer.from", "Lead Ignite <no-reply@example.org>");
    settings.put("quarkus.mailer.start-tls", "DISABLED");
    for (Service client : Service.values()) {
      if (client != Service.AUTH) {
        String prefix = "leadignite.auth.clients.\"" + client.module() + "\".";
        settings.put(prefix + "secret-sha256", secrets.clientSecretDigest(client));
        settings.put(prefix + "scopes", scopes(client));
      }
    }
  }

  private static String scopes(Service client) {
    return switch (client) {
      case AUDIT -> "audit:write,api-keys:introspect,identities:resolve";
      case WEBHOOK ->
          "audit:write,members:read,api-keys:introspect,identities:resolve,leads:intake";
      case AUTH, LEADS -> "audit:write,members:read,api-keys:introspect,identities:resolve";
    };
  }

  private String issuer() {
    return addresses.url() + "/auth/v1";
  }
}
