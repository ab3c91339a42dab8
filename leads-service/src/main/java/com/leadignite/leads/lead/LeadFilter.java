package com.leadignite.leads.lead;

import com.leadignite.guard.body.Violations;
import com.leadignite.guard.time.SqlTime;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a list may be narrowed by. The conditions use operators that PostgreSQL trusts ahead of a
 * policy (leakproof), so that their indexes serve under row-level security.
 */
enum LeadFilter {
  STATUS("status = any ($n)", LeadFilter::statuses),
  OWNER_ID("owner_id = $n", LeadQuery::ownerId),
  ASSIGNEE_ID("assignee_id = $n", LeadQuery::assigneeId),
  TEAM_ID("team_id = $n", LeadQuery::teamId),
  SOURCE("source = $n", LeadQuery::source),
  EMAIL("email_norm = $n", LeadFilter::email),
  PHONE("phone_norm = regexp_replace($n::text, '[^+0-9]', '', 'g')", LeadFilter::phone),
  CREATED_FROM("created_at >= $n", query -> SqlTime.utc(query.createdFrom())),
  CREATED_BEFORE("created_at < $n", query -> SqlTime.utc(query.createdBefore())),
  UPDATED_FROM("updated_at >= $n", query -> SqlTime.utc(query.updatedFrom())),
  UPDATED_BEFORE("updated_at < $n", query -> SqlTime.utc(query.updatedBefore())),
  /** Last names that begin so. A range, because LIKE may not use an index ahead of a policy. */
  LAST_NAME_PREFIX(
      "last_name_norm >= lower($n::text)"
          + " and last_name_norm < lower($n::text) || U&'\\+10FFFF'",
      LeadQuery::lastNamePrefix);

  private final String condition;

  // The lambdas hold nothing.
  @SuppressWarnings("ImmutableEnumChecker")
  private final BiFunction<LeadQuery, PhoneNumbers, @Nullable Object> parameter;

  LeadFilter(String condition, Function<LeadQuery, @Nullable Object> parameter) {
    this(condition, (query, phones) -> parameter.apply(query));
  }

  LeadFilter(String condition, BiFunction<LeadQuery, PhoneNumbers, @Nullable Object> parameter) {
    this.condition = condition;
    this.parameter = parameter;
  }

  /** The condition with its parameter, {@code $n}, at that number. */
  String condition(int number) {
    return condition.replace("$n", "$" + number);
  }

  /**
   * The parameter of the condition; null if the query does not ask for it.
   *
   * @throws com.leadignite.guard.problem.Problem {@code validation-failed} if it is a phone number
   *     that no lead can have
   */
  @Nullable Object parameter(LeadQuery query, PhoneNumbers phones) {
    return parameter.apply(query, phones);
  }

  private static String @Nullable [] statuses(LeadQuery query) {
    return query.status().isEmpty()
        ? null
        : query.status().stream().map(LeadStatus::wireName).toArray(String[]::new);
  }

  private static @Nullable String email(LeadQuery query) {
    String email = query.email();
    return email == null ? null : MailAddresses.norm(email).orElseThrow();
  }

  private static @Nullable String phone(LeadQuery query, PhoneNumbers phones) {
    String phone = query.phone();
    return phone == null
        ? null
        : phones
            .lookUp(phone)
            .orElseThrow(
                () -> Violations.of("phone", "must be a phone number of at least three digits"));
  }
}
