package com.leadignite.guard.page;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.FieldErrors;
import com.leadignite.guard.problem.Problem;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The page that a request asks for: the query parameters {@code limit} and {@code cursor}. A
 * resource method takes it as {@code @Valid @BeanParam PageRequest page}, which documents both. An
 * empty parameter is refused, as one of a query record is.
 *
 * <p>A class and not a record: the framework fills a record by reflection.
 */
@PageLimit
public final class PageRequest {

  /** The most items on a page. */
  public static final int MAX_LIMIT = 200;

  /** How many items a page has at most if the request does not say. */
  public static final int DEFAULT_LIMIT = 50;

  @QueryParam("limit")
  @Parameter(
      description = "How many items the page has at most.",
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
  @Nullable List<String> limit;

  @QueryParam("cursor")
  @Parameter(
      schema = @Schema(type = SchemaType.STRING),
      description =
          "Where the page begins: `next` of the page before, with the same filters and order. The"
              + " first page has none.")
  @Nullable List<String> cursor;

  /** What was sent: the framework leaves out empty parameters. */
  @Context @Nullable UriInfo uri;

  /** The first page, of the default length; the framework fills in what was sent. */
  public PageRequest() {}

  /** The page that the two parameters ask for; null if one was not sent. */
  public static PageRequest of(@Nullable String limit, @Nullable String cursor) {
    PageRequest request = new PageRequest();
    request.limit = limit == null ? null : List.of(limit);
    request.cursor = cursor == null ? null : List.of(cursor);
    return request;
  }

  /**
   * How many items the page has at most, 1 to {@value #MAX_LIMIT}. Read one more from the database:
   * {@link PagedList#page} tells by it whether there is a next page.
   *
   * @throws Problem {@code validation-failed} if {@code limit} is no such number, or was given
   *     twice
   */
  public int limit() {
    List<String> sent = limits();
    if (sent.isEmpty()) {
      return DEFAULT_LIMIT;
    }
    if (!PageLimit.Validator.isValid(sent)) {
      throw new Problem(CommonProblem.VALIDATION_FAILED, "See errors for each field.")
          .with("errors", List.of(FieldErrors.of("limit", PageLimit.RULE)));
    }
    return Integer.parseInt(sent.getFirst());
  }

  /** The limits as they were sent: none for the usual one, more than one by mistake. */
  List<String> limits() {
    return sent("limit", limit);
  }

  /** The cursors as they were sent: none for the first page, more than one by mistake. */
  List<String> cursors() {
    return sent("cursor", cursor);
  }

  private List<String> sent(String name, @Nullable List<String> given) {
    List<String> sent = uri == null ? given : uri.getQueryParameters().get(name);
    return sent == null ? List.of() : List.copyOf(sent);
  }
}
