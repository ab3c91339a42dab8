package com.leadignite.auth.mail;

import com.leadignite.guard.edge.CurrentRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Chooses a language for a mail: one of those that there are templates in. */
@Singleton
final class MailLanguages {

  /** A client that lists more is not asking for a language. */
  private static final int MAX_LENGTH = 200;

  private final CurrentRequest request;
  private final MailTemplates templates;

  MailLanguages(CurrentRequest request, MailTemplates templates) {
    this.request = request;
    this.templates = templates;
  }

  /** The first language of the request's Accept-Language that there are templates in. */
  String ofRequest() {
    return request
        .header("Accept-Language")
        .flatMap(accepted -> choose(accepted, templates.languages()))
        .orElse(MailTemplates.OWN_LANGUAGE);
  }

  /** The best of the languages by RFC 4647, section 3.4; empty if none will do. */
  static Optional<String> choose(String accepted, List<String> languages) {
    if (accepted.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(Locale.lookupTag(Locale.LanguageRange.parse(accepted), languages));
    } catch (IllegalArgumentException e) {
      // A header that cannot be read asks for nothing.
      return Optional.empty();
    }
  }
}
