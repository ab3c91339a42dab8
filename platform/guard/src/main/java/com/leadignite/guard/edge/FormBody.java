package com.leadignite.guard.edge;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormEncodedDataDefinition;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Forms: parsed by Quarkus' parser, but from bytes that are here. Left to read for itself it caps
 * each form, but neither their sum nor the time that one takes, nor does it notice that its client
 * has disconnected.
 */
final class FormBody {

  private static final Pattern KNOWN_CHARSET =
      Pattern.compile("charset=\"?(utf-?8|iso-8859-1|us-ascii)\"?");

  private static final FormEncodedDataDefinition PARSER =
      new FormEncodedDataDefinition()
          .setForceCreation(true)
          .setMaxParams(64)
          .setMaxAttributeSize(8 * 1024)
          .setDefaultCharset(StandardCharsets.UTF_8.name());

  private FormBody() {}

  /**
   * Refuses what the parser could not read: executables know few charsets.
   *
   * @throws Problem unsupported-media-type
   */
  static void checkCharset(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE).toLowerCase(Locale.ROOT);
    int charset = type.indexOf("charset");
    if (charset >= 0 && !KNOWN_CHARSET.matcher(type.substring(charset)).matches()) {
      throw new Problem(CommonProblem.UNSUPPORTED_MEDIA_TYPE, "Send the form as UTF-8.");
    }
  }

  /**
   * Reads the fields of a form into the request.
   *
   * @param body all of it, which is what the request's stream gives too
   * @throws Problem malformed-request, or the parser's own 413 for a field that is too long
   */
  static void parse(ResteasyReactiveContainerRequestContext rest, InputStream body) {
    var request = (ResteasyReactiveRequestContext) rest.getServerRequestContext();
    request.setInputStream(body);
    try {
      PARSER.create(request, Set.of()).parseBlocking();
    } catch (WebApplicationException e) {
      throw e;
    } catch (Exception e) {
      throw new Problem(CommonProblem.MALFORMED_REQUEST, "The form cannot be read.", e);
    }
  }
}
