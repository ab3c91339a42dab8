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
import org.junit.jupiter.api.Test;

class ServiceCodeRuleTest {

  private static final List<String> FOREIGN = List.of("com.leadignite.guard.caller..");

  @Test
  void refusesSqlOutsideAStore() {
    assertThrows(AssertionError.class, () -> check(SqlReader.class));
  }

  @Test
  void letsStoresAndPartsThatStoresAloneUseRunSql() {
    assertDoesNotThrow(() -> check(SqlThingStore.class, SqlThingColumns.class, Plain.class));
    assertThrows(AssertionError.class, () -> check(SqlThingColumns.class));
    assertThrows(
        AssertionError.class,
        () -> check(SqlThingStore.class, SqlThingColumns.class, SqlThingReport.class));
  }

  @Test
  void refusesAPolicyThatKnowsHttp() {
    assertThrows(AssertionError.class, () -> check(ThingPolicy.class));
  }

  @Test
  void refusesTheCodeOfAnotherService() {
    assertThrows(AssertionError.class, () -> check(Borrower.class));
  }

  @Test
  void refusesTheInternalsOfVertx() {
    assertThrows(AssertionError.class, () -> check(Insider.class));
  }

  @Test
  void refusesPackagesThatDependOnEachOther() {
    assertThrows(AssertionError.class, () -> check(There.class, Back.class));
  }

  private static void check(Class<?>... classes) {
    ServiceCodeRule.check(new ClassFileImporter().importClasses(classes), FOREIGN);
  }

  static final class Plain {}

  static final class Insider {
    EventLoop loop(ContextInternal context) {
      return context.nettyEventLoop();
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

/** Runs SQL where it must not be. */
final class SqlReader {
  Tuple parameters() {
    return Tuple.tuple();
  }
}

/** A store. */
final class SqlThingStore {
  Tuple parameters() {
    return SqlThingColumns.parameters();
  }
}

/** Part of a store. */
final class SqlThingColumns {
  private SqlThingColumns() {}

  static Tuple parameters() {
    return Tuple.tuple();
  }
}

/** Uses a store's part without being a store. */
final class SqlThingReport {
  Object parameters() {
    return SqlThingColumns.parameters();
  }
}
