package com.leadignite.guard.body;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import org.jspecify.annotations.Nullable;

/** Annotations that an element has, or that one of its own carries: composed constraints do. */
public final class Annotations {

  private Annotations() {}

  /** The first such annotation of the elements; null if there is none. */
  public static <A extends Annotation> @Nullable A find(
      Class<A> wanted, AnnotatedElement... elements) {
    for (AnnotatedElement element : elements) {
      for (Annotation annotation : element.getAnnotations()) {
        A found =
            wanted.isInstance(annotation)
                ? wanted.cast(annotation)
                : annotation.annotationType().getAnnotation(wanted);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** The annotation of a type, or else of an interface of its own: as Jackson finds those of it. */
  public static <A extends Annotation> @Nullable A ofType(Class<A> wanted, Class<?> type) {
    A own = find(wanted, type);
    return own == null ? find(wanted, type.getInterfaces()) : own;
  }
}
