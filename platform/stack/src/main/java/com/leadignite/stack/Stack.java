package com.leadignite.stack;

import com.leadignite.embedded.Databases;
import com.leadignite.embedded.EmbeddedException;
import com.leadignite.embedded.PostgresAddress;
import com.leadignite.embedded.RedisAddress;
import com.leadignite.stack.Servers.Server;
import com.leadignite.stack.door.Documentation;
import com.leadignite.stack.door.FrontDoor;
import com.leadignite.stack.door.Route;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The platform, running on this machine. Its parts are child processes; one that dies is started
 * again on its port, and all of them end with {@link #close} or with this JVM.
 */
public final class Stack implements AutoCloseable {

  private static final Duration READY_LIMIT = Duration.ofMinutes(2);

  private final StackOptions options;
  private final long begun = System.nanoTime();
  private final DataFolder folder;
  private final Secrets secrets;
  private final StackPorts addresses;
  private final FirstAdminAccount firstAdminAccount;
  private final Map<String, SupervisedProcess> parts = new LinkedHashMap<>();
  private @Nullable Server<PostgresAddress> postgres;
  private @Nullable Server<String> redis;
  private @Nullable FrontDoor door;
  private Optional<FirstAdmin> firstAdmin = Optional.empty();
  private boolean closing;

  private Stack(StackOptions options) {
    this.options = options;
    SecureRandom random = new SecureRandom();
    this.folder = DataFolder.open(options.data(), options.fresh());
    try {
      this.secrets = Secrets.open(folder.secrets(), random);
      this.addresses = StackPorts.choose(options.port(), options.anyPorts(), options.progress());
      this.firstAdminAccount =
          FirstAdminAccount.of(folder.firstAdmin(), options.adminEmail(), random);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /**
   * Starts the platform and waits until all of it is ready.
   *
   * @throws StackException in one sentence where it cannot be started; nothing is left running then
   */
  public static Stack start(StackOptions options) {
    Stack stack = prepare(options);
    stack.up();
    return stack;
  }

  /** Takes the data folder and the ports, and starts nothing yet. */
  static Stack prepare(StackOptions options) {
    return new Stack(options);
  }

  void up() {
    try {
      Arrays.stream(Service.values())
          .forEach(service -> process(service).command(options.heapMegabytes()));
      startServers();
      openDoor();
      startServices();
      firstAdmin = firstAdminAccount.confirm(url(Service.AUTH));
    } catch (EmbeddedException e) {
      close();
      throw new StackException(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void startServers() {
    CompletableFuture<Server<PostgresAddress>> database =
        inBackground(() ->
            part(
                "postgres",
                Servers.postgres(options.postgres(), folder.postgres(), options.progress())));
    CompletableFuture<Server<String>> memory =
        inBackground(() ->
            part("redis", Servers.redis(options.redis(), folder.redis(), options.progress())));
    // Both are waited for, also where one fails: else the other could start after the clean-up.
    CompletableFuture.allOf(database, memory).exceptionally(failure -> null).join();
    redis = result(memory);
    postgres = result(database);
    List<com.leadignite.embedded.SchemaRoles> roles =
        Arrays.stream(Service.values()).map(secrets::roles).toList();
    Databases.bootstrap(postgres(), roles);
  }

  private <A> Server<A> part(String name, Server<A> server) {
    SupervisedProcess process = server.process();
    if (process != null) {
      add(name, process);
    }
    ready(name, process == null ? "yours" : "");
    return server;
  }

  private void openDoor() {
    List<Route> routes = new ArrayList<>();
    List<Documentation> documentation = new ArrayList<>();
    for (Service service : Service.values()) {
      for (String path : service.paths()) {
        routes.add(new Route(path, service.shortName(), url(service)));
      }
      documentation.add(new Documentation(service.shortName(), managementUrl(service)));
    }
    try {
      FrontDoor opened =
          FrontDoor.open(
              StackPorts.localhost(),
              addresses.frontDoor(),
              routes,
              documentation,
              ServiceSettings.origins(options, addresses));
      synchronized (parts) {
        door = opened;
      }
    } catch (IllegalStateException e) {
      throw new StackException(e.getMessage() + ".", e);
    }
  }

  private void startServices() {
    ServiceSettings settings =
        new ServiceSettings(options, secrets, addresses, postgres(), result(redis).address());
    List<CompletableFuture<Void>> starts = new ArrayList<>();
    for (Service service : Service.values()) {
      starts.add(inBackground(() -> startService(service, settings)));
    }
    CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new))
        .exceptionally(failure -> null)
        .join();
    starts.forEach(Stack::result);
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
    add(service.shortName(), supervised);
    supervised.startOnce();
    if (!ReadinessProbe.await(managementUrl(service), supervised::isAlive, READY_LIMIT)) {
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

  private void add(String name, SupervisedProcess part) {
    synchronized (parts) {
      if (closing) {
        part.close();
        throw new StackException("The platform is being stopped.");
      }
      parts.put(name, part);
    }
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

  private static <T extends @Nullable Object> CompletableFuture<T> inBackground(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            result.complete(work.get());
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  private static <T extends @Nullable Object> T result(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static <A> Server<A> result(@Nullable Server<A> server) {
    if (server == null) {
      throw new IllegalStateException("the platform has not been started");
    }
    return server;
  }

  /** The front door: {@code http://localhost:<port>}. */
  public URI url() {
    return addresses.url();
  }

  /** A service itself, past the front door. */
  public URI url(Service service) {
    return addresses.url(service);
  }

  /** A service's health, metrics and API description, below {@code /q}. */
  public URI managementUrl(Service service) {
    return addresses.managementUrl(service);
  }

  /** The PostgreSQL server with its administrator. */
  public PostgresAddress postgres() {
    return result(postgres).address();
  }

  /** The Redis server. */
  public RedisAddress redis() {
    return Servers.redisAt(result(redis).address());
  }

  /** The first administrator, where it was this start that made one. */
  public Optional<FirstAdmin> firstAdmin() {
    return firstAdmin;
  }

  /** The address of the first administrator that an earlier start made. */
  Optional<String> earlierAdmin() {
    return firstAdminAccount.earlier();
  }

  /** Where the parts' logs are. */
  public Path logs() {
    return folder.logs();
  }

  /** What starts a process of a service, without its settings. */
  public List<String> command(Service service, int heapMegabytes) {
    return process(service).command(heapMegabytes);
  }

  /**
   * The file with the settings of a service's process, secrets included, while it runs; read by
   * whoever finds it in {@code QUARKUS_CONFIG_LOCATIONS}.
   */
  public Path settings(Service service) {
    return process(service).settings();
  }

  /** The running parts by name: {@code postgres}, {@code redis} and the services' short names. */
  public Map<String, ProcessHandle> processes() {
    Map<String, ProcessHandle> handles = new LinkedHashMap<>();
    synchronized (parts) {
      parts.forEach((name, part) -> {
        if (part.isAlive()) {
          handles.put(name, part.process());
        }
      });
    }
    return handles;
  }

  /**
   * The process of one part. After its death it is another one, as soon as it was started again.
   *
   * @throws IllegalStateException while it does not run
   */
  public ProcessHandle process(String name) {
    return part(name).process();
  }

  /** Ends one part in order and leaves it so until {@link #resume}. */
  public void pause(String name) {
    part(name).stop();
  }

  /** Starts a paused part again. */
  public void resume(String name) {
    part(name).start();
  }

  private SupervisedProcess part(String name) {
    synchronized (parts) {
      SupervisedProcess part = parts.get(name);
      if (part == null) {
        throw new IllegalArgumentException("no part " + name + ", but " + parts.keySet());
      }
      return part;
    }
  }

  /**
   * Waits until every service says it is ready, for example after one was killed.
   *
   * @throws StackException where it takes longer than the limit
   */
  public void awaitReady(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    for (Service service : Service.values()) {
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      if (!ReadinessProbe.await(managementUrl(service), () -> true, left)) {
        throw new StackException(
            service.module() + " is not ready after " + limit.toSeconds() + " seconds.");
      }
    }
  }

  /** Stops everything, services first; may be called at any time, and again. */
  @Override
  public void close() {
    Map<String, SupervisedProcess> running;
    FrontDoor open;
    synchronized (parts) {
      if (closing) {
        return;
      }
      closing = true;
      running = new LinkedHashMap<>(parts);
      open = door;
    }
    try {
      // Ctrl-C on a terminal reaches the servers as well, which end before it is their turn.
      running.values().forEach(SupervisedProcess::letEnd);
      if (open != null) {
        open.close();
      }
      stop(running, name -> !isServer(name));
      stop(running, Stack::isServer);
    } finally {
      folder.clearRun();
      folder.close();
    }
  }

  private static boolean isServer(String name) {
    return name.equals("postgres") || name.equals("redis");
  }

  private static void stop(
      Map<String, SupervisedProcess> parts, java.util.function.Predicate<String> which) {
    List<CompletableFuture<@Nullable Void>> stops = new ArrayList<>();
    parts.forEach((name, part) -> {
      if (which.test(name)) {
        stops.add(
            inBackground(() -> {
              part.close();
              return null;
            }));
      }
    });
    CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new))
        .exceptionally(failure -> null)
        .join();
  }

  /** Which services there are, with their addresses past the front door. */
  Map<Service, URI> services() {
    Map<Service, URI> urls = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      urls.put(service, url(service));
    }
    return urls;
  }
}
