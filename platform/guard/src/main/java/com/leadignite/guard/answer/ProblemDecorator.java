package com.leadignite.guard.answer;

import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.problem.ProblemType;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/**
 * Adds what a service's clients expect of an error beyond RFC 9457, for example Supabase's members.
 * A CDI bean of this type is asked about every problem the service answers, those of the guard
 * included.
 */
public interface ProblemDecorator {

  /**
   * The problem to answer instead of one, for a service whose clients expect another status or text
   * for it. What the guard logged and recorded is about the first one.
   *
   * @param problem as the guard or the service raised it
   * @param request the request that it answers
   * @return the same problem, or one that takes its place, with the header fields it shall carry
   */
  default Problem replace(Problem problem, HttpServerRequest request) {
    return problem;
  }

  /**
   * Changes the answer before it is written.
   *
   * @param type what kind of error it is
   * @param request the header fields of the request
   * @param document the members of the document; may be added to
   * @param answer the header fields of the answer; may be added to
   */
  void decorate(ProblemType type, MultiMap request, Map<String, Object> document, MultiMap answer);
}
