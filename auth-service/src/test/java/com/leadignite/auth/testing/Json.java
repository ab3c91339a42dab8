package com.leadignite.auth.testing;

import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Members of an answer for helpers that every test calls: REST Assured compiles a script for each
 * path that it looks up, which takes longer than most requests.
 */
public final class Json {

  private Json() {}

  /**
   * A member of the answer, or of objects in it; null if it is absent.
   *
   * @param path names with dots between them
   */
  public static @Nullable Object member(JsonPath answer, String path) {
    Object here = answer.getMap("$");
    for (String name : path.split("\\.", -1)) {
      here = here instanceof Map<?, ?> object ? object.get(name) : null;
    }
    return here;
  }

  /** The same of a text. */
  public static @Nullable String text(JsonPath answer, String path) {
    return (String) member(answer, path);
  }
}
