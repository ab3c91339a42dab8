package com.leadignite.guard.openapi;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** The shape of every error (RFC 9457). */
final class ProblemSchema {

  private ProblemSchema() {}

  static Schema create() {
    Schema error =
        object()
            .addProperty("field", text("The place in the request, such as `emails[0].address`."))
            .addProperty("message", text("What is wrong with it."))
            .required(List.of("field", "message"));
    return object()
        .description("An error (RFC 9457). Some kinds have further members.")
        .addProperty("type", text("Which kind it is: `/problems/<kind>`."))
        .addProperty("title", text("The kind in words, the same each time."))
        .addProperty(
            "status",
            OASFactory.createSchema()
                .addType(SchemaType.INTEGER)
                .description("The HTTP status code."))
        .addProperty("detail", text("What happened this time and what to do."))
        .addProperty("request_id", text("What to quote when reporting it."))
        .addProperty("errors", OASFactory.createSchema().addType(SchemaType.ARRAY).items(error))
        .required(List.of("type", "title", "status", "detail", "request_id"))
        .additionalPropertiesSchema(OASFactory.createSchema().booleanSchema(true));
  }

  private static Schema object() {
    return OASFactory.createSchema().addType(SchemaType.OBJECT);
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
  }
}
