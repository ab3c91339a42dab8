package com.leadignite.guard.access;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Finds the {@link Access} that a method declares, directly or by an annotation that carries one.
 */
public final class DeclaredAccess {

  private DeclaredAccess() {}

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
