package com.leadignite.guard.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("B32")
class RedactionTest {

  /** Counts what a thread worked, not how long a busy machine made it wait. */
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private static final String JWT =
      "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJlLXNpZ25hdHVyZQ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "password=hunter2-x and more | password=[secret] and more",
        "newPassword: hunter2 | newPassword: [secret]",
        "{\"password\":\"a b\\\"c, d\",\"x\":1} | {\"password\":\"[secret]\",\"x\":1}",
        "{\"current_password\" : \"x\"} | {\"current_password\" : \"[secret]\"}",
        "{\\\"refresh_token\\\":\\\"abc\\\"} | {\\\"refresh_token\\\":\\\"[secret]\\\"}",
        "refresh_token=abcdef&grant_type=refresh_token | refresh_token=[secret]&grant_type=refresh_token",
        "Authorization: Bearer abc.def-ghi | Authorization: [secret] [secret]",
        "sent Basic dXNlcjpwYXNz to it | sent Basic [secret] to it",
        "apikey: sk_live_1 | apikey: [secret]",
        "client_secret='s e c' | client_secret='[secret]'",
        "Set-Cookie: __Host-session=abc; Path=/ | Set-Cookie: [secret]; Path=/",
        "{\"code\":\"123456\"} | {\"code\":\"[secret]\"}",
        "?code=123456&x=1 | ?code=[secret]&x=1",
        "mail to ann.o'hara+x@mail.example.org failed | mail to ann.o'[email] failed",
        "called +49 151 2345-6789 twice | called [phone] twice",
        "called +14155552671. | called [phone].",
        "redis://default:s3cr3t@host:6379/0 | redis://default:[secret]@host:6379/0",
        "key dGhpcyBpcyBhIHZlcnkgc2VjcmV0IHN0cmluZyAxMjM0NTY3 used | key [opaque] used"
      })
  void takesOutWhatMustNotBeInALog(String text, String redacted) {
    assertEquals(redacted, Redaction.redact(text));
  }

  @Test
  void takesOutTokensAndKeysOfAnyLength() {
    assertEquals("token [token] end", Redaction.redact("token " + JWT + " end"));
    assertEquals(
        "a [key] b",
        Redaction.redact("a -----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY----- b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "listening on http://0.0.0.0:8080",
        "migrated schema \"auth\" to version 0101 in 00:00.123s",
        "answered with a problem slug=internal-error method=GET request_id=0189-a",
        "lead 01890000-0000-7000-8000-000000000001 changed",
        "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "com.leadignite.guard.answer.UnexpectedMapper$$InvocationHandler1234.handleTheRequest(X.java:1)",
        "code: invalid_credentials",
        "2026-11-22T08:00:00Z took 12 ms"
      })
  void leavesOrdinaryTextAlone(String text) {
    assertSame(text, Redaction.redact(text));
  }

  @Test
  void takesSecretsOutOfExceptionsWithAllTheirCauses() {
    IllegalStateException inner = new IllegalStateException("token=" + JWT);
    RuntimeException outer = new RuntimeException("for ann@mail.example", inner);
    outer.addSuppressed(new IllegalArgumentException("password: hunter2"));

    String printed = print(RedactedThrowable.of(outer));

    assertFalse(printed.contains("hunter2"), printed);
    assertFalse(printed.contains("eyJ"), printed);
    assertFalse(printed.contains("ann@"), printed);
    assertEquals(
        "java.lang.RuntimeException: for [email]", printed.lines().findFirst().orElseThrow());
    assertEquals(
        print(outer).lines().count(),
        printed.lines().count(),
        "stack traces are as long as before");
  }

  @Test
  void leavesAnOrdinaryExceptionAlone() {
    Exception plain = new IllegalStateException("out of order", new RuntimeException("why"));

    assertSame(plain, RedactedThrowable.of(plain));
  }

  @Test
  void survivesExceptionsThatCauseEachOther() {
    RuntimeException first = new RuntimeException("password=hunter2");
    RuntimeException second = new RuntimeException("second", first);
    first.initCause(second);

    assertFalse(print(RedactedThrowable.of(first)).contains("hunter2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a.",
        "password",
        "password=",
        "eyJ",
        "1 ",
        "+1 ",
        "a@",
        "aB1_",
        "\"\\",
        "-----BEGIN "
      })
  void isQuickOnHostileText(String part) {
    String hostile = part.repeat(200_000 / part.length());

    long before = CPU.getCurrentThreadCpuTime();
    Redaction.redact(hostile);
    long millis = (CPU.getCurrentThreadCpuTime() - before) / 1_000_000;

    assertTrue(millis < 3_000, () -> millis + " ms of CPU");
  }

  private static String print(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
