package com.leadignite.leads.lead;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.leads.body.BodyReader;
import com.leadignite.leads.body.Errors;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

  /** ASCII as in RFC 5321, with at least one dot in the domain; whether it exists is not asked. */
  private static final Pattern EMAIL =
      Pattern.compile(
          "(?=.{3,254}$)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}"
              + "(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}){0,16}"
              + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){1,16}"
              + "[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])");

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

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
    return new LeadDetails(
        in.uuid("assignee_id", base.assigneeId()),
        in.uuid("team_id", base.teamId()),
        in.text("first_name", base.firstName(), 100),
        in.text("last_name", base.lastName(), 100),
        in.text("company", base.company(), 200),
        in.text("title", base.title(), 100),
        in.textAs("email", base.email(), 254, LeadReader::email, "must be an e-mail address"),
        in.textAs(
            "phone",
            base.phone(),
            40,
            phones::e164,
            "must be a phone number with its country code and without an extension"),
        in.textAs("website", base.website(), 2048, LeadReader::website, "must be an http address"),
        address(in, base.address()),
        in.text("source", base.source(), 64),
        in.text("campaign", base.campaign(), 100),
        status(in, base.status()),
        in.text("status_reason", base.statusReason(), 500),
        in.number("score", base.score(), 0, 0, 100),
        in.texts("tags", base.tags(), 20, 50),
        consent(in, base.consent()));
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

  /** The address where it is one; kept as written, compared in lower case. */
  static Optional<String> email(String text) {
    return Optional.of(text).filter(address -> EMAIL.matcher(address).matches());
  }

  private static Optional<String> website(String text) {
    try {
      URI uri = new URI(text);
      String scheme = Objects.requireNonNullElse(uri.getScheme(), "");
      boolean http = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
      return http && isPresent(uri.getHost()) && uri.getRawUserInfo() == null
          ? Optional.of(text)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isPresent(@Nullable String text) {
    return text != null && !text.isEmpty();
  }
}
