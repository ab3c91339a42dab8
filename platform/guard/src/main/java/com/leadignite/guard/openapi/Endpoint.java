package com.leadignite.guard.openapi;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.body.Annotations;
import com.leadignite.guard.body.Body;
import com.leadignite.guard.body.MergePatch;
import com.leadignite.guard.body.SentBody;
import com.leadignite.guard.openapi.RecordSchemas.Use;
import com.leadignite.guard.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One resource method, as far as it decides what the document says of its operation. */
record Endpoint(Method method, Access access) {

  /** A body that it takes: of which record, and used how. */
  record TakenBody(Class<?> type, Use use) {}

  /** The HTTP method; empty if this is no endpoint by itself. */
  Optional<String> verb() {
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .map(HttpMethod::value)
        .findFirst();
  }

  /** The path as the document has it: without the patterns of its parameters. */
  String path() {
    String joined =
        "/"
            + value(method.getDeclaringClass().getAnnotation(Path.class))
            + "/"
            + value(method.getAnnotation(Path.class));
    String path = joined.replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}").replaceAll("/+", "/");
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** A name for it: {@code createSource} for the method create of SourceResource. */
  String operationId() {
    String feature = method.getDeclaringClass().getSimpleName().replaceFirst("Resource$", "");
    String name = method.getName();
    boolean says = name.toLowerCase(Locale.ROOT).contains(feature.toLowerCase(Locale.ROOT));
    return says ? name : name + feature;
  }

  /** The record that it takes as its body; empty if there is none whose schema is derived. */
  Optional<TakenBody> body() {
    for (Parameter declared : method.getParameters()) {
      Type parameter = declared.getParameterizedType();
      if (parameter instanceof ParameterizedType of
          && (of.getRawType() == MergePatch.class || of.getRawType() == SentBody.class)) {
        Use use = of.getRawType() == MergePatch.class ? Use.PATCH : Use.BODY;
        return Optional.of(new TakenBody((Class<?>) of.getActualTypeArguments()[0], use));
      }
      if (parameter instanceof Class<?> type && isBody(type, declared)) {
        return Optional.of(new TakenBody(type, Use.BODY));
      }
    }
    return Optional.empty();
  }

  /** A record without an annotation of its own is read from the body, by whatever reads that. */
  private static boolean isBody(Class<?> type, Parameter declared) {
    return type.isAnnotationPresent(Body.class)
        || (type.isRecord() && declared.getAnnotations().length == 0);
  }

  /**
   * The types that annotations name as answers, for a method that answers one of several, or for
   * all of its class.
   */
  List<Class<?>> namedAnswers() {
    return Stream.of(method, method.getDeclaringClass())
        .flatMap(element -> Arrays.stream(element.getAnnotationsByType(APIResponse.class)))
        .flatMap(response -> Arrays.stream(response.content()))
        .map(Content::schema)
        .flatMap(schema ->
            Stream.of(new Class<?>[] {schema.implementation()}, schema.oneOf(), schema.anyOf())
                .flatMap(Arrays::stream))
        .filter(type -> type != Void.class)
        .<Class<?>>map(type -> type)
        .toList();
  }

  /** The type of its answer. */
  Type answer() {
    APIResponseSchema declared = method.getAnnotation(APIResponseSchema.class);
    return declared == null ? unwrapped(method.getGenericReturnType()) : declared.value();
  }

  /** The problems that it declares, itself or by an annotation that does. */
  Set<ProblemType> problems() {
    Set<ProblemType> problems = new LinkedHashSet<>();
    for (Annotation annotation : method.getAnnotations()) {
      addProblems(annotation, problems);
      for (Annotation carried : annotation.annotationType().getAnnotations()) {
        addProblems(carried, problems);
      }
    }
    return problems;
  }

  private static void addProblems(Annotation annotation, Set<ProblemType> problems) {
    Class<? extends Annotation> type = annotation.annotationType();
    if (type.isAnnotationPresent(ProblemDeclaration.class)) {
      for (Method member : type.getDeclaredMethods()) {
        for (Object problem : values(annotation, member)) {
          problems.add((ProblemType) problem);
        }
      }
    }
  }

  /** The header fields that it declares, itself or by an annotation that does. */
  Set<AnswerHeader> headers() {
    AnswerHeaders declared = Annotations.find(AnswerHeaders.class, method);
    // In their own order, so that the document reads the same each time.
    return declared == null ? Set.of() : EnumSet.copyOf(List.of(declared.value()));
  }

  /** Whether it answers nothing but a status. */
  boolean answersNothing() {
    return answer() == Void.class || answer() == void.class;
  }

  private static Object[] values(Annotation annotation, Method member) {
    try {
      member.setAccessible(true);
      return (Object[]) member.invoke(annotation);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(annotation + " must have arrays of problems only", e);
    }
  }

  private static Type unwrapped(Type type) {
    return type instanceof ParameterizedType of
            && (of.getRawType() == Uni.class || of.getRawType() == RestResponse.class)
        ? unwrapped(of.getActualTypeArguments()[0])
        : type;
  }

  private static String value(@Nullable Path path) {
    return path == null ? "" : path.value();
  }
}
