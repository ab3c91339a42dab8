package com.leadignite.testkit.access;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * No class that reads header fields names Host. The compiler puts the names of {@code HttpHeaders}
 * into the classes that use them, so that the name is looked for in the class file itself.
 */
final class NoHostHeader extends ArchCondition<JavaClass> {

  private static final Set<String> READERS =
      Set.of(
          "io.vertx.core.MultiMap",
          "io.vertx.core.http.HttpServerRequest",
          "jakarta.ws.rs.HeaderParam",
          "jakarta.ws.rs.container.ContainerRequestContext",
          "jakarta.ws.rs.core.HttpHeaders",
          "org.jboss.resteasy.reactive.RestHeader");

  /** A text of four bytes among the constants of a class (JVM specification, 4.4.7). */
  private static final String CONSTANT = "\u0001\u0000\u0004host";

  NoHostHeader() {
    super("not read the Host header");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    boolean readsHeaders =
        type.getDirectDependenciesFromSelf().stream()
            .anyMatch(each -> READERS.contains(each.getTargetClass().getFullName()));
    if (readsHeaders && constants(type).contains(CONSTANT)) {
      events.add(SimpleConditionEvent.violated(type, type.getFullName() + " names Host"));
    }
  }

  private static String constants(JavaClass type) {
    try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
