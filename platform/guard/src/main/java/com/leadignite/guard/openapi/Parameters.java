package com.leadignite.guard.openapi;

import com.leadignite.guard.openapi.Members.Member;
import com.leadignite.guard.openapi.RecordSchemas.Use;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Writes the parameters of an operation into the document. */
final class Parameters {

  private Parameters() {}

  /** Adds those of the query and the header, and completes those that are there. */
  static void describe(Operation operation, Endpoint endpoint, RecordSchemas schemas) {
    QueryParameters query = endpoint.method().getAnnotation(QueryParameters.class);
    if (query != null) {
      Map<String, Object> defaults = Defaults.of(query.value());
      for (Member member : Members.of(query.value())) {
        put(operation, ofQuery(member, schemas, defaults));
      }
    }
    RequestHeaders headers = endpoint.method().getAnnotation(RequestHeaders.class);
    for (RequestHeader header : headers == null ? new RequestHeader[0] : headers.value()) {
      put(
          operation,
          OASFactory.createParameter()
              .name(header.field())
              .in(Parameter.In.HEADER)
              .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
    }
    List<Parameter> all = operation.getParameters();
    if (all != null) {
      all.forEach(Parameters::complete);
    }
  }

  /** Replaces one of that name: Quarkus runs the filters more than once over one document. */
  private static void put(Operation operation, Parameter parameter) {
    List<Parameter> all = operation.getParameters();
    if (all != null) {
      all.stream()
          .filter(other -> parameter.getName().equals(other.getName()))
          .toList()
          .forEach(operation::removeParameter);
    }
    operation.addParameter(parameter);
  }

  private static Parameter ofQuery(
      Member member, RecordSchemas schemas, Map<String, Object> defaults) {
    Schema derived = schemas.of(member, Use.QUERY);
    Schema schema = derived == null ? OASFactory.createSchema() : derived;
    boolean list = schema.getItems() != null;
    if (!list && schema.getRef() == null && defaults.get(member.name()) != null) {
      schema.setDefaultValue(defaults.get(member.name()));
    }
    Parameter parameter =
        OASFactory.createParameter()
            .name(member.name())
            .in(Parameter.In.QUERY)
            .description(schema.getDescription())
            .schema(schema);
    schema.setDescription(null);
    // Items with commas between them, as BodyReader reads them.
    return list ? parameter.style(Parameter.Style.FORM).explode(false) : parameter;
  }

  private static void complete(Parameter parameter) {
    if (parameter.getName() == null) {
      return;
    }
    if (parameter.getSchema() == null) {
      parameter.setSchema(OASFactory.createSchema().addType(SchemaType.STRING));
    }
    Schema schema = parameter.getSchema();
    if (parameter.getIn() == Parameter.In.PATH && parameter.getName().matches("(.*_)?id")) {
      schema.setFormat("uuid");
    }
    for (RequestHeader header : RequestHeader.values()) {
      if (parameter.getIn() == Parameter.In.HEADER
          && header.field().equalsIgnoreCase(parameter.getName())) {
        parameter.setDescription(header.description());
        schema.setPattern(header.pattern());
      }
    }
  }
}
