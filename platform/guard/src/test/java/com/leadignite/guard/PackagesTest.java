package com.leadignite.guard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The order of the guard's packages, and what only one of them may use. */
class PackagesTest {

  private static final JavaClasses GUARD =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("com.leadignite.guard");

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("com.leadignite.(**)").should().beFreeOfCycles().check(GUARD);
  }

  @Test
  void onePackageUsesTheInternalsOfVertxAndNetty() {
    noClasses()
        .that()
        .resideOutsideOfPackage("com.leadignite.guard.vertx")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.netty..", "io.vertx..impl..")
        .because("an upgrade of Vert.x may change them without notice")
        .check(GUARD);
  }
}
