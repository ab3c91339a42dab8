package com.leadignite.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ArgumentsTest {

  @Test
  void needsNone() {
    StackOptions options = parse(Map.of(), Map.of());

    assertEquals(8080, options.port());
    assertEquals("", options.postgres());
    assertFalse(options.fresh());
    assertFalse(options.nativeImages());
  }

  @Test
  void takesASwitchWithoutAValue() {
    assertTrue(parse(Map.of("stack.fresh", ""), Map.of()).fresh());
    assertTrue(parse(Map.of("stack.fresh", "true"), Map.of()).fresh());
    assertFalse(parse(Map.of("stack.fresh", "false"), Map.of()).fresh());
  }

  @Test
  void takesHttpsWithAPortAndWithout() {
    assertEquals(OptionalInt.empty(), parse(Map.of(), Map.of()).https());
    assertEquals(OptionalInt.of(8443), parse(Map.of("stack.https", ""), Map.of()).https());
    assertEquals(OptionalInt.of(8443), parse(Map.of("stack.https", "true"), Map.of()).https());
    assertEquals(OptionalInt.of(9443), parse(Map.of("stack.https", "9443"), Map.of()).https());
    assertEquals(
        "stack.https is a number from 0 to 65535, not 99999.",
        refusal(Map.of("stack.https", "99999")));
  }

  @Test
  void takesTheEnvironmentBehindTheCommandLine() {
    Map<String, String> environment = Map.of("STACK_DATA", "/srv/a", "STACK_PORT", "9000");

    StackOptions options = parse(Map.of("stack.port", "9001"), environment);

    assertEquals(Path.of("/srv/a"), options.data());
    assertEquals(9001, options.port());
  }

  @Test
  void setsPropertiesForAllServicesAndForOne() {
    StackOptions options =
        parse(
            Map.of(
                "stack.set.quarkus.log.level", "DEBUG",
                "stack.set.auth:leadignite.auth.mail.autoconfirm", "false"),
            Map.of());

    assertEquals(Map.of("quarkus.log.level", "DEBUG"), options.common());
    assertEquals(
        Map.of(Service.AUTH, Map.of("leadignite.auth.mail.autoconfirm", "false")),
        options.special());
  }

  @Test
  void saysWhatIsWrongInOneSentence() {
    assertEquals(
        "stack.port is a number from 0 to 65535, not eighty.",
        refusal(Map.of("stack.port", "eighty")));
    assertEquals(
        "There is no option stack.prot; -Dstack.help lists those there are.",
        refusal(Map.of("stack.prot", "9000")));
    assertEquals(
        "stack.fresh is true or false, not perhaps.", refusal(Map.of("stack.fresh", "perhaps")));
    assertEquals(
        "There is no service mail: auth, leads, webhook, audit.",
        refusal(Map.of("stack.set.mail:a", "b")));
  }

  private static String refusal(Map<String, String> properties) {
    return assertThrows(StackException.class, () -> parse(properties, Map.of())).getMessage();
  }

  private static StackOptions parse(
      Map<String, String> properties, Map<String, String> environment) {
    return new Arguments(properties, environment).options(line -> {});
  }
}
