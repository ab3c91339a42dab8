package com.leadignite.testkit.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("B44")
class QueueStatementsTest {

  private static final String RIGHT =
      """
      with due as materialized (
        select id
        from calls
        where due_at <= now()
        limit $1
        for update skip locked
      )
      update calls set due_at = now() where id = any(array(select id from due)) returning id
      """;

  @TempDir private Path folder;

  @Test
  void takesTheOneForm() {
    assertEquals(Optional.empty(), QueueStatements.objection(RIGHT));
    assertEquals(Optional.empty(), QueueStatements.objection("select id from calls limit 5"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update q set a = 1 where id in (select id from q order by id limit $1 for update skip locked)",
        "with d as (select id from q limit $1 for update skip locked) update q set a = 1 where id = any(array(select id from d))",
        "with d as materialized (select id from q limit $1 for update skip locked) update q set a = 1 from d where q.id = d.id",
        "delete from q where id IN\n  (select id from q where at < now() limit 100)",
        "select id from q limit 1 for update skip locked",
        " for update skip locked"
      })
  void refusesOthers(String statement) {
    assertEquals(true, QueueStatements.objection(statement).isPresent());
  }

  @Test
  void readsClassesAndScripts() throws Exception {
    Files.writeString(folder.resolve("V1.sql"), "select 1 from q for update skip locked");

    assertThrows(AssertionError.class, () -> QueueStatements.checkScripts(folder));
    assertThrows(
        AssertionError.class,
        () -> QueueStatements.check(new ClassFileImporter().importClasses(Taker.class)));
  }

  @Test
  void holdsForTheGuard() {
    assertDoesNotThrow(() ->
        QueueStatements.check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("com.leadignite.guard")));
  }

  static final class Taker {
    String statement() {
      return "delete from q where id in (select id from q limit 1 for update skip locked)";
    }
  }
}
