package com.leadignite.guard.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.Range;
import org.junit.jupiter.api.Test;

/** A member whose type another member tells. */
final class MemberReadingTest {

  private static final ValidatorFactory VALIDATION = Validation.buildDefaultValidatorFactory();

  private final ObjectMapper mapper = new ObjectMapper();
  private final BodyReader reader = new BodyReader(mapper, VALIDATION.getValidator());

  record Circle(@NotNull @Line(max = 5) String name, @Range(min = 1, max = 9) int radius) {}

  @Test
  void isReadAsThatType() {
    ObjectNode shape = mapper.createObjectNode().put("name", "disc").put("radius", 2);

    assertEquals(new Circle("disc", 2), reader.readMember("shape", shape, Circle.class));
  }

  @Test
  void hasItsErrorsUnderItsName() {
    ObjectNode shape = mapper.createObjectNode().put("radius", 10).put("edges", 4);

    Problem refused =
        assertThrows(Problem.class, () -> reader.readMember("shape", shape, Circle.class));

    assertEquals(CommonProblem.VALIDATION_FAILED, refused.type());
    assertEquals(
        List.of(
            Map.of("field", "shape.name", "message", "is needed"),
            Map.of("field", "shape.radius", "message", "must be a whole number from 1 to 9"),
            Map.of("field", "shape.edges", "message", "is not a member that can be written here")),
        refused.members().get("errors"));
  }
}
