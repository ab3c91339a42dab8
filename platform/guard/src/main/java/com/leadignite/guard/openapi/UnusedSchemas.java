package com.leadignite.guard.openapi;

import io.smallrye.openapi.model.BaseModel;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** Takes out the schemas that nothing refers to: of types that others have taken the place of. */
final class UnusedSchemas {

  private static final String PREFIX = "#/components/schemas/";

  private UnusedSchemas() {}

  static void removeFrom(OpenAPI document) {
    Map<String, Schema> schemas = document.getComponents().getSchemas();
    if (schemas == null) {
      return;
    }
    Set<String> used = new HashSet<>();
    collect(document.getPaths(), schemas, used);
    for (String name : List.copyOf(schemas.keySet())) {
      if (!used.contains(name)) {
        document.getComponents().removeSchema(name);
      }
    }
  }

  private static void collect(
      @Nullable Object node, Map<String, Schema> schemas, Set<String> used) {
    switch (node) {
      case BaseModel<?> model -> {
        String ref = model.getRef();
        if (ref != null && ref.startsWith(PREFIX)) {
          String name = ref.substring(PREFIX.length());
          if (used.add(name)) {
            collect(schemas.get(name), schemas, used);
          }
        }
        collect(model.getAllProperties(), schemas, used);
      }
      case Map<?, ?> map -> map.values().forEach(value -> collect(value, schemas, used));
      case Collection<?> items -> items.forEach(item -> collect(item, schemas, used));
      case null, default -> {}
    }
  }
}
