package com.leadignite.leads.lead;

import com.leadignite.guard.id.Uuids;
import com.leadignite.leads.body.BodyReader;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a list may be narrowed by. The conditions use operators that PostgreSQL trusts ahead of a
 * policy (leakproof), so that their indexes serve under row-level security.
 */
enum LeadFilter {
  STATUS("status = any ($n)", "must name statuses, with commas between them"),
  OWNER_ID("owner_id = $n", "must be a UUID"),
  ASSIGNEE_ID("assignee_id = $n", "must be a UUID"),
  TEAM_ID("team_id = $n", "must be a UUID"),
  SOURCE("source = $n", "must be a text of at most 64 characters"),
  EMAIL("email_norm = $n", "must be an e-mail address"),
  PHONE(
      "phone_norm = regexp_replace($n::text, '[^+0-9]', '', 'g')",
      "must be a phone number of at least three digits"),
  CREATED_FROM("created_at >= $n", "must be a time in RFC 3339 with an offset"),
  CREATED_BEFORE("created_at < $n", "must be a time in RFC 3339 with an offset"),
  UPDATED_FROM("updated_at >= $n", "must be a time in RFC 3339 with an offset"),
  UPDATED_BEFORE("updated_at < $n", "must be a time in RFC 3339 with an offset"),
  /** Last names that begin so. A range, because LIKE may not use an index ahead of a policy. */
  LAST_NAME_PREFIX(
      "last_name_norm >= lower($n::text)"
          + " and last_name_norm < lower($n::text) || U&'\\+10FFFF'",
      "must be a text of 1 to 100 characters");

  private final String condition;
  private final String fault;

  LeadFilter(String condition, String fault) {
    this.condition = condition;
    this.fault = fault;
  }

  /** The name of the query parameter. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<LeadFilter> of(String wireName) {
    return Arrays.stream(values()).filter(f -> f.wireName().equals(wireName)).findFirst();
  }

  /** The condition with its parameter, {@code $n}, at that number. */
  String condition(int number) {
    return condition.replace("$n", "$" + number);
  }

  /** What is told to a caller whose value cannot be read. */
  String fault() {
    return fault;
  }

  /** The parameter that a value stands for; empty where it cannot be read. */
  Optional<Object> parameter(String value, PhoneNumbers phones) {
    return switch (this) {
      case STATUS -> statuses(value);
      case OWNER_ID, ASSIGNEE_ID, TEAM_ID -> Uuids.parse(value).map(id -> id);
      case SOURCE -> BodyReader.line(value, 64).map(text -> text);
      case EMAIL ->
          BodyReader.line(value, 254).flatMap(MailAddresses::norm).map(address -> address);
      case PHONE -> BodyReader.line(value, 40).flatMap(phones::lookUp).map(number -> number);
      case CREATED_FROM, CREATED_BEFORE, UPDATED_FROM, UPDATED_BEFORE ->
          BodyReader.instant(value).map(time -> time.atOffset(ZoneOffset.UTC));
      case LAST_NAME_PREFIX -> BodyReader.line(value, 100).map(text -> text);
    };
  }

  private static Optional<Object> statuses(String value) {
    String[] names = value.split(",", LeadStatus.values().length + 1);
    return Arrays.stream(names).allMatch(name -> LeadStatus.of(name).isPresent())
        ? Optional.of(names)
        : Optional.empty();
  }
}
