package com.leadignite.guard.access;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.limit.Limit;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one endpoint's {@link Access} says, read once at start. */
record AccessRule(
    String endpoint,
    Audience audience,
    Limit limit,
    Set<Role> roles,
    Set<String> scopes,
    Assurance assurance,
    boolean fresh,
    boolean services,
    boolean anonymous,
    boolean delegable,
    boolean changes) {

  private static final String SESSION = Scope.SESSION.wireName();

  AccessRule {
    roles = Set.copyOf(roles);
    scopes = Set.copyOf(scopes);
  }

  /**
   * The rule of a resource method.
   *
   * @throws IllegalStateException if it declares none, or a contradictory one
   */
  static AccessRule of(Method method) {
    String endpoint = method.getDeclaringClass().getSimpleName() + "." + method.getName();
    Access access =
        DeclaredAccess.of(method)
            .orElseThrow(() ->
                new IllegalStateException(
                    method.getDeclaringClass().getName()
                        + "."
                        + method.getName()
                        + " is an endpoint without @Access: declare on it who may call"));
    AccessRule rule =
        new AccessRule(
            endpoint,
            access.value(),
            access.limit(),
            Set.of(access.roles()),
            scopes(access),
            access.assurance(),
            access.fresh(),
            access.services(),
            access.anonymous(),
            DeclaredAccess.isDelegable(access),
            access.changes());
    rule.check();
    return rule;
  }

  /** Where nobody is known, nobody's session is either. */
  private static Set<String> scopes(Access access) {
    return Scope.names(Stream.of(access.scopes()))
        .filter(name -> access.value() != Audience.PUBLIC || !name.equals(SESSION))
        .collect(Collectors.toUnmodifiableSet());
  }

  private void check() {
    if (audience == Audience.PUBLIC && (!roles.isEmpty() || !scopes.isEmpty() || fresh)) {
      throw new IllegalStateException(
          endpoint
              + " is public, where nobody is known: it cannot ask for roles, scopes or freshness");
    }
    if (audience != Audience.PUBLIC && scopes.isEmpty()) {
      throw new IllegalStateException(endpoint + " is not public and names no scope");
    }
    if (fresh && assurance == Assurance.FIRST_FACTOR) {
      throw new IllegalStateException(
          endpoint + " is sensitive: it cannot do with one factor of a person who has two");
    }
    if (audience == Audience.ADMIN && roles.isEmpty()) {
      throw new IllegalStateException(endpoint + " is for admins and does not say which roles");
    }
    boolean scoped = !scopes.isEmpty() && !scopes.contains(SESSION);
    if ((services || audience == Audience.SERVICE) && !scoped) {
      throw new IllegalStateException(
          endpoint + " lets services in: it has to name the scopes that they need");
    }
    if (anonymous && audience != Audience.SIGNED_IN) {
      throw new IllegalStateException(
          endpoint
              + " lets anonymous users in: only an endpoint for people may, and no admin route");
    }
    if (audience != Audience.SERVICE && roles.contains(Role.SERVICE)) {
      throw new IllegalStateException(endpoint + " is for people and names the role of services");
    }
  }
}
