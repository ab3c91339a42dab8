package com.leadignite.guard.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one type of record is read: its members in their order.
 *
 * @param ignoresUnknown whether members of other names are passed over instead of refused
 */
record RecordShape(
    Constructor<?> constructor,
    List<Member> members,
    Map<String, Integer> order,
    boolean ignoresUnknown)
    implements Reading {

  private static final Pattern PRINTABLE_NAME = Pattern.compile("[A-Za-z0-9_]{1,64}");

  /**
   * A member.
   *
   * @param name its name on the wire
   * @param component its name in the record
   * @param empty what stands for null: zero or false for a primitive, no items for a list
   */
  record Member(
      String name, String component, Method accessor, Reading reading, @Nullable Object empty) {}

  RecordShape(Constructor<?> constructor, List<Member> members, boolean ignoresUnknown) {
    this(
        constructor,
        List.copyOf(members),
        members.stream().collect(Collectors.toUnmodifiableMap(Member::name, members::indexOf)),
        ignoresUnknown);
  }

  /** The member of that name in the record; null if there is none. */
  @Nullable Member component(String name) {
    for (Member member : members) {
      if (member.component().equals(name)) {
        return member;
      }
    }
    return null;
  }

  @Override
  public @Nullable Object read(JsonNode json, @Nullable Object before, Place place) {
    if (!(json instanceof ObjectNode object)) {
      place.refuse("must be an object");
      return before;
    }
    return readObject(object, before, place);
  }

  @Override
  public @Nullable Object readText(String text, Place place) {
    place.refuse("must be an object");
    return null;
  }

  /** The record; members that are absent are as before. */
  Object readObject(ObjectNode object, @Nullable Object before, Place place) {
    @Nullable Object[] values = new @Nullable Object[members.size()];
    int read = 0;
    for (int i = 0; i < values.length; i++) {
      Member member = members.get(i);
      JsonNode json = object.get(member.name());
      if (json != null) {
        read++;
      }
      values[i] = value(member, json, before, place);
    }
    if (read < object.size() && !ignoresUnknown) {
      refuseUnknown(object, place);
    }
    return make(values);
  }

  /** The record of parameters, each of which may be given once. */
  Object readParameters(Map<String, List<String>> parameters, Place place) {
    @Nullable Object[] values = new @Nullable Object[members.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = members.get(i).empty();
    }
    parameters.forEach((name, sent) -> {
      Integer index = order.get(name);
      if (index == null) {
        place.member(printable(name)).refuseUnknown("is not a parameter that can be sent here");
      } else if (sent.size() != 1) {
        place.member(name).refuse("must be given once");
      } else {
        Member member = members.get(index);
        values[index] = parameter(member, sent.getFirst(), place.member(name));
      }
    });
    return make(values);
  }

  /** A blank parameter is refused: a filter that is left out answers what was not asked for. */
  private static @Nullable Object parameter(Member member, String text, Place place) {
    if (text.isBlank() && member.reading() instanceof LineReading) {
      place.refuse("must not be blank");
    }
    Object value = member.reading().readText(text, place);
    return value == null ? member.empty() : value;
  }

  private static @Nullable Object value(
      Member member, @Nullable JsonNode json, @Nullable Object before, Place place) {
    Object old = before == null ? null : invoke(member.accessor(), before);
    Object value =
        json == null
            ? old
            : json.isNull() ? null : member.reading().read(json, old, place.member(member.name()));
    return value == null ? member.empty() : value;
  }

  private void refuseUnknown(ObjectNode object, Place place) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (place.errors().isFull()) {
        return;
      }
      if (!order.containsKey(member.getKey())) {
        place
            .member(printable(member.getKey()))
            .refuseUnknown("is not a member that can be written here");
      }
    }
  }

  /** A name may be anything, half a surrogate pair too, which could not be answered. */
  private static String printable(String name) {
    return PRINTABLE_NAME.matcher(name).matches() ? name : "?";
  }

  private Object make(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(constructor + " must take any values of its types", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a body's constructor cannot be called: " + constructor, e);
    }
  }

  private static @Nullable Object invoke(Method accessor, Object from) {
    try {
      return accessor.invoke(from);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a body's member cannot be read: " + accessor, e);
    }
  }
}
