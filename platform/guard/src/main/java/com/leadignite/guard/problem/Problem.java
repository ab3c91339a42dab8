package com.leadignite.guard.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error on its way to the caller, answered as {@code application/problem+json} (RFC 9457). The
 * detail is public; what must stay inside goes into the cause, which is logged and never answered.
 */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ProblemType type;
  private final transient Map<String, Object> members = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();
  private @Nullable String refusal;

  /**
   * @param type what kind of error
   * @param detail what happened this time and what the caller can do; public, never a secret
   */
  public Problem(ProblemType type, String detail) {
    this(type, detail, null);
  }

  /**
   * @param type what kind of error
   * @param detail what happened this time and what the caller can do; public, never a secret
   * @param cause what happened inside; logged, never answered
   */
  public Problem(ProblemType type, String detail, @Nullable Throwable cause) {
    super(detail, cause, false, cause != null);
    this.type = type;
  }

  /** Adds an extension member to the document. */
  public Problem with(String member, Object value) {
    members.put(member, value);
    return this;
  }

  /** Adds a header field to the answer, for example Retry-After in seconds. */
  public Problem header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /**
   * Has the request recorded as a refusal, whatever its status: for what is answered as a mistake
   * and may be an attempt, such as naming another organization's people.
   *
   * @param reason why it is refused, for the audit log alone
   */
  public Problem refusedFor(String reason) {
    refusal = reason;
    return this;
  }

  /** Why the request is recorded as a refusal; null if its status alone decides. */
  public @Nullable String refusal() {
    return refusal;
  }

  /** What kind of error it is. */
  public ProblemType type() {
    return type;
  }

  /** The public text of this occurrence. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** The extension members, in the order they were added. */
  public Map<String, Object> members() {
    return Collections.unmodifiableMap(members);
  }

  /** The header fields of the answer. */
  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }
}
