package com.leadignite.testkit.access;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** Keeps code away from what the framework would decide besides our own table. */
final class FrameworkDefaultsRule {

  /** What is read from somewhere else than the path, in JAX-RS and in Quarkus. */
  private static final Set<String> READ_FROM_THE_REQUEST =
      Set.of(
          "QueryParam",
          "HeaderParam",
          "CookieParam",
          "MatrixParam",
          "FormParam",
          "RestQuery",
          "RestHeader",
          "RestCookie",
          "RestMatrix",
          "RestForm");

  private static final List<String> ANSWERS =
      List.of(
          "jakarta.ws.rs.core.Response",
          "jakarta.ws.rs.core.Response$ResponseBuilder",
          "org.jboss.resteasy.reactive.RestResponse",
          "org.jboss.resteasy.reactive.RestResponse$ResponseBuilder");

  /** What {@code UriInfo} and {@code HttpServerRequest} make of the Host header. */
  private static final Set<String> FROM_THE_HOST =
      Set.of(
          "getBaseUri",
          "getBaseUriBuilder",
          "getAbsolutePath",
          "getAbsolutePathBuilder",
          "getRequestUri",
          "getRequestUriBuilder",
          "resolve",
          "relativize",
          "absoluteURI",
          "authority",
          "host");

  private FrameworkDefaultsRule() {}

  static void check(JavaClasses classes) {
    noClasses()
        .should()
        .callMethodWhere(describe("takes a URI to answer", FrameworkDefaultsRule::answersAUri))
        .orShould()
        .callMethodWhere(describe("reads the Host header", FrameworkDefaultsRule::readsTheHost))
        .because("a URI is completed from the Host header the caller sent: answer a path, as text")
        .check(classes);
    classes()
        .that()
        .resideOutsideOfPackages("com.leadignite.guard.edge", "com.leadignite.guard.vertx")
        .should(new NoHostHeader())
        .because("the caller chooses it: take the address from the configuration")
        .allowEmptyShould(true)
        .check(classes);
    methods()
        .should(takeTextOnly())
        .because("what cannot be converted is answered 404: take a String, and answer 400")
        .allowEmptyShould(true)
        .check(classes);
    fields()
        .should(holdTextOnly())
        .because("what cannot be converted is answered 404: hold a String, and answer 400")
        .allowEmptyShould(true)
        .check(classes);
    noMethods()
        .should()
        .beAnnotatedWith(OPTIONS.class)
        .orShould()
        .beAnnotatedWith(HEAD.class)
        .because("the guard answers OPTIONS by the path's methods, and HEAD is answered as GET")
        .allowEmptyShould(true)
        .check(classes);
  }

  private static boolean answersAUri(JavaMethodCall call) {
    return ANSWERS.contains(call.getTargetOwner().getFullName())
        && call.getTarget().getRawParameterTypes().stream()
            .anyMatch(type -> type.isEquivalentTo(URI.class));
  }

  private static boolean readsTheHost(JavaMethodCall call) {
    String owner = call.getTargetOwner().getFullName();
    return (owner.equals("jakarta.ws.rs.core.UriInfo")
            || owner.equals("io.vertx.core.http.HttpServerRequest"))
        && FROM_THE_HOST.contains(call.getName());
  }

  private static ArchCondition<JavaMethod> takeTextOnly() {
    return new ArchCondition<>("read nothing but text from the request") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        for (JavaParameter parameter : method.getParameters()) {
          if (!isText(parameter.getType()) && isReadFromTheRequest(parameter)) {
            events.add(SimpleConditionEvent.violated(method, parameter.getDescription()));
          }
        }
      }
    };
  }

  /** The fields of a {@code @BeanParam}, and the components of one that is a record. */
  private static ArchCondition<JavaField> holdTextOnly() {
    return new ArchCondition<>("hold nothing but text from the request") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        if (!isText(field.getType()) && isReadFromTheRequest(field)) {
          events.add(SimpleConditionEvent.violated(field, field.getDescription()));
        }
      }
    };
  }

  /** Text, or all the texts of a parameter that was sent several times: neither is converted. */
  private static boolean isText(JavaType type) {
    if (type instanceof JavaParameterizedType several
        && several.toErasure().isEquivalentTo(List.class)) {
      return isText(several.getActualTypeArguments().getFirst());
    }
    return type.toErasure().isEquivalentTo(String.class);
  }

  private static boolean isReadFromTheRequest(HasAnnotations<?> parameter) {
    return parameter.getAnnotations().stream()
        .map((JavaAnnotation<?> annotation) -> annotation.getRawType().getSimpleName())
        .anyMatch(READ_FROM_THE_REQUEST::contains);
  }
}
