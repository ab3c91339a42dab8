package com.leadignite.leads.lead;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills what is empty in a lead; never replaces what somebody wrote. */
final class FilledDetails {

  private FilledDetails() {}

  /**
   * The details with what a report adds. A name and an address are taken as a whole or not at all,
   * because halves of two would make a third. That somebody wants no calls or mails is added, and
   * never taken back.
   *
   * @param reported what another system says
   * @param email whether the address may be taken: it is no other lead's
   * @param phone whether the number may be taken likewise
   */
  static LeadDetails of(LeadDetails lead, LeadDetails reported, boolean email, boolean phone) {
    Consent consent = lead.consent();
    return new LeadDetails(
        lead.assigneeId(),
        lead.teamId(),
        isNamed(lead) ? lead.firstName() : reported.firstName(),
        isNamed(lead) ? lead.lastName() : reported.lastName(),
        filled(lead.company(), reported.company()),
        filled(lead.title(), reported.title()),
        filled(lead.email(), email ? reported.email() : null),
        filled(lead.phone(), phone ? reported.phone() : null),
        filled(lead.website(), reported.website()),
        lead.address().equals(Address.NONE) ? reported.address() : lead.address(),
        filled(lead.source(), reported.source()),
        filled(lead.campaign(), reported.campaign()),
        lead.status(),
        lead.statusReason(),
        lead.score(),
        lead.tags().isEmpty() ? reported.tags() : List.copyOf(lead.tags()),
        new Consent(
            consent.basis(),
            consent.obtainedAt(),
            consent.doNotCall() || reported.consent().doNotCall(),
            consent.doNotEmail() || reported.consent().doNotEmail()));
  }

  /** Half a name beside half of another would be nobody's: a name is taken as a whole, too. */
  private static boolean isNamed(LeadDetails lead) {
    return lead.firstName() != null || lead.lastName() != null;
  }

  private static @Nullable String filled(@Nullable String there, @Nullable String reported) {
    return there == null ? reported : there;
  }
}
