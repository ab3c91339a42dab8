package com.leadignite.guard;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The guard's packages have an order: none depends, over others or directly, on itself. */
class PackagesTest {

  private static final JavaClasses GUARD =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("com.leadignite.guard");

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("com.leadignite.(**)").should().beFreeOfCycles().check(GUARD);
  }
}
