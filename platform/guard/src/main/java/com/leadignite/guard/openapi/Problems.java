package com.leadignite.guard.openapi;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Assurance;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.access.DeclaredAccess;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.ProblemType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jspecify.annotations.Nullable;

/**
 * Writes the problems of an operation into its responses: what it declares, and the guard's own. A
 * response that is the same for every operation is in the document once, under its problem's slug.
 */
final class Problems {

  private static final String MEDIA_TYPE = "application/problem+json";
  private static final String SCHEMA = "#/components/schemas/Problem";
  private static final String SHARED = "#/components/responses/";

  /** What any request can be answered with. */
  private static final Set<CommonProblem> ALWAYS =
      EnumSet.of(
          CommonProblem.AMBIGUOUS_PATH,
          CommonProblem.MALFORMED_REQUEST,
          CommonProblem.VALIDATION_FAILED,
          CommonProblem.NOT_ACCEPTABLE,
          CommonProblem.BODY_TOO_LARGE,
          CommonProblem.URI_TOO_LONG,
          CommonProblem.UNSUPPORTED_MEDIA_TYPE,
          CommonProblem.TOO_MANY_REQUESTS,
          CommonProblem.HEADERS_TOO_LARGE,
          CommonProblem.INTERNAL_ERROR,
          CommonProblem.UNAVAILABLE);

  private Problems() {}

  /** Adds a response for each status that is not there, and the slugs to those that are. */
  static void describe(APIResponses responses, Endpoint endpoint, Components components) {
    List<ProblemType> all = new ArrayList<>(endpoint.problems());
    all.addAll(byGuard(endpoint.access()));
    if (endpoint.path().contains("{") && all.stream().noneMatch(type -> type.status() == 404)) {
      all.add(CommonProblem.NOT_FOUND);
    }
    all.forEach(type ->
        components.addExample(
            type.slug(), OASFactory.createExample().summary(type.title()).value(example(type))));
    Map<Integer, List<ProblemType>> byStatus = new TreeMap<>();
    all.forEach(
        type -> byStatus.computeIfAbsent(type.status(), status -> new ArrayList<>()).add(type));
    byStatus.forEach((status, types) -> {
      String code = Integer.toString(status);
      APIResponse response = responses.getAPIResponse(code);
      if (isShared(response, types) && !Headers.declares(endpoint, code)) {
        responses.addAPIResponse(code, shared(code, types, components));
        return;
      }
      if (response == null) {
        response = OASFactory.createAPIResponse();
        responses.addAPIResponse(code, response);
      }
      describe(response, types);
    });
    responses
        .getAPIResponses()
        .forEach((code, response) -> {
          if (code.matches("[45]\\d\\d") && response.getRef() == null) {
            giveForm(response, byStatus.getOrDefault(Integer.valueOf(code), List.of()));
          }
        });
  }

  /**
   * Whether it is one problem of the guard's and nothing else, in a first run or in a later one.
   */
  private static boolean isShared(@Nullable APIResponse written, List<ProblemType> types) {
    return (written == null || written.getRef() != null)
        && types.size() == 1
        && types.getFirst() instanceof CommonProblem;
  }

  private static APIResponse shared(String code, List<ProblemType> types, Components components) {
    APIResponse response = OASFactory.createAPIResponse();
    describe(response, types);
    giveForm(response, types);
    Headers.describe(code, response);
    String name = types.getFirst().slug();
    components.addResponse(name, response);
    return OASFactory.createAPIResponse().ref(SHARED + name);
  }

  private static Set<CommonProblem> byGuard(Access access) {
    Set<CommonProblem> problems = EnumSet.copyOf(ALWAYS);
    if (access.value() == Audience.PUBLIC) {
      return problems;
    }
    problems.add(CommonProblem.UNAUTHENTICATED);
    problems.add(CommonProblem.FORBIDDEN);
    if (!List.of(access.scopes()).contains(Scope.SESSION)) {
      problems.add(CommonProblem.INSUFFICIENT_SCOPE);
    }
    if (access.assurance() != Assurance.FIRST_FACTOR && access.value() != Audience.SERVICE) {
      problems.add(CommonProblem.SECOND_FACTOR_NEEDED);
    }
    if (access.fresh() || access.value() == Audience.ADMIN) {
      problems.add(CommonProblem.FRESH_SIGN_IN_NEEDED);
    }
    if (access.value() == Audience.ADMIN || DeclaredAccess.isDelegable(access)) {
      problems.add(CommonProblem.ADDRESS_NOT_ALLOWED);
    }
    return problems;
  }

  private static void describe(APIResponse response, List<ProblemType> types) {
    StringBuilder text = new StringBuilder();
    if (response.getDescription() != null) {
      text.append(response.getDescription());
    }
    for (ProblemType type : types) {
      if (!text.toString().contains(type.slug())) {
        text.append(text.isEmpty() ? "" : "\n")
            .append("- `")
            .append(type.slug())
            .append("`: ")
            .append(sentence(type));
      }
    }
    response.setDescription(text.toString());
  }

  /** Every error is a problem document; an endpoint that answers another form declares it. */
  private static void giveForm(APIResponse response, List<ProblemType> types) {
    if (response.getContent() == null) {
      MediaType problem =
          OASFactory.createMediaType().schema(OASFactory.createSchema().ref(SCHEMA));
      Content content = OASFactory.createContent().addMediaType(MEDIA_TYPE, problem);
      response.setContent(content);
    }
    MediaType problem = response.getContent().getMediaType(MEDIA_TYPE);
    if (problem != null) {
      for (ProblemType type : types) {
        problem.addExample(
            type.slug(), OASFactory.createExample().ref("#/components/examples/" + type.slug()));
      }
    }
  }

  /** Some titles are Supabase's own words, and end as sentences do. */
  private static String sentence(ProblemType type) {
    return type.title().endsWith(".") ? type.title() : type.title() + ".";
  }

  private static Map<String, Object> example(ProblemType type) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "/problems/" + type.slug());
    document.put("title", type.title());
    document.put("status", type.status());
    document.put("detail", sentence(type));
    if (type == CommonProblem.VALIDATION_FAILED) {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("field", "name");
      error.put("message", "is needed");
      document.put("errors", List.of(error));
    }
    document.put("request_id", "01900000-0000-7000-8000-000000000000");
    return document;
  }
}
