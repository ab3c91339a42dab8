package com.leadignite.guard.openapi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.leadignite.guard.body.Annotations;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of records, as they are in JSON. */
final class Members {

  private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

  private Members() {}

  /**
   * A member.
   *
   * @param name its name in JSON
   */
  record Member(String name, RecordComponent component, Field field) {

    AnnotatedType type() {
      return field.getAnnotatedType();
    }

    boolean isNullable() {
      return type().isAnnotationPresent(Nullable.class);
    }

    /** Whether JSON leaves it out instead of writing null. */
    boolean isLeftOutIfNull() {
      JsonInclude own = field.getAnnotation(JsonInclude.class);
      JsonInclude all = component.getDeclaringRecord().getAnnotation(JsonInclude.class);
      JsonInclude either = own == null ? all : own;
      return either != null && either.value() != JsonInclude.Include.ALWAYS;
    }

    /** An annotation of the member, also one that another annotation of it carries. */
    <A extends Annotation> @Nullable A find(Class<A> wanted) {
      return Annotations.find(wanted, field, type());
    }
  }

  /** A record's members in their order; those of unwrapped ones among them. */
  static List<Member> of(Class<?> type) {
    List<Member> members = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Field field = field(type, component.getName());
      if (field.isAnnotationPresent(JsonIgnore.class)) {
        continue;
      }
      if (field.isAnnotationPresent(JsonUnwrapped.class)) {
        members.addAll(of(component.getType()));
      } else {
        members.add(new Member(name(field), component, field));
      }
    }
    return members;
  }

  private static String name(Field field) {
    JsonProperty named = field.getAnnotation(JsonProperty.class);
    return named == null || named.value().isEmpty()
        ? SNAKE_CASE.translate(field.getName())
        : named.value();
  }

  private static Field field(Class<?> type, String name) {
    try {
      return type.getDeclaredField(name);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("a record has a field for each component", e);
    }
  }
}
