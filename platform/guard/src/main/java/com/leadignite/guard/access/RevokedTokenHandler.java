package com.leadignite.guard.access;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;

/**
 * Chooses the problem for a revoked token, for services whose callers do something else about one
 * reason than about another: a bean of this type. Asked only about tokens whose signature and times
 * are good.
 */
public interface RevokedTokenHandler {

  /**
   * The problem to answer.
   *
   * @param caller whose token it was
   * @param usual the 401 for every invalid token; also answered if this fails
   */
  Uni<Problem> problem(Caller caller, Problem usual);
}
