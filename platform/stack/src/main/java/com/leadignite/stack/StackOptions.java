package com.leadignite.stack;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Options of a stack. Begin with {@link #of}, and change what should differ.
 *
 * @param project the root folder of the project, below which the built services are
 * @param data the folder for everything that is kept; created if it is missing
 * @param fresh whether the data folder is emptied first
 * @param port the wanted port of the front door; another free one is used if it is taken; 0 for any
 *     free one, for the services as well
 * @param https the wanted port of the front door's https; 0 for any free one; none if it is empty
 * @param nativeImages whether the services' native executables are run instead of their jars
 * @param postgres {@code postgresql://administrator:password@host:port/database}, or empty for the
 *     embedded server
 * @param redis {@code redis://:password@host:port}, or empty for the embedded server
 * @param adminEmail the first administrator's address
 * @param heapMegabytes the largest heap of each service
 * @param common properties for all services, above every other source but the environment
 * @param special properties for one service, above the common ones
 * @param progress receives progress messages, a line at a time
 */
public record StackOptions(
    Path project,
    Path data,
    boolean fresh,
    int port,
    OptionalInt https,
    boolean nativeImages,
    String postgres,
    String redis,
    String adminEmail,
    int heapMegabytes,
    Map<String, String> common,
    Map<Service, Map<String, String>> special,
    Consumer<String> progress) {

  /** The front door's default port. */
  public static final int FRONT_DOOR_PORT = 8080;

  /** Its default port of https, if it has one. */
  static final int HTTPS_PORT = 8443;

  static final String ADMIN_EMAIL = "admin@example.org";
  static final int HEAP_MEGABYTES = 192;

  /** Copies the maps. */
  public StackOptions {
    common = Map.copyOf(common);
    special = Map.copyOf(special);
  }

  /** What {@code ./mvnw -Pup} does without options, but silently. */
  public static StackOptions of(Path project, Path data) {
    return new StackOptions(
        project,
        data,
        false,
        FRONT_DOOR_PORT,
        OptionalInt.empty(),
        false,
        "",
        "",
        ADMIN_EMAIL,
        HEAP_MEGABYTES,
        Map.of(),
        Map.of(),
        line -> {});
  }

  /** Every port any free one, for several stacks at a time. */
  public StackOptions onAnyPorts() {
    return copy(0, https, nativeImages, postgres, common, special, progress);
  }

  /** A port of https besides; any free one with {@link #onAnyPorts}. */
  public StackOptions withHttps() {
    return copy(
        port,
        OptionalInt.of(anyPorts() ? 0 : HTTPS_PORT),
        nativeImages,
        postgres,
        common,
        special,
        progress);
  }

  /** The PostgreSQL at this address, as {@link #postgres} has it, instead of the embedded one. */
  public StackOptions onPostgres(String address) {
    return copy(port, https, nativeImages, address, common, special, progress);
  }

  /** The services' native executables, which have to be built, instead of their jars. */
  public StackOptions onNativeImages() {
    return copy(port, https, true, postgres, common, special, progress);
  }

  /** A property of every service. */
  public StackOptions with(String property, String value) {
    Map<String, String> more = new LinkedHashMap<>(common);
    more.put(property, value);
    return copy(port, https, nativeImages, postgres, more, special, progress);
  }

  /** A property of one service. */
  public StackOptions with(Service service, String property, String value) {
    Map<Service, Map<String, String>> all = new EnumMap<>(Service.class);
    all.putAll(special);
    Map<String, String> more = new LinkedHashMap<>(all.getOrDefault(service, Map.of()));
    more.put(property, value);
    all.put(service, Map.copyOf(more));
    return copy(port, https, nativeImages, postgres, common, all, progress);
  }

  /** A receiver of progress messages. */
  public StackOptions telling(Consumer<String> listener) {
    return copy(port, https, nativeImages, postgres, common, special, listener);
  }

  /** Whether the services take any free ports, too, instead of their usual ones. */
  boolean anyPorts() {
    return port == 0;
  }

  /** With what the methods above change; the rest comes from the command line alone. */
  private StackOptions copy(
      int newPort,
      OptionalInt newHttps,
      boolean newNativeImages,
      String newPostgres,
      Map<String, String> newCommon,
      Map<Service, Map<String, String>> newSpecial,
      Consumer<String> newProgress) {
    return new StackOptions(
        project,
        data,
        fresh,
        newPort,
        newHttps,
        newNativeImages,
        newPostgres,
        redis,
        adminEmail,
        heapMegabytes,
        newCommon,
        newSpecial,
        newProgress);
  }
}
