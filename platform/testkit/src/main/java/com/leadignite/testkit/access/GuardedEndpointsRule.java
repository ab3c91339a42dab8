package com.leadignite.testkit.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.access.DeclaredAccess;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a service's endpoints have to say about themselves, read from its class files: the second of
 * two lines, behind the guard, which refuses to start (ASVS 8.2.1).
 *
 * <pre>{@code
 * GuardedEndpointsRule.everyEndpointDeclaresAccess("com.leadignite.leads");
 * assertEquals(Map.of("GET /leads/v1/leads", SIGNED_IN, …), GuardedEndpointsRule.routes("com.leadignite.leads"));
 * }</pre>
 */
public final class GuardedEndpointsRule {

  private static final DescribedPredicate<JavaAnnotation<?>> HTTP_METHOD =
      DescribedPredicate.describe(
          "an annotation that names an HTTP method",
          annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class));

  private GuardedEndpointsRule() {}

  /** Fails if an endpoint below the package carries no {@link Access}. */
  public static void everyEndpointDeclaresAccess(String packageName) {
    everyEndpointDeclaresAccess(classes(packageName));
  }

  static void everyEndpointDeclaresAccess(JavaClasses classes) {
    ArchRule rule =
        methods()
            .that()
            .areAnnotatedWith(HTTP_METHOD)
            .or()
            .areAnnotatedWith(Path.class)
            .should()
            .beMetaAnnotatedWith(Access.class)
            .because("the guard lets nobody past an endpoint that does not say who may call it");
    rule.check(classes);
  }

  /**
   * Every route below the package with its audience, as {@code GET /leads/v1/leads}: to be compared
   * with a written list, so that none appears and none becomes public unseen (B7).
   */
  public static SortedMap<String, Audience> routes(String packageName) {
    return routes(classes(packageName));
  }

  static SortedMap<String, Audience> routes(JavaClasses classes) {
    SortedMap<String, Audience> routes = new TreeMap<>();
    declared(classes).forEach((route, access) -> routes.put(route, access.value()));
    return routes;
  }

  /**
   * The routes below the package that are for fewer roles than have their scopes: to be compared
   * with a written list, so that a list of roles with their scopes tells what they may do. Fails if
   * a route names a role that does not have its scopes, and so could never call it.
   */
  public static SortedSet<String> forFewerRolesThanHaveTheScopes(String packageName) {
    SortedSet<String> found = new TreeSet<>();
    declared(classes(packageName))
        .forEach((route, access) -> {
          if (access.value() == Audience.PUBLIC
              || access.value() == Audience.SERVICE
              || List.of(access.scopes()).contains(Scope.SESSION)) {
            return;
          }
          Set<Role> holders = EnumSet.noneOf(Role.class);
          for (Role role : EnumSet.complementOf(EnumSet.of(Role.SERVICE))) {
            if (Scope.of(role).containsAll(List.of(access.scopes()))) {
              holders.add(role);
            }
          }
          Set<Role> roles = access.roles().length == 0 ? holders : Set.of(access.roles());
          if (!holders.containsAll(roles)) {
            throw new AssertionError(route + " is for a role that does not have its scopes");
          }
          if (!roles.containsAll(holders)) {
            found.add(route);
          }
        });
    return found;
  }

  private static SortedMap<String, Access> declared(JavaClasses classes) {
    SortedMap<String, Access> declared = new TreeMap<>();
    for (JavaClass type : classes) {
      String prefix = path(type.tryGetAnnotationOfType(Path.class));
      for (JavaMethod method : type.getMethods()) {
        verb(method)
            .ifPresent(verb ->
                declared.put(
                    verb + " " + join(prefix, path(method.tryGetAnnotationOfType(Path.class))),
                    DeclaredAccess.of(method.reflect()).orElseThrow()));
      }
    }
    return declared;
  }

  private static JavaClasses classes(String packageName) {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(packageName);
  }

  private static Optional<String> verb(JavaMethod method) {
    return method.getAnnotations().stream()
        .map(annotation -> annotation.getRawType().tryGetAnnotationOfType(HttpMethod.class))
        .flatMap(Optional::stream)
        .map(HttpMethod::value)
        .findFirst();
  }

  private static String path(Optional<Path> path) {
    return path.map(Path::value).orElse("");
  }

  private static String join(String prefix, String rest) {
    String path = "/" + prefix + "/" + rest;
    String tidy = path.replaceAll("/+", "/");
    return tidy.length() > 1 && tidy.endsWith("/") ? tidy.substring(0, tidy.length() - 1) : tidy;
  }
}
