package com.leadignite.webhook.processing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A lead in the making, of the members that a body has in one place or another. */
final class LeadBuilder {

  private static final int MOST_TAGS = 20;
  private static final int TAG = 50;
  private static final int LONGEST_LABEL = 100;

  private final Map<Field, String> fields = new EnumMap<>(Field.class);
  private final List<String> tags = new ArrayList<>();
  private @Nullable String id;
  private @Nullable String system;
  private @Nullable String externalId;
  private boolean doNotContact;

  /** A member of a lead, the greatest length that it may have, and what forms call it. */
  enum Field {
    FIRST_NAME(100, "firstname", "givenname", "vorname"),
    LAST_NAME(100, "lastname", "surname", "familyname", "nachname"),
    NAME(200, "name", "fullname", "yourname", "whatsyourname", "whatisyourname"),
    COMPANY(200, "company", "companyname", "organization", "organisation", "business"),
    TITLE(100, "title", "jobtitle", "position", "role"),
    EMAIL(254, "email", "emailaddress", "workemail", "youremail"),
    PHONE(40, "phone", "phonenumber", "mobile", "mobilenumber", "workphonenumber", "telephone"),
    WEBSITE(2048, "website", "companywebsite", "url"),
    STREET(200, "street", "address", "address1", "streetaddress"),
    CITY(100, "city"),
    REGION(100, "state", "region", "province"),
    POSTAL_CODE(20, "zip", "zipcode", "postcode", "postalcode"),
    COUNTRY(60, "country"),
    CAMPAIGN(100, "utmcampaign", "campaign", "campaignname");

    private final int longest;

    // Made by List.of, which nothing changes.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> names;

    Field(int longest, String... names) {
      this.longest = longest;
      this.names = List.of(names);
    }

    /** The field that a form means by a label; empty if it is none of them. */
    static Optional<Field> meantBy(String label) {
      // First: of one question there may be a thousand answers.
      if (label.length() > LONGEST_LABEL) {
        return Optional.empty();
      }
      String plain = label.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", "");
      for (Field field : values()) {
        if (field.names.contains(plain)) {
          return Optional.of(field);
        }
      }
      return Optional.empty();
    }
  }

  /** The lead's own id, if the body carries it. */
  LeadBuilder id(@Nullable String value) {
    id = Payload.isUuid(value) ? value : null;
    return this;
  }

  /** What another system calls it. */
  LeadBuilder reference(String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      system = name;
      externalId = value;
    }
    return this;
  }

  /** A member, unless it is there already or there is no value. */
  LeadBuilder put(Field field, @Nullable String value) {
    String line = Payload.line(value, field.longest);
    if (line != null) {
      fields.putIfAbsent(field, line);
    }
    return this;
  }

  /** What a form calls a member, if it is one of a lead's. */
  LeadBuilder put(String label, @Nullable String value) {
    Field.meantBy(label).ifPresent(field -> put(field, value));
    return this;
  }

  LeadBuilder tags(List<String> values) {
    for (String value : values) {
      String line = Payload.line(value, TAG);
      if (line != null && tags.size() < MOST_TAGS && !tags.contains(line)) {
        tags.add(line);
      }
    }
    return this;
  }

  LeadBuilder doNotContact(boolean asked) {
    doNotContact = asked;
    return this;
  }

  /** Whether anything says which lead it is, or who. */
  boolean isNamed() {
    return id != null
        || externalId != null
        || fields.containsKey(Field.FIRST_NAME)
        || fields.containsKey(Field.LAST_NAME)
        || fields.containsKey(Field.NAME)
        || fields.containsKey(Field.COMPANY)
        || fields.containsKey(Field.EMAIL)
        || fields.containsKey(Field.PHONE);
  }

  Report.Lead build() {
    splitName();
    return new Report.Lead(
        id,
        system,
        externalId,
        fields.get(Field.FIRST_NAME),
        fields.get(Field.LAST_NAME),
        fields.get(Field.COMPANY),
        fields.get(Field.TITLE),
        fields.get(Field.EMAIL),
        fields.get(Field.PHONE),
        fields.get(Field.WEBSITE),
        fields.get(Field.STREET),
        fields.get(Field.CITY),
        fields.get(Field.REGION),
        fields.get(Field.POSTAL_CODE),
        fields.get(Field.COUNTRY),
        null,
        fields.get(Field.CAMPAIGN),
        tags,
        doNotContact);
  }

  /** A name in one piece: the last word is the last name, if nothing better is known. */
  private void splitName() {
    String name = fields.get(Field.NAME);
    if (name == null
        || fields.containsKey(Field.FIRST_NAME)
        || fields.containsKey(Field.LAST_NAME)) {
      return;
    }
    int space = name.lastIndexOf(' ');
    if (space > 0) {
      put(Field.FIRST_NAME, name.substring(0, space));
    }
    put(Field.LAST_NAME, name.substring(space + 1));
  }
}
