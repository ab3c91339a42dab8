package com.leadignite.guard.body;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The shapes of the records that bodies are, each worked out once. */
final class RecordShapes {

  private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

  private final Map<Class<?>, RecordShape> known = new ConcurrentHashMap<>();
  private final Readings readings;

  RecordShapes(Readings readings) {
    this.readings = readings;
  }

  /**
   * The shape of a type of record.
   *
   * @throws IllegalStateException if a component has a type that is not read from JSON
   */
  RecordShape of(Class<?> type) {
    RecordShape shape = known.get(type);
    if (shape == null) {
      // Not computeIfAbsent: the shapes of inner records are put while this one is worked out.
      shape = workOut(type);
      known.put(type, shape);
    }
    return shape;
  }

  // By the constructor and not by getRecordComponents, which an executable need not answer.
  private RecordShape workOut(Class<?> type) {
    Constructor<?> constructor = canonical(type);
    constructor.setAccessible(true);
    List<RecordShape.Member> members = new ArrayList<>();
    for (Parameter parameter : constructor.getParameters()) {
      members.add(member(type, parameter.getName()));
    }
    JsonIgnoreProperties ignoring = Annotations.ofType(JsonIgnoreProperties.class, type);
    return new RecordShape(constructor, members, ignoring != null && ignoring.ignoreUnknown());
  }

  private RecordShape.Member member(Class<?> type, String component) {
    try {
      // Annotations of fields: those of components are not in an executable either.
      Field field = type.getDeclaredField(component);
      Method accessor = type.getDeclaredMethod(component);
      accessor.setAccessible(true);
      JsonProperty named = field.getAnnotation(JsonProperty.class);
      String name =
          named == null || named.value().isEmpty()
              ? SNAKE_CASE.translate(component)
              : named.value();
      return new RecordShape.Member(
          name, component, accessor, readings.of(field, this), empty(field));
    } catch (NoSuchFieldException | NoSuchMethodException e) {
      throw new IllegalStateException(type + " is not registered for reflection", e);
    }
  }

  /** The constructor that takes the components in their order. */
  private static Constructor<?> canonical(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalStateException(type + " is not a record");
    }
    return Arrays.stream(type.getDeclaredConstructors())
        .filter(constructor -> takesTheFields(type, constructor))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(type + " is not registered for reflection"));
  }

  private static boolean takesTheFields(Class<?> type, Constructor<?> constructor) {
    Map<String, Class<?>> fields = new HashMap<>();
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        fields.put(field.getName(), field.getType());
      }
    }
    return constructor.getParameterCount() == fields.size()
        && Arrays.stream(constructor.getParameters())
            .allMatch(parameter -> parameter.getType() == fields.get(parameter.getName()));
  }

  private static @Nullable Object empty(Field field) {
    Class<?> type = field.getType();
    if (type == List.class) {
      // One that must be there is not taken for empty.
      return field.isAnnotationPresent(NotNull.class) ? null : List.of();
    }
    if (!type.isPrimitive()) {
      return null;
    }
    return type == boolean.class ? (Object) false : type == long.class ? (Object) 0L : (Object) 0;
  }
}
