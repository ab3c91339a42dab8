package com.leadignite.testkit.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.caller.Role;
import com.leadignite.testkit.access.cycle.back.Back;
import com.leadignite.testkit.access.cycle.there.There;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.netty.channel.EventLoop;
import io.vertx.core.impl.ContextInternal;
import io.vertx.sqlclient.Tuple;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceCodeRuleTest {

  private static final List<String> FOREIGN = List.of("com.leadignite.guard.caller..");

  @Test
  void refusesSqlOutsideAStore() {
    assertThrows(AssertionError.class, () -> check(Set.of(), Reader.class));
  }

  @Test
  void letsStoresAndNamedHelpersRunSql() {
    assertDoesNotThrow(() -> check(Set.of(), ThingStore.class, Plain.class));
    assertDoesNotThrow(
        () -> check(Set.of("ServiceCodeRuleTest\\$Reader"), Reader.class, Plain.class));
  }

  @Test
  void refusesAPolicyThatKnowsHttp() {
    assertThrows(AssertionError.class, () -> check(Set.of(), ThingPolicy.class));
  }

  @Test
  void refusesTheCodeOfAnotherService() {
    assertThrows(AssertionError.class, () -> check(Set.of(), Borrower.class));
  }

  @Test
  void refusesTheInternalsOfVertx() {
    assertThrows(AssertionError.class, () -> check(Set.of(), Insider.class));
  }

  @Test
  void refusesPackagesThatDependOnEachOther() {
    assertThrows(AssertionError.class, () -> check(Set.of(), There.class, Back.class));
  }

  private static void check(Set<String> helpers, Class<?>... classes) {
    ServiceCodeRule.check(new ClassFileImporter().importClasses(classes), FOREIGN, helpers);
  }

  static final class Plain {}

  static final class Insider {
    EventLoop loop(ContextInternal context) {
      return context.nettyEventLoop();
    }
  }

  static final class Reader {
    Tuple parameters() {
      return Tuple.tuple();
    }
  }

  static final class ThingStore {
    Tuple parameters() {
      return Tuple.tuple();
    }
  }

  static final class ThingPolicy {
    Response decide() {
      return Response.ok().build();
    }
  }

  static final class Borrower {
    Role role() {
      return Role.ADMIN;
    }
  }
}
