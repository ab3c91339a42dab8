package com.leadignite.leads.lead;

import com.leadignite.guard.time.SqlTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the table {@code lead}, in the order in which {@link LeadRows} reads them: the one
 * list behind every statement and every audit event.
 */
enum LeadColumn {
  TENANT_ID(Written.ONCE, null, lead -> lead.tenantId().value()),
  ID(Written.BY_DATABASE, null, Lead::id),
  OWNER_ID(lead -> lead.ownerId().value()),
  ASSIGNEE_ID(lead -> lead.details().assigneeId()),
  TEAM_ID(lead -> lead.details().teamId()),
  FIRST_NAME(lead -> lead.details().firstName()),
  LAST_NAME(lead -> lead.details().lastName()),
  COMPANY(lead -> lead.details().company()),
  TITLE(lead -> lead.details().title()),
  EMAIL(lead -> lead.details().email()),
  EMAIL_NORM(Written.ALWAYS, null, lead -> lead.normalized().emailNorm()),
  PHONE(lead -> lead.details().phone()),
  PHONE_E164(Written.ALWAYS, null, lead -> lead.normalized().phoneE164()),
  PHONE_EXTENSION(Written.ALWAYS, null, lead -> lead.normalized().phoneExtension()),
  WEBSITE(lead -> lead.details().website()),
  WEBSITE_URL(Written.ALWAYS, null, lead -> lead.normalized().websiteUrl()),
  STREET(Written.ALWAYS, "address.street", lead -> lead.details().address().street()),
  CITY(Written.ALWAYS, "address.city", lead -> lead.details().address().city()),
  REGION(Written.ALWAYS, "address.region", lead -> lead.details().address().region()),
  POSTAL_CODE(Written.ALWAYS, "address.postal_code", lead -> lead.details().address().postalCode()),
  COUNTRY(Written.ALWAYS, "address.country", lead -> lead.details().address().country()),
  SOURCE(lead -> lead.details().source()),
  CAMPAIGN(lead -> lead.details().campaign()),
  STATUS(lead -> lead.details().status().wireName()),
  STATUS_REASON(lead -> lead.details().statusReason()),
  SCORE(lead -> lead.details().score()),
  TAGS(lead -> lead.details().tags()),
  CONSENT_BASIS(
      Written.ALWAYS, "consent.basis", lead -> wireName(lead.details().consent().basis())),
  CONSENT_AT(Written.ALWAYS, "consent.obtained_at", lead -> lead.details().consent().obtainedAt()),
  DO_NOT_CALL(Written.ALWAYS, "consent.do_not_call", lead -> lead.details().consent().doNotCall()),
  DO_NOT_EMAIL(
      Written.ALWAYS, "consent.do_not_email", lead -> lead.details().consent().doNotEmail()),
  VERSION(Written.BY_DATABASE, null, Lead::version),
  CREATED_AT(Written.BY_DATABASE, null, Lead::createdAt),
  UPDATED_AT(Written.BY_DATABASE, null, Lead::updatedAt),
  DELETED_AT(Written.ON_CHANGE, "deleted_at", Lead::deletedAt);

  /** When a column takes its value from a lead. */
  private enum Written {
    ALWAYS,
    ONCE,
    ON_CHANGE,
    BY_DATABASE
  }

  /** Those of an insert, in its order. */
  static final List<LeadColumn> INSERTED =
      those(column -> column.written == Written.ONCE || column.written == Written.ALWAYS);

  /** Those of an update, in its order. */
  static final List<LeadColumn> UPDATED =
      those(column -> column.written == Written.ON_CHANGE || column.written == Written.ALWAYS);

  /** Those whose changes are in audit events. */
  static final List<LeadColumn> AUDITED = those(column -> column.audited != null);

  private final Written written;
  private final @Nullable String audited;

  // The lambdas hold nothing.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Lead, @Nullable Object> value;

  LeadColumn(Function<Lead, @Nullable Object> value) {
    written = Written.ALWAYS;
    audited = name().toLowerCase(Locale.ROOT);
    this.value = value;
  }

  LeadColumn(Written written, @Nullable String audited, Function<Lead, @Nullable Object> value) {
    this.written = written;
    this.audited = audited;
    this.value = value;
  }

  /** All of them, as in {@code select}. */
  static String list() {
    return list(List.of(values()));
  }

  /** Columns with commas between them, one a line. */
  static String list(List<LeadColumn> columns) {
    return columns.stream()
        .map(LeadColumn::column)
        .collect(Collectors.joining(",\n  ", "  ", "\n"));
  }

  /** The name in the table. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name in audit events, as on the wire. */
  String audited() {
    return audited == null ? column() : audited;
  }

  /** The lead's value as a parameter of a statement. */
  @Nullable Object parameter(Lead lead) {
    Object its = value.apply(lead);
    if (its instanceof Instant time) {
      return SqlTime.utc(time);
    }
    return its instanceof List<?> list ? list.toArray(String[]::new) : its;
  }

  /** The lead's value as it is in an audit event: in plain JSON. */
  @Nullable Object plain(Lead lead) {
    Object its = value.apply(lead);
    return its == null || its instanceof Number || its instanceof Boolean || its instanceof List<?>
        ? its
        : its.toString();
  }

  private static List<LeadColumn> those(Predicate<LeadColumn> wanted) {
    return Arrays.stream(values()).filter(wanted).toList();
  }

  private static @Nullable String wireName(@Nullable ConsentBasis basis) {
    return basis == null ? null : basis.wireName();
  }
}
