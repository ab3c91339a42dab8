package com.leadignite.guard.cookie;

import com.leadignite.guard.edge.FrontEndOrigins;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Which page made a browser send a request, by the fields that no page can set: {@code Origin}
 * (Fetch standard) and {@code Sec-Fetch-Site} (Fetch Metadata). A site on our own domain that is
 * not in {@code leadignite.cors.origins} is a stranger like any other.
 */
@Singleton
public final class RequestSource {

  private static final CharSequence SITE = HttpHeaders.createOptimized("sec-fetch-site");

  private final FrontEndOrigins origins;

  RequestSource(FrontEndOrigins origins) {
    this.origins = origins;
  }

  /** Whether the method changes nothing (RFC 9110, section 9.2.1). */
  public static boolean isSafe(HttpMethod method) {
    return HttpMethod.GET.equals(method)
        || HttpMethod.HEAD.equals(method)
        || HttpMethod.OPTIONS.equals(method);
  }

  /**
   * Makes sure that no page of a stranger caused the request, as far as the browser says. One that
   * says nothing passes: what changes something needs a {@link CsrfToken} besides.
   *
   * @throws Problem 403
   */
  public void refuseStrangers(HttpServerRequest request) {
    MultiMap fields = request.headers();
    String origin = fields.get(HttpHeaders.ORIGIN);
    if (origin != null && !origins.contain(origin)) {
      throw refused();
    }
    String site = fields.get(SITE);
    if (site != null && !isOurs(site, origin, request.method())) {
      throw refused();
    }
  }

  /**
   * The same, and the browser has to say that it was a page of the front end.
   *
   * @throws Problem 403
   */
  public void requireFrontEnd(HttpServerRequest request) {
    if (request.headers().get(HttpHeaders.ORIGIN) == null) {
      throw refused();
    }
    refuseStrangers(request);
  }

  /**
   * Whether it is ours what a browser says of the site. Without an origin, "same-site" may be an
   * image on a page of any sub-domain; "none" is the person, in the address bar.
   */
  private static boolean isOurs(String site, @Nullable String origin, HttpMethod method) {
    return switch (site) {
      case "same-origin" -> true;
      case "same-site" -> origin != null;
      case "none" -> isSafe(method);
      default -> false;
    };
  }

  private static Problem refused() {
    return new Problem(
        CommonProblem.CROSS_SITE_REQUEST,
        "Cookies count for pages of the front end only (leadignite.cors.origins).");
  }
}
