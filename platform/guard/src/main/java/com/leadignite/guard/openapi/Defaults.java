package com.leadignite.guard.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.openapi.Members.Member;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the members of a body are if it says nothing of them: what its record makes of nothing. */
final class Defaults {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Defaults() {}

  /** The values that are not null, by the names of the members; none of inner records. */
  static Map<String, Object> of(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    List<@Nullable Object> nothing = new ArrayList<>();
    for (Class<?> each : types) {
      nothing.add(empty(each));
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      Object blank = constructor.newInstance(nothing.toArray());
      Map<String, Object> defaults = new HashMap<>();
      for (Member member : Members.of(type)) {
        member.field().setAccessible(true);
        // Those of an unwrapped record are another record's.
        boolean own = member.component().getDeclaringRecord() == type;
        Object value = own ? member.field().get(blank) : null;
        if (value != null && !(value instanceof Record)) {
          defaults.put(member.name(), JSON.convertValue(value, Object.class));
        }
      }
      return defaults;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a body can be made of nothing: " + type, e);
    }
  }

  private static @Nullable Object empty(Class<?> type) {
    if (type == List.class) {
      return List.of();
    }
    if (!type.isPrimitive()) {
      return null;
    }
    return type == boolean.class ? (Object) false : type == long.class ? (Object) 0L : (Object) 0;
  }
}
