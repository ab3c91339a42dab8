package com.leadignite.guard.body;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The path to a member as it is on the wire.
 *
 * @param text such as {@code events[3].action}; empty for the whole
 * @param names the same without indexes
 */
record WirePath(String text, List<String> names) {

  private static final String UNKNOWN = "9999999999";

  WirePath {
    names = List.copyOf(names);
  }

  /** The path of a constraint that a record of that shape breaks. */
  static WirePath of(Path path, RecordShape shape) {
    StringBuilder text = new StringBuilder();
    List<String> names = new ArrayList<>();
    RecordShape at = shape;
    for (Path.Node node : path) {
      // An item of a list has no name: the errors of a scalar go under that of its list.
      boolean scalar = node.getKind() == ElementKind.CONTAINER_ELEMENT;
      if (node.getIndex() != null && !scalar) {
        text.append('[').append(node.getIndex()).append(']');
      }
      if (node.getKind() == ElementKind.PROPERTY) {
        RecordShape.Member member = at == null ? null : at.component(node.getName());
        String name = member == null ? node.getName() : member.name();
        text.append(text.isEmpty() ? "" : ".").append(name);
        names.add(name);
        at = member == null ? null : inner(member.reading());
      }
    }
    return new WirePath(text.toString(), names);
  }

  /** The path of the object or list that the member is in; empty for one of the whole. */
  String parent() {
    int end = Math.max(text.lastIndexOf('.'), text.lastIndexOf('['));
    return end < 0 ? "" : text.substring(0, end);
  }

  /** A key that sorts paths as the records declare their members; unknown ones come last. */
  static String sortKey(String path, RecordShape shape) {
    StringBuilder key = new StringBuilder();
    RecordShape at = shape;
    for (String step : path.split("\\.", -1)) {
      int bracket = step.indexOf('[');
      String name = bracket < 0 ? step : step.substring(0, bracket);
      Integer position = at == null ? null : at.order().get(name);
      key.append(position == null ? UNKNOWN : padded(position));
      if (bracket >= 0) {
        String index = step.substring(bracket + 1, step.length() - 1);
        key.append('[').append(padded(Integer.parseInt(index)));
      }
      at = at == null || position == null ? null : inner(at.members().get(position).reading());
    }
    return key.toString();
  }

  private static String padded(int number) {
    String digits = Integer.toString(number);
    return "0".repeat(UNKNOWN.length() - digits.length()) + digits;
  }

  private static @Nullable RecordShape inner(Reading reading) {
    return switch (reading) {
      case RecordShape shape -> shape;
      case ListReading(RecordShape item, int _, String _) -> item;
      default -> null;
    };
  }
}
