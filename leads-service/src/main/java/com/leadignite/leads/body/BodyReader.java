package com.leadignite.leads.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.id.Uuids;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a JSON object on top of values that hold already, which is a merge patch
 * (RFC 7396): a member that is absent keeps its value, null clears it, anything else replaces it.
 * On top of nothing it is a create. Types are exact: no number is taken for a text, nor the other
 * way round.
 */
public final class BodyReader {

  private static final Pattern PRINTABLE_NAME = Pattern.compile("[A-Za-z0-9_]{1,64}");
  private static final int LONGEST_TIME = 64;
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private final ObjectNode object;
  private final String prefix;
  private final Errors errors;

  private BodyReader(ObjectNode object, String prefix, Errors errors) {
    this.object = object;
    this.prefix = prefix;
    this.errors = errors;
  }

  /**
   * A reader of a whole body.
   *
   * @param known the members it may have; any other is noted as an error
   */
  public static BodyReader of(ObjectNode body, Set<String> known, Errors errors) {
    BodyReader reader = new BodyReader(body, "", errors);
    reader.refuseUnknown(known);
    return reader;
  }

  /** A reader of an inner object; reads nothing where the member is absent. */
  public BodyReader inner(String member, Set<String> known) {
    JsonNode node = object.get(member);
    if (node instanceof ObjectNode inner) {
      BodyReader reader = new BodyReader(inner, prefix + member + ".", errors);
      reader.refuseUnknown(known);
      return reader;
    }
    if (node != null && !node.isNull()) {
      error(member, "must be an object");
    }
    return new BodyReader(JsonNodeFactory.instance.objectNode(), prefix, errors);
  }

  /** Whether the member is there and null. */
  public boolean clears(String member) {
    JsonNode node = object.get(member);
    return node != null && node.isNull();
  }

  /** Notes that a member breaks a rule. */
  public void error(String member, String detail) {
    errors.add(prefix + member, detail);
  }

  /** A line of text, tidied; one that is blank counts as null. */
  public @Nullable String text(String member, @Nullable String base, int most) {
    return textAs(member, base, most, Optional::of, "");
  }

  /**
   * A line of text that has a form.
   *
   * @param form gives the text as it is kept; empty where it does not have the form
   * @param fault what to tell the caller then
   */
  public @Nullable String textAs(
      String member,
      @Nullable String base,
      int most,
      Function<String, Optional<String>> form,
      String fault) {
    JsonNode node = object.get(member);
    if (node == null) {
      return base;
    }
    Optional<String> text = line(member, node, most);
    if (text.isEmpty()) {
      return null;
    }
    Optional<String> formed = form.apply(text.get());
    if (formed.isEmpty()) {
      error(member, fault);
    }
    return formed.orElse(base);
  }

  /** A UUID in its canonical form. */
  public @Nullable UUID uuid(String member, @Nullable UUID base) {
    JsonNode node = object.get(member);
    if (node == null || node.isNull()) {
      return node == null ? base : null;
    }
    Optional<UUID> id = node.isTextual() ? Uuids.parse(node.textValue()) : Optional.empty();
    if (id.isEmpty()) {
      error(member, "must be a UUID");
    }
    return id.orElse(base);
  }

  /** A whole number within bounds; null stands for the cleared value. */
  public int number(String member, int base, int cleared, int least, int most) {
    JsonNode node = object.get(member);
    if (node == null || node.isNull()) {
      return node == null ? base : cleared;
    }
    // canConvertToInt before intValue: 4294967296 would come out as 0.
    if (node.isIntegralNumber()
        && node.canConvertToInt()
        && node.intValue() >= least
        && node.intValue() <= most) {
      return node.intValue();
    }
    error(member, "must be a whole number from " + least + " to " + most);
    return base;
  }

  /** True or false; null stands for false. */
  public boolean flag(String member, boolean base) {
    JsonNode node = object.get(member);
    if (node == null || node.isNull()) {
      return node == null && base;
    }
    if (!node.isBoolean()) {
      error(member, "must be true or false");
    }
    return node.booleanValue();
  }

  /** A time in RFC 3339 with an offset, as UTC. */
  public @Nullable Instant time(String member, @Nullable Instant base) {
    JsonNode node = object.get(member);
    if (node == null || node.isNull()) {
      return node == null ? base : null;
    }
    Optional<Instant> time = node.isTextual() ? instant(node.textValue()) : Optional.empty();
    if (time.isEmpty()) {
      error(member, "must be a time in RFC 3339 with an offset, from 1900 to 2199");
    }
    return time.orElse(base);
  }

  /** Distinct lines of text; null stands for none. */
  public List<String> texts(String member, List<String> base, int mostItems, int mostLength) {
    JsonNode node = object.get(member);
    if (node == null || node.isNull()) {
      return node == null ? base : List.of();
    }
    if (!node.isArray() || node.size() > mostItems) {
      error(member, "must be a list of at most " + mostItems + " texts");
      return base;
    }
    List<String> items = new ArrayList<>();
    node.forEach(item -> line(member, item, mostLength).ifPresent(items::add));
    return items.stream().distinct().toList();
  }

  /** A time in RFC 3339 with an offset, to the microsecond PostgreSQL keeps. */
  public static Optional<Instant> instant(String text) {
    if (text.length() > LONGEST_TIME) {
      return Optional.empty();
    }
    try {
      Instant time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toInstant();
      return time.isBefore(EARLIEST) || !time.isBefore(LATEST)
          ? Optional.empty()
          : Optional.of(time.truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** A tidied line of text outside of a body; empty where it is blank or cannot be kept. */
  public static Optional<String> line(String text, int most) {
    String tidy = Texts.tidy(text, most);
    return tidy.isEmpty() || Texts.fault(tidy, most).isPresent()
        ? Optional.empty()
        : Optional.of(tidy);
  }

  private Optional<String> line(String member, JsonNode node, int most) {
    if (node.isNull()) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      error(member, "must be a text");
      return Optional.empty();
    }
    String tidy = Texts.tidy(node.textValue(), most);
    Optional<String> fault = Texts.fault(tidy, most);
    fault.ifPresent(text -> error(member, text));
    return tidy.isEmpty() || fault.isPresent() ? Optional.empty() : Optional.of(tidy);
  }

  private void refuseUnknown(Set<String> known) {
    object
        .fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            // A name may be anything, half a surrogate pair too, which could not be answered.
            error(
                PRINTABLE_NAME.matcher(name).matches() ? name : "?",
                "is not a member that can be written here");
          }
        });
  }
}
