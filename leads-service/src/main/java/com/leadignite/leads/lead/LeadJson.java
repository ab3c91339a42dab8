package com.leadignite.leads.lead;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.leadignite.guard.json.JsonMembers;
import java.io.IOException;

/** Leads as JSON, as Jackson would write the record; a test holds the two equal. */
final class LeadJson extends StdSerializer<Lead> {

  private static final long serialVersionUID = 1L;

  private static final SerializableString ID = JsonMembers.name("id");
  private static final SerializableString TENANT_ID = JsonMembers.name("tenant_id");
  private static final SerializableString OWNER_ID = JsonMembers.name("owner_id");
  private static final SerializableString ASSIGNEE_ID = JsonMembers.name("assignee_id");
  private static final SerializableString TEAM_ID = JsonMembers.name("team_id");
  private static final SerializableString FIRST_NAME = JsonMembers.name("first_name");
  private static final SerializableString LAST_NAME = JsonMembers.name("last_name");
  private static final SerializableString COMPANY = JsonMembers.name("company");
  private static final SerializableString TITLE = JsonMembers.name("title");
  private static final SerializableString EMAIL = JsonMembers.name("email");
  private static final SerializableString EMAIL_NORM = JsonMembers.name("email_norm");
  private static final SerializableString PHONE = JsonMembers.name("phone");
  private static final SerializableString PHONE_E164 = JsonMembers.name("phone_e164");
  private static final SerializableString PHONE_EXTENSION = JsonMembers.name("phone_extension");
  private static final SerializableString WEBSITE = JsonMembers.name("website");
  private static final SerializableString WEBSITE_URL = JsonMembers.name("website_url");
  private static final SerializableString ADDRESS = JsonMembers.name("address");
  private static final SerializableString STREET = JsonMembers.name("street");
  private static final SerializableString CITY = JsonMembers.name("city");
  private static final SerializableString REGION = JsonMembers.name("region");
  private static final SerializableString POSTAL_CODE = JsonMembers.name("postal_code");
  private static final SerializableString COUNTRY = JsonMembers.name("country");
  private static final SerializableString SOURCE = JsonMembers.name("source");
  private static final SerializableString CAMPAIGN = JsonMembers.name("campaign");
  private static final SerializableString STATUS = JsonMembers.name("status");
  private static final SerializableString STATUS_REASON = JsonMembers.name("status_reason");
  private static final SerializableString SCORE = JsonMembers.name("score");
  private static final SerializableString TAGS = JsonMembers.name("tags");
  private static final SerializableString CONSENT = JsonMembers.name("consent");
  private static final SerializableString BASIS = JsonMembers.name("basis");
  private static final SerializableString OBTAINED_AT = JsonMembers.name("obtained_at");
  private static final SerializableString DO_NOT_CALL = JsonMembers.name("do_not_call");
  private static final SerializableString DO_NOT_EMAIL = JsonMembers.name("do_not_email");
  private static final SerializableString VERSION = JsonMembers.name("version");
  private static final SerializableString CREATED_AT = JsonMembers.name("created_at");
  private static final SerializableString UPDATED_AT = JsonMembers.name("updated_at");
  private static final SerializableString DELETED_AT = JsonMembers.name("deleted_at");

  LeadJson() {
    super(Lead.class);
  }

  @Override
  public void serialize(Lead lead, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    JsonMembers out = new JsonMembers(json);
    json.writeStartObject();
    out.id(ID, lead.id());
    out.id(TENANT_ID, lead.tenantId().value());
    out.id(OWNER_ID, lead.ownerId().value());
    details(out, lead.details(), lead.normalized());
    out.number(VERSION, lead.version());
    out.time(CREATED_AT, lead.createdAt());
    out.time(UPDATED_AT, lead.updatedAt());
    out.time(DELETED_AT, lead.deletedAt());
    json.writeEndObject();
  }

  private static void details(JsonMembers out, LeadDetails details, Normalized normalized)
      throws IOException {
    out.id(ASSIGNEE_ID, details.assigneeId());
    out.id(TEAM_ID, details.teamId());
    out.text(FIRST_NAME, details.firstName());
    out.text(LAST_NAME, details.lastName());
    out.text(COMPANY, details.company());
    out.text(TITLE, details.title());
    out.text(EMAIL, details.email());
    out.text(EMAIL_NORM, normalized.emailNorm());
    out.text(PHONE, details.phone());
    out.text(PHONE_E164, normalized.phoneE164());
    out.text(PHONE_EXTENSION, normalized.phoneExtension());
    out.text(WEBSITE, details.website());
    out.text(WEBSITE_URL, normalized.websiteUrl());
    address(out, details.address());
    out.text(SOURCE, details.source());
    out.text(CAMPAIGN, details.campaign());
    out.text(STATUS, details.status().wireName());
    out.text(STATUS_REASON, details.statusReason());
    out.number(SCORE, details.score());
    out.texts(TAGS, details.tags());
    consent(out, details.consent());
  }

  private static void address(JsonMembers out, Address address) throws IOException {
    out.begin(ADDRESS);
    out.text(STREET, address.street());
    out.text(CITY, address.city());
    out.text(REGION, address.region());
    out.text(POSTAL_CODE, address.postalCode());
    out.text(COUNTRY, address.country());
    out.end();
  }

  private static void consent(JsonMembers out, Consent consent) throws IOException {
    out.begin(CONSENT);
    out.text(BASIS, consent.basis() == null ? null : consent.basis().wireName());
    out.time(OBTAINED_AT, consent.obtainedAt());
    out.flag(DO_NOT_CALL, consent.doNotCall());
    out.flag(DO_NOT_EMAIL, consent.doNotEmail());
    out.end();
  }
}
