package com.leadignite.webhook.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which parts of a request are signed, as a template such as {@code {id}.{timestamp}.{body}}.
 *
 * <p>Two requests never have the same signed bytes: the characters next to an id or a timestamp
 * cannot occur in it, so that none can pass characters to its neighbour. Otherwise {@code a.1} +
 * {@code .} + {@code 2} and {@code a} + {@code .} + {@code 1.2} would have one signature.
 */
public final class SignedFormat {

  static final int MAX_LENGTH = 100;
  private static final Pattern PART = Pattern.compile("\\{(id|timestamp|body)}|([!-z|~]+)");

  private final String template;
  private final List<Part> parts;
  private final Set<Placeholder> placeholders = EnumSet.noneOf(Placeholder.class);
  private final Set<Character> nextToId;

  /** What a template can name. */
  enum Placeholder {
    ID,
    TIMESTAMP,
    BODY
  }

  private sealed interface Part {
    record Literal(String text) implements Part {}

    record Named(Placeholder placeholder) implements Part {}
  }

  private SignedFormat(String template, List<Part> parts) {
    this.template = template;
    this.parts = parts;
    this.nextToId = nextTo(Placeholder.ID);
  }

  /**
   * Reads a template of {@code {body}} once, {@code {timestamp}} and {@code {id}} at most once, and
   * literals of printable ASCII between them.
   *
   * @throws IllegalArgumentException saying what is wrong, for the admin who wrote it
   */
  public static SignedFormat of(String template) {
    if (template.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("is longer than " + MAX_LENGTH + " characters");
    }
    SignedFormat format = new SignedFormat(template, parse(template));
    boolean placeholderBefore = false;
    for (Part part : format.parts) {
      if (part instanceof Part.Named(Placeholder placeholder)) {
        if (placeholderBefore || !format.placeholders.add(placeholder)) {
          throw new IllegalArgumentException(
              "needs a literal between placeholders, and each of them once");
        }
      }
      placeholderBefore = part instanceof Part.Named;
    }
    if (format.nextTo(Placeholder.TIMESTAMP).stream().anyMatch(Character::isDigit)) {
      throw new IllegalArgumentException("needs something other than a digit next to {timestamp}");
    }
    if (!format.placeholders.contains(Placeholder.BODY)) {
      throw new IllegalArgumentException("must have {body}");
    }
    return format;
  }

  private static List<Part> parse(String template) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(template);
    int end = 0;
    while (end < template.length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw new IllegalArgumentException("has characters or placeholders that are not known");
      }
      String name = matcher.group(1);
      parts.add(
          name == null
              ? new Part.Literal(matcher.group(2))
              : new Part.Named(Placeholder.valueOf(name.toUpperCase(Locale.ROOT))));
      end = matcher.end();
    }
    return List.copyOf(parts);
  }

  /** Whether the template names the placeholder. */
  boolean has(Placeholder placeholder) {
    return placeholders.contains(placeholder);
  }

  /** Whether an id leaves the signed bytes unambiguous. */
  boolean admits(String id) {
    return id.chars().noneMatch(c -> nextToId.contains((char) c));
  }

  /** The characters of literals that touch the placeholder. */
  private Set<Character> nextTo(Placeholder placeholder) {
    Set<Character> characters = new HashSet<>();
    int at = parts.indexOf(new Part.Named(placeholder));
    if (at > 0 && parts.get(at - 1) instanceof Part.Literal(String before)) {
      characters.add(before.charAt(before.length() - 1));
    }
    if (at >= 0
        && at + 1 < parts.size()
        && parts.get(at + 1) instanceof Part.Literal(String after)) {
      characters.add(after.charAt(0));
    }
    return characters;
  }

  /** The signed bytes in their order, piece by piece: the body is not copied. */
  byte[][] signed(String id, String timestamp, byte[] body) {
    return parts.stream()
        .map(part ->
            switch (part) {
              case Part.Literal(String text) -> text.getBytes(StandardCharsets.UTF_8);
              case Part.Named(Placeholder placeholder) ->
                  switch (placeholder) {
                    case ID -> id.getBytes(StandardCharsets.UTF_8);
                    case TIMESTAMP -> timestamp.getBytes(StandardCharsets.UTF_8);
                    case BODY -> body;
                  };
            })
        .toArray(byte[][]::new);
  }

  /** The template. */
  @Override
  public String toString() {
    return template;
  }
}
