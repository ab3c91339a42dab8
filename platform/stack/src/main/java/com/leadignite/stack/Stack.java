package com.leadignite.stack;

import com.leadignite.embedded.EmbeddedException;
import com.leadignite.embedded.PostgresAddress;
import com.leadignite.embedded.RedisAddress;
import com.leadignite.embedded.mailbox.Mailbox;
import com.leadignite.stack.door.FrontDoor;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The platform, running on this machine. Its parts are child processes; one that dies is started
 * again on its port, and all of them end with {@link #close} or with this JVM.
 */
public final class Stack implements AutoCloseable {

  private final StackOptions options;
  private final DataFolder folder;
  private final StackPorts addresses;
  private final FirstAdminAccount firstAdminAccount;
  private final Parts parts = new Parts();
  private final StackStart start;
  private Optional<FirstAdmin> firstAdmin = Optional.empty();

  private Stack(StackOptions options) {
    this.options = options;
    SecureRandom random = new SecureRandom();
    Secrets secrets;
    this.folder = DataFolder.open(options.data(), options.fresh());
    try {
      secrets = Secrets.open(folder.secrets(), random);
      this.addresses =
          StackPorts.choose(
              options.port(), options.https(), options.anyPorts(), options.progress());
      this.firstAdminAccount =
          FirstAdminAccount.of(folder.firstAdmin(), options.adminEmail(), random);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
    this.start = new StackStart(options, folder, secrets, addresses, firstAdminAccount, parts);
  }

  /**
   * Starts the platform and waits until all of it is ready.
   *
   * @throws StackException in one sentence if it cannot be started; nothing is left running then
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
      start.run();
      firstAdmin = firstAdminAccount.confirm(url(Service.AUTH));
    } catch (EmbeddedException e) {
      close();
      throw new StackException(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private ServiceProcess process(Service service) {
    return new ServiceProcess(service, options, folder);
  }

  /** The front door: {@code http://localhost:<port>}. */
  public URI url() {
    return addresses.url();
  }

  /** Its https, {@code https://localhost:<port>}, if it has any. */
  public Optional<URI> httpsUrl() {
    return addresses.httpsUrl();
  }

  /** The certificate of its https, PEM. */
  public Path certificate() {
    return folder.certificate().file();
  }

  /** The private key of that certificate, PEM. */
  public Path certificateKey() {
    return folder.certificate().keyFile();
  }

  /** The mails that the services sent: a page, and JSON below it. */
  public URI mailboxUrl() {
    return url().resolve("/mailbox");
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
    return start.postgres();
  }

  /** The Redis server. */
  public RedisAddress redis() {
    return Servers.redisAt(start.redis());
  }

  /** The first administrator, if this start created one. */
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
   * The file with the settings of a service's process, secrets included, while it runs; read by a
   * process that has it in {@code QUARKUS_CONFIG_LOCATIONS}.
   */
  public Path settings(Service service) {
    return process(service).settings();
  }

  /** The running parts by name: {@code postgres}, {@code redis} and the services' short names. */
  public Map<String, ProcessHandle> processes() {
    return parts.processes();
  }

  /**
   * The process of one part; a new one once the part was restarted after its death.
   *
   * @throws IllegalStateException while it does not run
   */
  public ProcessHandle process(String name) {
    return parts.get(name).process();
  }

  /** Stops one part gracefully; it stays stopped until {@link #resume}. */
  public void pause(String name) {
    parts.get(name).stop();
  }

  /** Starts a paused part again. */
  public void resume(String name) {
    parts.get(name).start();
  }

  /**
   * Waits until every service says it is ready, for example after one was killed.
   *
   * @throws StackException if it takes longer than the limit
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
    if (!parts.beginToClose()) {
      return;
    }
    try {
      FrontDoor open = start.door();
      if (open != null) {
        open.close();
      }
      Mailbox mailbox = start.mailbox();
      if (mailbox != null) {
        mailbox.close();
      }
      parts.close(name -> !isServer(name));
      parts.close(Stack::isServer);
    } finally {
      folder.clearRun();
      folder.close();
    }
  }

  private static boolean isServer(String name) {
    return name.equals(StackStart.POSTGRES) || name.equals(StackStart.REDIS);
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
