package com.leadignite.auth.supabase;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A body may be in a log line or an exception by its text, which no redaction knows (B32). */
@Tag("B32")
class BodiesDoNotPrintTest {

  private static final String VALUE = "s3cret-of-somebody";

  private static final Set<String> SECRETS =
      Set.of(
          "email",
          "phone",
          "password",
          "currentPassword",
          "nonce",
          "refreshToken",
          "authCode",
          "captchaToken",
          "codeVerifier",
          "code",
          "token",
          "tokenHash");

  static Stream<Class<?>> bodies() {
    return Stream.of(Credentials.class, MailBodies.class, AdminBodies.class)
        .flatMap(holder -> Arrays.stream(holder.getDeclaredClasses()))
        .filter(Class::isRecord)
        .filter(BodiesDoNotPrintTest::hasSecrets);
  }

  private static boolean hasSecrets(Class<?> body) {
    return Arrays.stream(body.getRecordComponents())
        .anyMatch(each -> each.getType() == String.class && SECRETS.contains(each.getName()));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void noneShowsWhatWasSent(Class<?> body) throws ReflectiveOperationException {
    RecordComponent[] components = body.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<?> constructor = body.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    Object[] values =
        Arrays.stream(types).map(type -> type == String.class ? VALUE : null).toArray();

    assertFalse(constructor.newInstance(values).toString().contains(VALUE), body::getName);
  }

  @Test
  void theBodiesThatCarrySecretsAreAmongThem() {
    List<String> names = bodies().map(Class::getSimpleName).toList();

    assertTrue(
        names.containsAll(List.of("SignUpBody", "TokenBody", "CodeBody", "UserBody", "VerifyBody")),
        names::toString);
  }
}
