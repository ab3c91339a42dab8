package com.leadignite.leads.lead;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.leads.body.BodyReader;
import com.leadignite.leads.body.Errors;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a caller writes of a lead: on top of a blank one to create, of a stored to change. */
@Singleton
final class LeadReader {

  /** Everything else is refused, so that no body sets an owner, a tenant or a version (B35). */
  private static final Set<String> MEMBERS =
      Set.of(
          "assignee_id",
          "team_id",
          "first_name",
          "last_name",
          "company",
          "title",
          "email",
          "phone",
          "website",
          "address",
          "source",
          "campaign",
          "status",
          "status_reason",
          "score",
          "tags",
          "consent");

  private static final Set<String> ADDRESS_MEMBERS =
      Set.of("street", "city", "region", "postal_code", "country");
  private static final Set<String> CONSENT_MEMBERS =
      Set.of("basis", "obtained_at", "do_not_call", "do_not_email");

  /** ISO 3166-1, and Kosovo's code, which everybody uses although ISO only sets it free. */
  private static final Set<String> COUNTRIES =
      Stream.concat(Arrays.stream(Locale.getISOCountries()), Stream.of("XK"))
          .collect(Collectors.toUnmodifiableSet());

  private final PhoneNumbers phones;

  LeadReader(PhoneNumbers phones) {
    this.phones = phones;
  }

  /**
   * Reads a body on top of a lead's details.
   *
   * @throws com.leadignite.guard.problem.Problem {@code validation-failed}, naming every rule that
   *     the body or the outcome breaks
   */
  LeadDetails read(ObjectNode body, LeadDetails base) {
    Errors errors = new Errors();
    LeadDetails details = read(BodyReader.of(body, MEMBERS, errors), base);
    if (details.status() == LeadStatus.DEAD && details.statusReason() == null) {
      errors.add("status_reason", "is needed where the status is dead");
    }
    if (errors.none() && !details.canBeRecognized()) {
      errors.add(
          "last_name", "a lead needs a name, a company, an e-mail address or a phone number");
    }
    errors.throwIfAny();
    return details;
  }

  private LeadDetails read(BodyReader in, LeadDetails base) {
    String email =
        in.textAs("email", base.email(), 254, LeadReader::email, "must be an e-mail address");
    String phone =
        in.textAs("phone", base.phone(), 40, LeadReader::phone, "must have at least three digits");
    String website =
        in.textAs("website", base.website(), 2048, LeadReader::website, "must be a web address");
    PhoneNumbers.Read number = number(phone, base);
    return new LeadDetails(
        in.uuid("assignee_id", base.assigneeId()),
        in.uuid("team_id", base.teamId()),
        in.text("first_name", base.firstName(), 100),
        in.text("last_name", base.lastName(), 100),
        in.text("company", base.company(), 200),
        in.text("title", base.title(), 100),
        email,
        Optional.ofNullable(email).flatMap(MailAddresses::norm).orElse(null),
        phone,
        number.e164(),
        number.extension(),
        website,
        Optional.ofNullable(website).flatMap(Websites::url).orElse(null),
        address(in, base.address()),
        in.text("source", base.source(), 64),
        in.text("campaign", base.campaign(), 100),
        status(in, base.status()),
        in.text("status_reason", base.statusReason(), 500),
        in.number("score", base.score(), 0, 0, 100),
        in.texts("tags", base.tags(), 20, 50),
        consent(in, base.consent()));
  }

  /** As it was read before where the text is the same: a configured region may have changed. */
  private PhoneNumbers.Read number(@Nullable String phone, LeadDetails base) {
    if (phone == null) {
      return PhoneNumbers.Read.NOTHING;
    }
    return phone.equals(base.phone())
        ? new PhoneNumbers.Read(base.phoneE164(), base.phoneExtension())
        : phones.read(phone);
  }

  private static Optional<String> email(String text) {
    return Optional.of(text).filter(address -> MailAddresses.norm(address).isPresent());
  }

  private static Optional<String> phone(String text) {
    return Optional.of(text).filter(PhoneNumbers::isOne);
  }

  private static Optional<String> website(String text) {
    return Optional.of(text).filter(address -> Websites.url(address).isPresent());
  }

  private static Address address(BodyReader body, Address before) {
    Address base = body.clears("address") ? Address.NONE : before;
    BodyReader in = body.inner("address", ADDRESS_MEMBERS);
    return new Address(
        in.text("street", base.street(), 200),
        in.text("city", base.city(), 100),
        in.text("region", base.region(), 100),
        in.text("postal_code", base.postalCode(), 20),
        in.textAs(
            "country",
            base.country(),
            2,
            text -> Optional.of(text).filter(COUNTRIES::contains),
            "must be a country of ISO 3166-1 in two capital letters"));
  }

  private static Consent consent(BodyReader body, Consent before) {
    Consent base = body.clears("consent") ? Consent.NONE : before;
    BodyReader in = body.inner("consent", CONSENT_MEMBERS);
    return new Consent(
        Optional.ofNullable(
                in.textAs(
                    "basis",
                    base.basis() == null ? null : base.basis().wireName(),
                    64,
                    text -> ConsentBasis.of(text).map(ConsentBasis::wireName),
                    "must be one of consent, contract, legitimate_interest"))
            .flatMap(ConsentBasis::of)
            .orElse(null),
        in.time("obtained_at", base.obtainedAt()),
        in.flag("do_not_call", base.doNotCall()),
        in.flag("do_not_email", base.doNotEmail()));
  }

  private static LeadStatus status(BodyReader in, LeadStatus base) {
    String read =
        in.textAs(
            "status",
            base.wireName(),
            64,
            text -> LeadStatus.of(text).map(LeadStatus::wireName),
            "must be one of new, assigned, in_process, qualified, converted, recycled, dead");
    return Optional.ofNullable(read).flatMap(LeadStatus::of).orElse(LeadStatus.NEW);
  }
}
