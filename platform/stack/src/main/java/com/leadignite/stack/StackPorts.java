package com.leadignite.stack;

import com.leadignite.embedded.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The ports of a running stack.
 *
 * @param frontDoor of the front door
 * @param https of the front door's https, if it has any
 * @param mailbox of the SMTP server
 * @param services of each service
 * @param management of each service's health, metrics and API description
 */
record StackPorts(
    int frontDoor,
    OptionalInt https,
    int mailbox,
    Map<Service, Integer> services,
    Map<Service, Integer> management) {

  private static final int MAILBOX = 8025;

  StackPorts {
    services = Map.copyOf(services);
    management = Map.copyOf(management);
  }

  /** Takes the default ports if they are free, and others if not. */
  static StackPorts choose(
      int wantedFrontDoor, OptionalInt wantedHttps, boolean any, Consumer<String> progress) {
    Set<Integer> taken = new HashSet<>();
    int frontDoor = choose(wantedFrontDoor, taken, "the front door", progress);
    OptionalInt https = OptionalInt.empty();
    if (wantedHttps.isPresent()) {
      https = OptionalInt.of(choose(wantedHttps.getAsInt(), taken, "https", progress));
    }
    Map<Service, Integer> services = new EnumMap<>(Service.class);
    Map<Service, Integer> management = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      services.put(service, choose(any ? 0 : service.port(), taken, false));
      management.put(service, choose(any ? 0 : service.managementPort(), taken, false));
    }
    int mailbox = choose(any ? 0 : MAILBOX, taken, false);
    return new StackPorts(frontDoor, https, mailbox, services, management);
  }

  private static int choose(
      int wanted, Set<Integer> taken, String what, Consumer<String> progress) {
    int port = choose(wanted, taken, true);
    if (wanted != 0 && port != wanted) {
      progress.accept("Port " + wanted + " is taken: " + what + " is on port " + port + ".");
    }
    return port;
  }

  private static int choose(int wanted, Set<Integer> taken, boolean onLocalhost) {
    int port = wanted;
    while (port == 0 || taken.contains(port) || !isFree(port, onLocalhost)) {
      port = Ports.free();
    }
    taken.add(port);
    return port;
  }

  // "localhost" is two addresses on most machines, and browsers try IPv6 first: who has the port
  // there would get our visitors.
  private static boolean isFree(int port, boolean onLocalhost) {
    return Ports.isFree(port)
        && (!onLocalhost || localhost().stream().allMatch(address -> isFree(address, port)));
  }

  private static boolean isFree(InetAddress address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The addresses of this machine that "localhost" means and that can be listened on. */
  static List<InetAddress> localhost() {
    try {
      return List.of(InetAddress.getAllByName("localhost")).stream()
          .filter(address -> isFree(address, 0))
          .toList();
    } catch (UnknownHostException e) {
      return List.of(InetAddress.getLoopbackAddress());
    }
  }

  URI url() {
    return URI.create("http://localhost:" + frontDoor);
  }

  /** The front door's https, if it has any. */
  Optional<URI> httpsUrl() {
    return https.isPresent()
        ? Optional.of(URI.create("https://localhost:" + https.getAsInt()))
        : Optional.empty();
  }

  URI url(Service service) {
    return URI.create("http://127.0.0.1:" + portOf(services, service));
  }

  URI managementUrl(Service service) {
    return URI.create("http://127.0.0.1:" + portOf(management, service));
  }

  int port(Service service) {
    return portOf(services, service);
  }

  int managementPort(Service service) {
    return portOf(management, service);
  }

  private static int portOf(Map<Service, Integer> ports, Service service) {
    Integer port = ports.get(service);
    if (port == null) {
      throw new IllegalStateException("no port was chosen for " + service);
    }
    return port;
  }
}
