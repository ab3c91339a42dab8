package com.leadignite.guard.log;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets and personal data out of text: tokens, passwords, keys, one-time codes, e-mail
 * addresses and phone numbers. A safety net, not a replacement for careful logging: a password in
 * the middle of a sentence looks like any other word.
 */
public final class Redaction {

  /** Longer text is cut before it is looked at, so that one line cannot block the process. */
  private static final int LONGEST = 32_768;

  private static final String SECRET_NAME =
      "[a-z0-9_.-]{0,40}(?:passw(?:or)?d|passwd|pwd|passphrase|secret|token|api[_-]?key|apikey"
          + "|authorization|cookie|credential|private[_-]?key|signature|nonce|otp|totp"
          + "|code[_-]?verifier|auth[_-]?code|recovery[_-]?code)s?";

  /** Each pattern has a group for what stays in front of what is taken out; order matters. */
  private static final List<Rule> RULES =
      List.of(
          rule(
              "()-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,20000}(?:-----END [A-Z ]{0,30}-----)?",
              "[key]"),
          rule("(://[^\\s/:@]{0,100}:)[^\\s/@]{1,200}(?=@)", "[secret]"),
          rule("(?i)(\\b(?:bearer|basic|digest|dpop)\\s{1,4})[a-z0-9._~+/=-]{6,}", "[secret]"),
          rule("()\\beyJ[A-Za-z0-9_-]{4,}(?:\\.[A-Za-z0-9_-]*){1,4}", "[token]"),
          rule("()\\bli_(?:live|test)_[A-Za-z0-9]{8,}", "[api key]"),
          // Quoted values end at the quote: of JSON, of JSON within JSON, of Java's own texts.
          rule(
              "(?i)(\\b" + SECRET_NAME + "\"\\s{0,4}[:=]\\s{0,4}\")(?:[^\"\\\\]|\\\\.){1,8000}",
              "[secret]"),
          rule(
              "(?i)(\\b" + SECRET_NAME + "\\\\\"\\s{0,4}[:=]\\s{0,4}\\\\\")[^\"\\\\]{1,8000}",
              "[secret]"),
          rule(
              "(?i)(\\b" + SECRET_NAME + "\\s{0,4}[:=]\\s{0,4}\")(?:[^\"\\\\]|\\\\.){1,8000}",
              "[secret]"),
          rule("(?i)(\\b" + SECRET_NAME + "[\"']?\\s{0,4}[:=]\\s{0,4}')[^']{1,8000}", "[secret]"),
          // name=value, up to what ends a value
          rule(
              "(?i)(\\b"
                  + SECRET_NAME
                  + "[\"']?\\s{0,4}[:=]\\s{0,4})(?!\\[)[^\\s\"',;&)\\]}\\[]{1,8000}",
              "[secret]"),
          // The one-time code of a form or a query; "code" alone is also an error's.
          rule("(?i)([\"'?&\\s]code[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?)\\d{4,10}\\b", "[secret]"),
          rule(
              "()[A-Za-z0-9._%+-]{1,64}(?:@|%40)[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63})+",
              "[email]"),
          rule(
              "()(?<![\\w+.])\\+[1-9]\\d{0,3}[\\s().-]{0,2}\\d(?:[\\s().-]{0,2}\\d){5,13}\\b",
              "[phone]"),
          // Opaque secrets: 32 and more random bytes in base64 have all three kinds of characters;
          // identifiers, hexadecimal digests and class names do not.
          rule(
              "()(?<![A-Za-z0-9_/+.$-])(?=[A-Za-z0-9_-]{0,200}[a-z])(?=[A-Za-z0-9_-]{0,200}[A-Z])"
                  + "(?=[A-Za-z0-9_-]{0,200}\\d)[A-Za-z0-9_-]{40,}(?![A-Za-z0-9_.$(])",
              "[opaque]"));

  private Redaction() {}

  private record Rule(Pattern pattern, String replacement) {}

  private static Rule rule(String pattern, String mark) {
    return new Rule(Pattern.compile(pattern), "$1" + Matcher.quoteReplacement(mark));
  }

  /** The text without what must not be in a log; the same object if there was nothing. */
  public static String redact(String text) {
    boolean cut = text.length() > LONGEST;
    String redacted = cut ? text.substring(0, LONGEST) + "[cut]" : text;
    for (Rule rule : RULES) {
      Matcher matcher = rule.pattern().matcher(redacted);
      if (matcher.find()) {
        redacted = matcher.replaceAll(rule.replacement());
      }
    }
    return redacted;
  }
}
