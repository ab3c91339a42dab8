package com.leadignite.testkit.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What the classes of a service may use, read from its class files (CONTRIBUTING.md, "What the
 * build refuses").
 */
public final class ServiceCodeRule {

  private static final List<String> SERVICES = List.of("auth", "leads", "webhook", "audit");
  private static final String ROOT = "com.leadignite.";

  private ServiceCodeRule() {}

  /**
   * Fails if a class uses another service's code, runs SQL without being a store, decides as a
   * policy and knows HTTP or SQL, leaves to the framework what is ours to decide, or takes rows
   * from a queue in a form that may take more than it asks for (migrations are read for this, too),
   * or uses internals of Vert.x or Netty, or if packages depend on each other in a cycle.
   *
   * @param service its package's last part, such as {@code leads}
   * @param helpers the simple names of the classes that may run SQL besides the stores
   */
  public static void holds(String service, String... helpers) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT + service);
    FrameworkDefaultsRule.check(classes);
    QueueStatements.check(classes);
    QueueStatements.checkScripts(Path.of("src/main/resources"));
    check(
        classes,
        SERVICES.stream()
            .filter(other -> !other.equals(service))
            .map(other -> ROOT + other + "..")
            .toList(),
        Set.of(helpers));
  }

  static void check(JavaClasses classes, List<String> foreign, Set<String> helpers) {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(foreign.toArray(String[]::new))
        .because("services talk to each other over REST only")
        .check(classes);
    noClasses()
        .that()
        .haveNameNotMatching(".*(Store" + alternatives(helpers) + ")(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.vertx.sqlclient.Tuple")
        .because("SQL stands in stores")
        .check(classes);
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Policy")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.ws.rs..", "io.vertx..", "io.smallrye..", "java.sql..")
        .because("a policy is a pure function")
        // A service may have no policy of its own.
        .allowEmptyShould(true)
        .check(classes);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.netty..", "io.vertx..impl..")
        .because("only guard.vertx uses the internals of Vert.x and Netty")
        .check(classes);
    slices()
        .matching("com.leadignite.(**)")
        .should()
        .beFreeOfCycles()
        .because("what a package needs is below it")
        .check(classes);
  }

  private static String alternatives(Set<String> helpers) {
    return helpers.stream().map(helper -> "|\\." + helper).reduce("", String::concat);
  }
}
