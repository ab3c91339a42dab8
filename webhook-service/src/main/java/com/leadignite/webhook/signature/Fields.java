package com.leadignite.webhook.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Header fields of signatures, read strictly: what is missing, repeated or more than anybody needs
 * is refused, never skipped.
 */
final class Fields {

  /** As many signatures as a sender needs that is changing its key. */
  static final int MAX_SIGNATURES = 5;

  /** What joins the lines of a field on the way here; no signature ends with a comma. */
  private static final String BETWEEN_LINES = ", ";

  private static final Pattern ID = Pattern.compile("[!-~]{1,200}");

  private Fields() {}

  /** The field's value; it has to be there, once. */
  static String one(SignedRequest request, String name) {
    List<String> values = request.values(name);
    if (values.isEmpty()) {
      throw new RefusedRequest(Refusal.HEADER_MISSING);
    }
    if (values.size() != 1 || values.getFirst().contains(BETWEEN_LINES)) {
      throw new RefusedRequest(Refusal.HEADER_REPEATED);
    }
    return values.getFirst();
  }

  /** A field that has to be there, without what precedes each signature. */
  static String afterPrefix(SignedRequest request, String name, String prefix) {
    String value = one(request, name);
    if (!value.startsWith(prefix) || value.length() == prefix.length()) {
      throw new RefusedRequest(Refusal.SIGNATURE_MALFORMED);
    }
    return value.substring(prefix.length());
  }

  /** The entries of a list, a handful at most. */
  static List<String> list(String field, String separator) {
    String[] entries = field.split(Pattern.quote(separator), MAX_SIGNATURES + 1);
    if (entries.length > MAX_SIGNATURES) {
      throw new RefusedRequest(Refusal.SIGNATURES_TOO_MANY);
    }
    return List.of(entries);
  }

  /** The id as it is stored; refused if nobody sends one like it. */
  static String id(String id) {
    if (!isId(id)) {
      throw new RefusedRequest(Refusal.ID_MALFORMED);
    }
    return id;
  }

  /** Whether it is 1 to 200 visible characters of ASCII. */
  static boolean isId(String id) {
    return ID.matcher(id).matches();
  }

  /** The first of these fields that holds an id; it is not signed, and for display alone. */
  static @Nullable String unsignedId(SignedRequest request, String... names) {
    for (String name : names) {
      String value = request.header(name);
      if (value != null && isId(value)) {
        return value;
      }
    }
    return null;
  }

  /** A time and signatures in one field, such as {@code t=1,v1=ab,v1=cd}. */
  record Timed(String timestamp, List<String> signatures) {

    /**
     * Reads it.
     *
     * @param version names the signatures that count; those of others are passed over
     */
    static Timed read(String field, String version) {
      List<String> times = new ArrayList<>();
      List<String> signatures = new ArrayList<>();
      for (String entry : list(field, ",")) {
        int equals = entry.indexOf('=');
        String name = equals < 0 ? entry : entry.substring(0, equals);
        if (name.equals("t")) {
          times.add(entry.substring(Math.min(entry.length(), name.length() + 1)));
        } else if (name.equals(version)) {
          signatures.add(entry.substring(Math.min(entry.length(), name.length() + 1)));
        }
      }
      // Two times: the one that is in the window is not the one that is signed.
      if (times.size() != 1) {
        throw new RefusedRequest(Refusal.TIMESTAMP_MALFORMED);
      }
      if (signatures.isEmpty()) {
        throw new RefusedRequest(Refusal.SIGNATURE_MALFORMED);
      }
      return new Timed(times.getFirst(), List.copyOf(signatures));
    }
  }
}
