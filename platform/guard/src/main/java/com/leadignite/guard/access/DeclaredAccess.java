package com.leadignite.guard.access;

import com.leadignite.guard.caller.Scope;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the {@link Access} that a method declares, directly or by an annotation that carries one.
 */
public final class DeclaredAccess {

  private DeclaredAccess() {}

  /**
   * Whether API keys and clients of partners may call: an endpoint for people that names scopes
   * which can be delegated, and requires neither a fresh sign-in nor a second factor of everybody,
   * as what hands out power or cannot be undone does. On an admin route both were required when the
   * key was made, or the client approved.
   */
  public static boolean isDelegable(Access access) {
    return (access.value() == Audience.SIGNED_IN || access.value() == Audience.ADMIN)
        && access.scopes().length > 0
        && Arrays.stream(access.scopes()).allMatch(Scope::isDelegable)
        && access.assurance() == Assurance.ALL_FACTORS
        && !access.fresh();
  }

  /**
   * The access that the method declares.
   *
   * @throws IllegalStateException if it declares two, of which one might be overlooked
   */
  public static Optional<Access> of(Method method) {
    Optional<Access> found = Optional.empty();
    for (Annotation annotation : method.getAnnotations()) {
      Access access =
          annotation instanceof Access own
              ? own
              : annotation.annotationType().getAnnotation(Access.class);
      if (access != null && found.isPresent()) {
        throw new IllegalStateException(method + " declares access twice");
      }
      found = access == null ? found : Optional.of(access);
    }
    return found;
  }
}
