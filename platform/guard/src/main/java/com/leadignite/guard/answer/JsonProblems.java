package com.leadignite.guard.answer;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.FieldErrors;
import com.leadignite.guard.problem.Problem;
import java.util.List;

/** Says where a body cannot be parsed, and never quotes it: it may contain a password. */
final class JsonProblems {

  private JsonProblems() {}

  static Problem of(JsonProcessingException unreadable) {
    String field = unreadable instanceof JsonMappingException mapping ? path(mapping) : "";
    String message = message(unreadable);
    JsonLocation at = unreadable.getLocation();
    String where = at == null || at.getLineNr() < 1 ? "" : " (line " + at.getLineNr() + ")";
    Problem problem =
        new Problem(
            CommonProblem.MALFORMED_REQUEST,
            "The JSON body cannot be read" + where + ".",
            unreadable);
    if (!field.isEmpty()) {
      problem.with("errors", List.of(FieldErrors.of(field, message)));
    }
    return problem;
  }

  private static String message(JsonProcessingException unreadable) {
    return unreadable instanceof PropertyBindingException ? "is not known" : "cannot be read";
  }

  private static String path(JsonMappingException mapping) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : mapping.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(printable(step.getFieldName()));
      }
    }
    return path.toString();
  }

  /** A member's name is the sender's text: cut it short and keep it to what a log can take. */
  private static String printable(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length() && i < 64; i++) {
      char c = name.charAt(i);
      text.append(c > 0x20 && c < 0x7f ? c : '?');
    }
    return text.toString();
  }
}
