package com.leadignite.guard.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.problem.Problem;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnreadTest {

  private static final ValidatorFactory VALIDATION = Validation.buildDefaultValidatorFactory();

  private final BodyReader reader = new BodyReader(new ObjectMapper(), VALIDATION.getValidator());

  record Batch(@Size(max = 3) List<Unread<Thing>> things) {}

  record Thing(@NotNull String name) {}

  private List<Unread<Thing>> things(String json) {
    return reader.read(json.getBytes(UTF_8), Batch.class).things();
  }

  @Test
  void isReadByItself() {
    List<Unread<Thing>> things = things("{\"things\": [{\"name\": \"a\"}, {}, null]}");

    assertEquals(3, things.size());
    assertEquals(new Thing("a"), things.getFirst().read());
    assertEquals("[{field=name, message=is needed}]", errors(things.get(1)));
    assertEquals("[{field=, message=must be an object}]", errors(things.get(2)));
    assertTrue(things.get(2).json().isNull());
  }

  @Test
  void isCountedWithTheOthers() {
    Problem refusal = assertThrows(Problem.class, () -> things("{\"things\": [1, 2, 3, 4]}"));

    assertEquals(
        "[{field=things, message=must be a list of at most 3 objects}]",
        String.valueOf(refusal.members().get("errors")));
  }

  private static String errors(Unread<Thing> unread) {
    return String.valueOf(assertThrows(Problem.class, unread::read).members().get("errors"));
  }
}
