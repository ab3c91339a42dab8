package com.leadignite.testkit.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the classes of a service may use, read from its class files (CONTRIBUTING.md, "What the
 * build refuses").
 */
public final class ServiceCodeRule {

  private static final List<String> SERVICES = List.of("auth", "leads", "webhook", "audit");
  private static final String ROOT = "com.leadignite.";

  private ServiceCodeRule() {}

  /**
   * Fails if a class uses another service's code, runs SQL without being a store or part of one,
   * decides as a policy and knows HTTP or SQL, leaves to the framework what is ours to decide, or
   * takes rows from a queue in a form that may take more than it asks for (migrations are read for
   * this, too), uses internals of Vert.x or Netty, or if packages depend on each other in a cycle.
   *
   * @param service its package's last part, such as {@code leads}
   */
  public static void holds(String service) {
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
            .toList());
  }

  static void check(JavaClasses classes, List<String> foreign) {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(foreign.toArray(String[]::new))
        .because("services talk to each other over REST only")
        .check(classes);
    noClasses()
        .that(DescribedPredicate.not(placeForSql()))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.vertx.sqlclient.Tuple")
        .because("SQL is in stores")
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

  /** A store, or a part of one: a class that is not public, and that stores alone use. */
  private static DescribedPredicate<JavaClass> placeForSql() {
    return DescribedPredicate.describe(
        "the place of SQL",
        type ->
            isStore(type)
                || (!type.getModifiers().contains(JavaModifier.PUBLIC)
                    && usersOf(type).stream().anyMatch(ServiceCodeRule::isStore)
                    && usersOf(type).stream().allMatch(ServiceCodeRule::isStore)));
  }

  private static boolean isStore(JavaClass type) {
    return outermost(type).getSimpleName().endsWith("Store");
  }

  private static Set<JavaClass> usersOf(JavaClass type) {
    return outermost(type).getDirectDependenciesToSelf().stream()
        .map(use -> outermost(use.getOriginClass()))
        .filter(user -> !user.equals(outermost(type)))
        .collect(Collectors.toSet());
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ServiceCodeRule::outermost).orElse(type);
  }
}
