package com.leadignite.testkit.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameworkDefaultsRuleTest {

  @ParameterizedTest
  @Tag("B19")
  @ValueSource(
      classes = {
        Created.class,
        RestCreated.class,
        Located.class,
        Asking.class,
        ReadingTheField.class,
        Injected.class
      })
  void refusesALocationThatIsMadeFromTheHost(Class<?> type) {
    assertThrows(AssertionError.class, () -> check(type));
  }

  @ParameterizedTest
  @ValueSource(classes = {Converted.class, Boxed.class, Field.class, Component.class})
  void refusesAParameterThatTheFrameworkConverts(Class<?> type) {
    assertThrows(AssertionError.class, () -> check(type));
  }

  @Test
  void refusesAnswersToOptions() {
    assertThrows(AssertionError.class, () -> check(Options.class));
  }

  @Test
  void passesPathsAndText() {
    assertDoesNotThrow(() -> check(Plain.class));
  }

  @Test
  void holdsForTheGuard() {
    assertDoesNotThrow(() ->
        FrameworkDefaultsRule.check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("com.leadignite.guard")));
  }

  private static void check(Class<?> type) {
    FrameworkDefaultsRule.check(new ClassFileImporter().importClasses(type));
  }

  static final class Created {
    Response make() {
      return Response.created(URI.create("/things/1")).build();
    }
  }

  static final class RestCreated {
    RestResponse<Void> make() {
      return RestResponse.created(URI.create("/things/1"));
    }
  }

  static final class Located {
    Response make() {
      return Response.ok().location(URI.create("/things/1")).build();
    }
  }

  static final class Asking {
    String make(UriInfo uri) {
      return uri.getAbsolutePath().toString();
    }
  }

  static final class ReadingTheField {
    String make(HttpServerRequest request) {
      return "https://" + request.getHeader(HttpHeaders.HOST);
    }
  }

  static final class Injected {
    String make(@HeaderParam("Host") String host) {
      return "https://" + host;
    }
  }

  static final class Converted {
    int list(@QueryParam("limit") int limit) {
      return limit;
    }
  }

  static final class Boxed {
    Integer list(@RestQuery Integer limit) {
      return limit;
    }
  }

  static final class Field {
    @QueryParam("limit")
    int limit;
  }

  record Component(@QueryParam("limit") int limit) {}

  static final class Options {
    @OPTIONS
    String methods() {
      return "";
    }
  }

  static final class Plain {
    Response make(
        @PathParam("id") String id,
        @QueryParam("limit") String limit,
        @HeaderParam("If-Match") String match,
        @BeanParam Texts texts) {
      return Response.status(201)
          .header(HttpHeaders.LOCATION, "/things/" + id + limit + match + texts)
          .build();
    }
  }

  record Texts(@QueryParam("limit") String limit, @QueryParam("tag") List<String> tags) {}
}
