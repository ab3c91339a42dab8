package com.leadignite.guard.access;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * A request that was refused because of who sent it.
 *
 * @param problem why it was refused, as the guard or the service raised it
 * @param status the status of the answer, which a service's dialect may have changed
 * @param reason why, for logs and audit; never a part of a credential
 * @param endpoint the endpoint, as {@code LeadResource.read}; null if it reached none
 * @param method the HTTP method
 * @param path the path as sent, without its query; null if it represents several
 * @param request its id, and where it came from behind trusted proxies
 * @param caller whose credential it carried; null if nobody is known
 */
public record Denial(
    ProblemType problem,
    int status,
    String reason,
    @Nullable String endpoint,
    String method,
    @Nullable String path,
    RequestInfo request,
    @Nullable Caller caller) {

  /** Who sent it, as far as that is known: the caller, or else the network. */
  String sender() {
    return caller == null ? request.address().network() : caller.key();
  }

  Denial withoutPath() {
    return new Denial(problem, status, reason, endpoint, method, null, request, caller);
  }

  /** It represents others too, of any sender. */
  Denial ofSeveral() {
    return new Denial(problem, status, "several senders", endpoint, method, null, request, null);
  }
}
