package com.leadignite.webhook.signature;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Describes {@link SchemeSettings} in the OpenAPI document: as the settings of any {@link
 * SourceKind}. Runs while the service is built.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class SettingsSchemas implements OASFilter {

  private static final String NAME = "SchemeSettings";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getComponents() == null) {
      return;
    }
    List<Schema> settings =
        Arrays.stream(SourceKind.values())
            .map(kind -> OASFactory.createSchema().ref(name(kind.settings())))
            .toList();
    document
        .getComponents()
        .addSchema(
            NAME,
            OASFactory.createSchema()
                .description("How a source signs: the settings of its kind. All have defaults.")
                .anyOf(settings));
  }

  private static String name(Class<? extends SchemeSettings> settings) {
    return "#/components/schemas/"
        + settings
            .getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class)
            .name();
  }
}
