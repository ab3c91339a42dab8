package com.leadignite.webhook.signature;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parameters of a form or of a query, each as it was meant, with all that stands for nothing
 * refused: no decoder of somebody else's reads another parameter out of it.
 *
 * @param parameters in their order
 */
record Form(List<Parameter> parameters) {

  private static final int MOST = 500;

  /**
   * Possessive: a group that could be given back is matched by recursion, one level a character.
   */
  private static final Pattern ENCODED =
      Pattern.compile("(?:[A-Za-z0-9*._+!~'(),;:@/?$\\[\\]-]|%[0-9A-Fa-f]{2})*+");

  Form {
    parameters = List.copyOf(parameters);
  }

  /** A parameter, decoded. */
  record Parameter(String name, String value) {}

  /** Reads {@code a=b&c=d}; empty if it is not well-formed or has more than anybody sends. */
  static Optional<Form> read(String text) {
    if (text.isEmpty()) {
      return Optional.of(new Form(List.of()));
    }
    String[] pairs = text.split("&", MOST + 1);
    if (pairs.length > MOST) {
      return Optional.empty();
    }
    List<Parameter> parameters = new ArrayList<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String name = pair.substring(0, Math.max(0, equals));
      String value = pair.substring(equals + 1);
      if (name.isEmpty() || !ENCODED.matcher(name).matches() || !ENCODED.matcher(value).matches()) {
        return Optional.empty();
      }
      parameters.add(new Parameter(decoded(name), decoded(value)));
    }
    return Optional.of(new Form(parameters));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The parameter's value if it is there once. */
  Optional<String> one(String name) {
    List<String> values = values(name);
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  private List<String> values(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::value)
        .toList();
  }
}
