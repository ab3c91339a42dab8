package com.leadignite.auth.social;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.identity.ProvenIdentity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who signed in at a provider.
 *
 * @param identity what they are found by
 * @param verified their address, if the provider says that it is theirs and its word is taken (B28)
 */
record ProviderPerson(ProvenIdentity identity, Optional<EmailAddress> verified) {

  private static final Pattern SUBJECT = Pattern.compile("[\\x20-\\x7e]{1,255}");
  private static final int LONGEST_TEXT = 100;
  private static final int LONGEST_PICTURE = 400;

  /**
   * An address as a provider has it, and whether it says that it is the person's: both from one
   * document, since another may speak of another address.
   */
  record SaidAddress(@Nullable String address, boolean verified) {

    private static final SaidAddress NONE = new SaidAddress(null, false);

    /**
     * Reads a document. Apple and others write the flag as a text; one that is not there is no, and
     * so is that of a provider whose word is not taken. Microsoft has a word of its own for it: the
     * address's domain is verified by the tenant.
     */
    static SaidAddress of(Map<String, Object> claims, SocialProvider provider) {
      if (!(claims.get("email") instanceof String address)) {
        return NONE;
      }
      boolean verified =
          (provider.trustEmail() && isTrue(claims.get("email_verified")))
              || (provider.preset() == ProviderPreset.AZURE && isTrue(claims.get("xms_edov")));
      return new SaidAddress(address, verified);
    }

    private static boolean isTrue(@Nullable Object value) {
      return Boolean.TRUE.equals(value) || "true".equals(value) || "1".equals(value);
    }
  }

  /**
   * Reads what a provider said.
   *
   * @param subject what it calls the person
   * @param claims what it said of them, verified
   * @throws ProviderFailure if it names nobody (B29)
   */
  static ProviderPerson of(
      SocialProvider provider, String subject, Map<String, Object> claims, SaidAddress said) {
    if (!SUBJECT.matcher(subject).matches() || subject.isBlank()) {
      throw new ProviderFailure("the provider named nobody");
    }
    Optional<EmailAddress> address = EmailAddress.parse(said.address());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("iss", provider.issuer());
    data.put("sub", subject);
    data.put("provider_id", subject);
    address.ifPresent(email -> data.put("email", email.value()));
    data.put("email_verified", said.verified());
    data.put("phone_verified", false);
    text(claims.get("name"))
        .ifPresent(name -> {
          data.put("name", name);
          data.put("full_name", name);
        });
    text(claims.get("preferred_username"))
        .or(() -> text(claims.get("login")))
        .ifPresent(name -> {
          data.put("user_name", name);
          data.put("preferred_username", name);
        });
    picture(claims.get("picture"))
        .or(() -> picture(claims.get("avatar_url")))
        .ifPresent(picture -> {
          data.put("picture", picture);
          data.put("avatar_url", picture);
        });
    return new ProviderPerson(
        new ProvenIdentity(provider.name(), provider.issuer(), subject, data),
        said.verified() ? address : Optional.empty());
  }

  /** What PostgreSQL stores and nobody's terminal obeys, cut to what fits. */
  private static Optional<String> text(@Nullable Object value) {
    if (!(value instanceof String text)) {
      return Optional.empty();
    }
    String clean =
        text.codePoints()
            .filter(c -> !Character.isISOControl(c))
            .filter(c -> Character.getType(c) != Character.SURROGATE)
            .limit(LONGEST_TEXT)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    return clean.isEmpty() ? Optional.empty() : Optional.of(clean);
  }

  private static Optional<String> picture(@Nullable Object value) {
    return value instanceof String text
            && text.length() <= LONGEST_PICTURE
            && text.startsWith("https://")
            && text.chars().allMatch(c -> c > ' ' && c < 0x7f)
        ? Optional.of(text)
        : Optional.empty();
  }
}
