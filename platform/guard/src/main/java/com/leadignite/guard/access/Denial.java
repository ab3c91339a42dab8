package com.leadignite.guard.access;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * A request that was refused for who sent it.
 *
 * @param problem what it was answered with
 * @param reason why, for logs and audit; never a part of a credential
 * @param endpoint the endpoint, as {@code LeadResource.read}
 * @param method the HTTP method
 * @param path the path as sent, without its query
 * @param request its id, and where it came from behind trusted proxies
 * @param caller who sent it; null where nobody is known
 */
public record Denial(
    ProblemType problem,
    String reason,
    String endpoint,
    String method,
    String path,
    RequestInfo request,
    @Nullable Caller caller) {}
