package com.leadignite.auth.account;

import com.leadignite.guard.id.UserId;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of themselves, as the front end sends it: any JSON object within limits, since
 * it is stored, and travels in every token.
 */
public final class UserMetadata {

  private static final int MAX_DEPTH = 5;
  private static final int MAX_MEMBERS = 64;
  private static final int MAX_TEXT = 2048;

  /** Names of members go into the audit log. */
  private static final int MAX_NAME = 128;

  /**
   * Digits as PostgreSQL writes numbers: 1e308 is stored with 309, which no reader of ours takes.
   */
  private static final int MAX_DIGITS = 30;

  private UserMetadata() {}

  /**
   * Refuses what cannot be stored or is too large.
   *
   * @throws Problem validation-failed, naming the limit
   */
  public static void check(Map<String, Object> data) {
    checkObject(data, 1);
  }

  /**
   * What clients are shown of a person: what they say of themselves, overlaid with what we know,
   * under the names that Supabase Auth has for it, so that they cannot claim otherwise (B35).
   *
   * @param email their address, or null
   * @param emailVerified whether the address is confirmed
   * @param phone their number, or null
   * @param phoneVerified whether the number is confirmed
   */
  public static Map<String, Object> shown(
      Map<String, Object> said,
      UserId id,
      @Nullable EmailAddress email,
      boolean emailVerified,
      @Nullable PhoneNumber phone,
      boolean phoneVerified) {
    Map<String, Object> shown = new LinkedHashMap<>(said);
    shown.remove("email");
    if (email != null) {
      shown.put("email", email.value());
    }
    shown.put("email_verified", emailVerified);
    shown.remove("phone");
    if (phone != null) {
      shown.put("phone", phone.digits());
    }
    shown.put("phone_verified", phoneVerified);
    shown.put("sub", id.toString());
    return shown;
  }

  /** The refusal of metadata that is too large once it is merged with what is stored. */
  public static Problem tooLarge() {
    return refusal("is larger than 4096 bytes");
  }

  private static void check(@Nullable Object value, int depth) {
    switch (value) {
      case null -> {}
      case String text -> checkText(text);
      case Map<?, ?> object -> checkObject(object, depth);
      case List<?> list -> checkList(list, depth);
      // 1e999 is JSON, but no number that can be stored.
      case Double number when !Double.isFinite(number) ->
          throw refusal("has a number that is too large");
      case Number number -> checkNumber(new BigDecimal(number.toString()));
      default -> {}
    }
  }

  private static void checkObject(Map<?, ?> object, int depth) {
    checkSize(object.size(), depth);
    object.forEach((name, value) -> {
      if (String.valueOf(name).length() > MAX_NAME) {
        throw refusal("has a member's name longer than " + MAX_NAME + " characters");
      }
      check(value, depth + 1);
    });
  }

  private static void checkList(List<?> list, int depth) {
    checkSize(list.size(), depth);
    list.forEach(value -> check(value, depth + 1));
  }

  private static void checkSize(int members, int depth) {
    if (depth > MAX_DEPTH) {
      throw refusal("is nested deeper than " + MAX_DEPTH + " levels");
    }
    if (members > MAX_MEMBERS) {
      throw refusal("has more than " + MAX_MEMBERS + " members at one level");
    }
  }

  private static void checkNumber(BigDecimal number) {
    // A scale has 32 bits, so a sum of two may not.
    long scale = number.scale();
    long whole = Math.max(0, number.precision() - scale);
    if (whole + Math.max(0, scale) > MAX_DIGITS) {
      throw refusal("has a number of more than " + MAX_DIGITS + " digits");
    }
  }

  private static void checkText(String text) {
    if (text.length() > MAX_TEXT) {
      throw refusal("has a text longer than " + MAX_TEXT + " characters");
    }
  }

  private static Problem refusal(String why) {
    return new Problem(CommonProblem.VALIDATION_FAILED, "The member data " + why + ".");
  }
}
