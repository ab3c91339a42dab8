package com.leadignite.stack;

import com.leadignite.embedded.Databases;
import com.leadignite.embedded.PostgresAddress;
import com.leadignite.embedded.SchemaRoles;
import com.leadignite.embedded.mailbox.Mailbox;
import com.leadignite.stack.Servers.Server;
import com.leadignite.stack.door.Documentation;
import com.leadignite.stack.door.FrontDoor;
import com.leadignite.stack.door.Route;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Starts the parts of a stack: the servers, the front door, then the services. */
final class StackStart {

  static final String POSTGRES = "postgres";
  static final String REDIS = "redis";

  private static final Duration READY_LIMIT = Duration.ofMinutes(2);

  private final long begun = System.nanoTime();
  private final StackOptions options;
  private final DataFolder folder;
  private final Secrets secrets;
  private final StackPorts addresses;
  private final FirstAdminAccount firstAdminAccount;
  private final Parts parts;
  private @Nullable Server<PostgresAddress> postgres;
  private @Nullable Server<String> redis;
  private volatile @Nullable FrontDoor door;
  private volatile @Nullable Mailbox mailbox;

  StackStart(
      StackOptions options,
      DataFolder folder,
      Secrets secrets,
      StackPorts addresses,
      FirstAdminAccount firstAdminAccount,
      Parts parts) {
    this.options = options;
    this.folder = folder;
    this.secrets = secrets;
    this.addresses = addresses;
    this.firstAdminAccount = firstAdminAccount;
    this.parts = parts;
  }

  /**
   * Starts everything and waits until all of it is ready.
   *
   * @throws StackException or EmbeddedException in one sentence; what was started still runs then
   */
  void run() {
    Arrays.stream(Service.values())
        .forEach(service -> process(service).command(options.heapMegabytes()));
    startServers();
    openDoor();
    startServices();
  }

  PostgresAddress postgres() {
    return started(postgres).address();
  }

  String redis() {
    return started(redis).address();
  }

  /** The front door; null if it was not opened. */
  @Nullable FrontDoor door() {
    return door;
  }

  private void startServers() {
    CompletableFuture<Server<PostgresAddress>> database =
        Background.run(() ->
            part(
                POSTGRES,
                Servers.postgres(options.postgres(), folder.postgres(), options.progress())));
    CompletableFuture<Server<String>> memory =
        Background.run(
            () -> part(REDIS, Servers.redis(options.redis(), folder.redis(), options.progress())));
    // Both are awaited even if one fails: else the other could start after the clean-up.
    Background.await(List.of(database, memory));
    redis = Background.result(memory);
    postgres = Background.result(database);
    List<SchemaRoles> roles = Arrays.stream(Service.values()).map(secrets::roles).toList();
    Databases.bootstrap(postgres(), roles);
  }

  private <A> Server<A> part(String name, Server<A> server) {
    SupervisedProcess process = server.process();
    if (process != null) {
      parts.add(name, process);
    }
    ready(name, process == null ? "yours" : "");
    return server;
  }

  /** The mailbox; null if it was not opened. */
  @Nullable Mailbox mailbox() {
    return mailbox;
  }

  private void openDoor() {
    Mailbox mails = Mailbox.start(addresses.mailbox(), Clock.systemUTC());
    mailbox = mails;
    List<Route> routes = new ArrayList<>();
    List<Documentation> documentation = new ArrayList<>();
    for (Service service : Service.values()) {
      for (String path : service.paths()) {
        routes.add(new Route(path, service.shortName(), addresses.url(service)));
      }
      documentation.add(new Documentation(service.shortName(), addresses.managementUrl(service)));
    }
    try {
      FrontDoor opened =
          FrontDoor.open(
              StackPorts.localhost(),
              addresses.frontDoor(),
              routes,
              documentation,
              mails,
              ServiceSettings.origins(options, addresses));
      door = opened;
      if (addresses.https().isPresent()) {
        opened.openTls(
            StackPorts.localhost(), addresses.https().getAsInt(), folder.certificate().open());
      }
    } catch (IllegalStateException e) {
      throw new StackException(e.getMessage() + ".", e);
    }
  }

  private void startServices() {
    ServiceSettings settings =
        new ServiceSettings(options, secrets, addresses, postgres(), redis());
    List<CompletableFuture<Void>> starts = new ArrayList<>();
    for (Service service : Service.values()) {
      starts.add(Background.run(() -> startService(service, settings)));
    }
    Background.await(starts);
    starts.forEach(Background::result);
  }

  private @Nullable Void startService(Service service, ServiceSettings settings) {
    ServiceProcess process = process(service);
    Map<String, String> environment =
        service == Service.AUTH ? firstAdminAccount.environment() : Map.of();
    SupervisedProcess supervised =
        new SupervisedProcess(
            service.module(),
            () -> process.start(settings.of(service), environment),
            options.progress());
    parts.add(service.shortName(), supervised);
    supervised.startOnce();
    if (!ReadinessProbe.await(addresses.managementUrl(service), supervised::isAlive, READY_LIMIT)) {
      throw new StackException(
          service.module()
              + (supervised.isAlive() ? " is not ready" : " ended")
              + "; its log, "
              + process.log()
              + ", says:\n"
              + process.lastError());
    }
    supervised.start();
    ready(service.module(), "");
    return null;
  }

  private ServiceProcess process(Service service) {
    return new ServiceProcess(service, options, folder);
  }

  private void ready(String name, String remark) {
    long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    String seconds = millis / 1000 + "." + millis % 1000 / 100 + " s";
    options
        .progress()
        .accept(
            "  ready after "
                + " ".repeat(Math.max(0, 6 - seconds.length()))
                + seconds
                + "  "
                + name
                + (remark.isEmpty() ? "" : " (" + remark + ")"));
  }

  private static <A> Server<A> started(@Nullable Server<A> server) {
    if (server == null) {
      throw new IllegalStateException("the platform has not been started");
    }
    return server;
  }
}
