package com.leadignite.benchmarks;

import com.leadignite.stack.Service;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What is measured and how long; system properties, see README.md.
 *
 * @param services which, by their short names
 * @param nativeStarts starts of each executable, each once with and once without migrating
 * @param jvmStarts starts of each jar
 * @param requests of the guarded read at each, twice
 * @param turns that the second lot of requests is divided into
 * @param rounds of sign-ins, hashes and token checks
 * @param seconds that each of those takes
 * @param connections that ask at the same time
 * @param signInConnections that sign in at the same time
 * @param signIns whether sign-ins and hashes are measured
 * @param tokens whether the token check is measured
 * @param lists whether items of lists are measured
 * @param listRequests requests of each page of a list, twice
 */
record NativeOptions(
    List<Service> services,
    int nativeStarts,
    int jvmStarts,
    long requests,
    int turns,
    int rounds,
    int seconds,
    int connections,
    int signInConnections,
    boolean signIns,
    boolean tokens,
    boolean lists,
    long listRequests) {

  static NativeOptions ofThisJvm() {
    List<Service> services =
        Arrays.stream(System.getProperty("bench.services", "auth,leads,webhook,audit").split(","))
            .map(name -> Service.valueOf(name.strip().toUpperCase(Locale.ROOT)))
            .toList();
    return new NativeOptions(
        services,
        Integer.getInteger("bench.starts", 9),
        Integer.getInteger("bench.jvm-starts", 3),
        Long.getLong("bench.requests", 100_000),
        Integer.getInteger("bench.turns", 4),
        Integer.getInteger("bench.rounds", 3),
        Integer.getInteger("bench.seconds", 5),
        Integer.getInteger("bench.connections", 32),
        Integer.getInteger("bench.sign-in-connections", 16),
        services.contains(Service.AUTH) && isOn("bench.sign-ins"),
        services.contains(Service.LEADS) && isOn("bench.tokens"),
        isOn("bench.lists"),
        Long.getLong("bench.list-requests", 8_000));
  }

  private static boolean isOn(String property) {
    return Boolean.parseBoolean(System.getProperty(property, "true"));
  }

  int starts(Packaging packaging) {
    return switch (packaging) {
      case NATIVE -> nativeStarts;
      case JVM -> jvmStarts;
    };
  }

  Span span() {
    return Span.of(Duration.ofSeconds(seconds));
  }
}
