package com.leadignite.leads.lead;

import com.leadignite.guard.body.Invisible;
import java.util.Locale;
import java.util.Optional;

/**
 * E-mail addresses as people write them. What is surely none is refused: no mail reaches an address
 * without a local part and a domain with a dot, or with a space or something invisible in it. What
 * providers allow beyond the standards' wording (dots side by side, letters of any script) is
 * taken.
 */
final class MailAddresses {

  private static final int LONGEST_LOCAL_PART = 64;
  private static final String SPECIAL = "()<>[]:;,\\\"@";

  private MailAddresses() {}

  /**
   * What the address is compared by: in lower case, the domain in its DNS form; empty if the text
   * is no address.
   */
  static Optional<String> norm(String address) {
    int at = address.lastIndexOf('@');
    if (at < 1 || at > LONGEST_LOCAL_PART || !isLocalPart(address.substring(0, at))) {
      return Optional.empty();
    }
    String local = address.substring(0, at).toLowerCase(Locale.ROOT);
    return HostNames.ascii(address.substring(at + 1))
        .filter(MailAddresses::isDomain)
        .map(domain -> local + '@' + domain);
  }

  private static boolean isLocalPart(String text) {
    return text.codePoints()
        .noneMatch(c -> SPECIAL.indexOf(c) >= 0 || Invisible.is(c) || Character.isISOControl(c));
  }

  private static boolean isDomain(String domain) {
    int dot = domain.lastIndexOf('.');
    return dot > 0 && !Character.isDigit(domain.charAt(dot + 1)) && domain.indexOf('_') < 0;
  }
}
