package com.leadignite.guard.openapi;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.DeclaredAccess;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/** The endpoints of a service, found in the index of its classes. */
final class Endpoints {

  private static final DotName ACCESS = DotName.createSimple(Access.class);

  private Endpoints() {}

  /** Every method that declares access, by {@link Access} or by an annotation that carries it. */
  static List<Endpoint> of(IndexView index) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (String resource : resources(index)) {
      for (Method method : load(resource).getDeclaredMethods()) {
        DeclaredAccess.of(method).ifPresent(access -> endpoints.add(new Endpoint(method, access)));
      }
    }
    return endpoints;
  }

  private static Set<String> resources(IndexView index) {
    Set<String> resources = new TreeSet<>();
    for (AnnotationInstance access : index.getAnnotations(ACCESS)) {
      if (access.target().kind() == AnnotationTarget.Kind.METHOD) {
        resources.add(access.target().asMethod().declaringClass().name().toString());
      } else if (access.target().kind() == AnnotationTarget.Kind.CLASS) {
        index.getAnnotations(access.target().asClass().name()).stream()
            .map(AnnotationInstance::target)
            .filter(target -> target.kind() == AnnotationTarget.Kind.METHOD)
            .forEach(target -> resources.add(target.asMethod().declaringClass().name().toString()));
      }
    }
    return resources;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("an indexed class cannot be loaded: " + name, e);
    }
  }
}
