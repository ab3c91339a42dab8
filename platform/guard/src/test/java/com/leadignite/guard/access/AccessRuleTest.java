package com.leadignite.guard.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.limit.Limit;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("B7")
class AccessRuleTest {

  @Test
  void readsWhatAnEndpointDeclares() {
    AccessRule rule = AccessRule.of(method("good"));

    assertEquals("Endpoints.good", rule.endpoint());
    assertEquals(Audience.ADMIN, rule.audience());
    assertEquals(Set.of(Role.ADMIN), rule.roles());
    assertEquals(Set.of("audit:read"), rule.scopes());
    assertEquals(Assurance.ALL_FACTORS, rule.assurance());
  }

  /** The framework calls this while it starts; what it throws ends the start. */
  @Test
  void refusesTheStartForAnEndpointThatDeclaresNothingAndNamesIt() {
    AccessFeature feature = new AccessFeature(null);
    var undeclared =
        new ResteasyReactiveResourceInfo(
            "undeclared", Endpoints.class, new Class<?>[0], true, Endpoints.class.getName());

    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> feature.configure(undeclared, null));

    assertTrue(refused.getMessage().contains("Endpoints.undeclared"), refused::getMessage);
  }

  @Test
  void takesNoDeclarationFromAnInterface() {
    assertThrows(
        IllegalStateException.class, () -> AccessRule.of(Implementing.class.getMethod("declared")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "publicWithRoles",
        "publicButFresh",
        "adminWithoutRoles",
        "peopleAsService",
        "servicesWithoutScopes",
        "anonymousAdmins",
        "sensitiveWithOneFactor"
      })
  void refusesADeclarationThatCannotBeMeant(String name) {
    assertThrows(IllegalStateException.class, () -> AccessRule.of(method(name)));
  }

  private static Method method(String name) {
    return Stream.of(Endpoints.class.getMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Not resources: nothing here is served. */
  public static final class Endpoints {

    @Access(
        value = Audience.ADMIN,
        limit = Limit.ADMIN,
        roles = Role.ADMIN,
        scopes = Scope.AUDIT_READ)
    public void good() {}

    public void undeclared() {}

    @Access(value = Audience.PUBLIC, limit = Limit.READ, roles = Role.USER)
    public void publicWithRoles() {}

    @Access(value = Audience.PUBLIC, limit = Limit.READ, fresh = true)
    public void publicButFresh() {}

    @Access(value = Audience.ADMIN, limit = Limit.ADMIN)
    public void adminWithoutRoles() {}

    @Access(value = Audience.SIGNED_IN, limit = Limit.READ, roles = Role.SERVICE)
    public void peopleAsService() {}

    @Access(value = Audience.SIGNED_IN, limit = Limit.READ, services = true)
    public void servicesWithoutScopes() {}

    @Access(value = Audience.ADMIN, limit = Limit.READ, roles = Role.ADMIN, anonymous = true)
    public void anonymousAdmins() {}

    @Access(
        value = Audience.SIGNED_IN,
        limit = Limit.READ,
        assurance = Assurance.FIRST_FACTOR,
        fresh = true)
    public void sensitiveWithOneFactor() {}
  }

  interface Declaring {
    @Access(value = Audience.SIGNED_IN, limit = Limit.READ)
    void declared();
  }

  public static final class Implementing implements Declaring {
    @Override
    public void declared() {}
  }
}
