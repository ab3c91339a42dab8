package com.leadignite.testkit.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.limit.Limit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B7")
class GuardedEndpointsRuleTest {

  @Test
  void refusesAnEndpointWithoutAccess() {
    var classes = new ClassFileImporter().importClasses(Guarded.class, Open.class);

    assertThrows(
        AssertionError.class, () -> GuardedEndpointsRule.everyEndpointDeclaresAccess(classes));
  }

  @Test
  void refusesASubResourceWithoutAccess() {
    var classes = new ClassFileImporter().importClasses(Locator.class);

    assertThrows(
        AssertionError.class, () -> GuardedEndpointsRule.everyEndpointDeclaresAccess(classes));
  }

  @Test
  void passesWhatDeclares() {
    var classes = new ClassFileImporter().importClasses(Guarded.class);

    assertDoesNotThrow(() -> GuardedEndpointsRule.everyEndpointDeclaresAccess(classes));
  }

  @Test
  void listsRoutesWithTheirAudience() {
    var classes = new ClassFileImporter().importClasses(Guarded.class);

    assertEquals(
        Map.of("GET /things/v1", Audience.PUBLIC, "PATCH /things/v1/{id}", Audience.SIGNED_IN),
        GuardedEndpointsRule.routes(classes));
  }

  @Path("/things/v1")
  static final class Guarded {
    @GET
    @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
    public String all() {
      return "";
    }

    @PATCH
    @Path("{id}")
    @Access(value = Audience.SIGNED_IN, limit = Limit.WRITE)
    public String change() {
      return "";
    }
  }

  @Path("/open")
  static final class Open {
    @GET
    public String all() {
      return "";
    }
  }

  static final class Locator {
    @Path("/sub")
    public Guarded sub() {
      return new Guarded();
    }
  }
}
