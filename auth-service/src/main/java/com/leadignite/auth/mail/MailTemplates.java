package com.leadignite.auth.mail;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.Variant;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The templates of mails, by kind, language and form: ours, and over them those of the configured
 * folder, {@code recovery.txt} or {@code recovery.de.html}. Read once, at start, so that a faulty
 * one is known then.
 */
@Singleton
final class MailTemplates {

  /** The language that ours are in. */
  static final String OWN_LANGUAGE = "en";

  private static final Pattern FILE =
      Pattern.compile("([a-z_]+)(?:\\.([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*))?\\.(txt|html)");

  private final Engine engine;
  private final Map<String, Template> templates = new HashMap<>();
  private final List<String> languages;

  MailTemplates(Engine engine, MailDeliveryConfig config) {
    this.engine = engine;
    TreeSet<String> found = new TreeSet<>(List.of(OWN_LANGUAGE));
    for (MailKind kind : MailKind.values()) {
      for (Form form : Form.of(kind)) {
        templates.put(key(kind.wireName(), OWN_LANGUAGE, form), own(kind, form));
      }
    }
    config.templates().ifPresent(folder -> read(folder, found));
    languages = List.copyOf(found);
  }

  /** The two parts of a mail. */
  enum Form {
    TXT("text/plain"),
    HTML("text/html");

    private final String contentType;

    /** Those that a kind has. */
    static List<Form> of(MailKind kind) {
      return kind.isText() ? List.of(TXT) : List.of(values());
    }

    Form(String contentType) {
      this.contentType = contentType;
    }

    String extension() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The languages that at least one template is in. */
  List<String> languages() {
    return languages;
  }

  /** A mail's template in a language, or else in ours. */
  Template of(MailKind kind, String language, Form form) {
    Template translated = templates.get(key(kind.wireName(), language, form));
    Template own = templates.get(key(kind.wireName(), OWN_LANGUAGE, form));
    if (own == null) {
      throw new IllegalStateException("every kind of mail has its templates");
    }
    return translated == null ? own : translated;
  }

  private Template own(MailKind kind, Form form) {
    Template template = engine.getTemplate("mail/" + kind.wireName() + "." + form.extension());
    if (template == null) {
      throw new IllegalStateException("there is no template for " + kind.wireName());
    }
    return template;
  }

  private void read(Path folder, Set<String> found) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        Matcher name = FILE.matcher(file.getFileName().toString());
        if (!name.matches() || MailKind.of(name.group(1)).isEmpty()) {
          throw refusal(file, "names no mail, such as recovery.html or recovery.de.txt", null);
        }
        String language = name.group(2) == null ? OWN_LANGUAGE : name.group(2);
        Form form = Form.valueOf(name.group(3).toUpperCase(Locale.ROOT));
        templates.put(key(name.group(1), language, form), parsed(file, form));
        found.add(language);
      }
    } catch (IOException e) {
      throw refusal(folder, "cannot be read", e);
    }
  }

  private Template parsed(Path file, Form form) throws IOException {
    try {
      return engine.parse(
          Files.readString(file), Variant.forContentType(form.contentType), file.toString());
    } catch (TemplateException e) {
      throw refusal(file, "is no template: " + e.getMessage(), e);
    }
  }

  private static IllegalStateException refusal(
      Path file, String why, @org.jspecify.annotations.Nullable Exception cause) {
    return new IllegalStateException("leadignite.auth.mail.templates: " + file + " " + why, cause);
  }

  private static String key(String kind, String language, Form form) {
    return kind + "." + language.toLowerCase(Locale.ROOT) + "." + form.extension();
  }
}
