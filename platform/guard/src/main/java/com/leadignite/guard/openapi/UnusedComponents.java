package com.leadignite.guard.openapi;

import io.smallrye.openapi.model.BaseModel;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jspecify.annotations.Nullable;

/**
 * Takes out the components that nothing refers to: schemas of types that others have taken the
 * place of, and header fields that no answer of the service has.
 */
final class UnusedComponents {

  private static final String COMPONENTS = "#/components/";

  private final Components components;
  private final Set<String> used = new HashSet<>();

  private UnusedComponents(Components components) {
    this.components = components;
  }

  static void removeFrom(OpenAPI document) {
    Components components = document.getComponents();
    UnusedComponents unused = new UnusedComponents(components);
    unused.collect(document.getPaths());
    unused.remove("schemas/", components.getSchemas(), components::removeSchema);
    unused.remove("headers/", components.getHeaders(), components::removeHeader);
  }

  private void remove(String kind, @Nullable Map<String, ?> all, Consumer<String> remove) {
    for (String name : all == null ? List.<String>of() : List.copyOf(all.keySet())) {
      if (!used.contains(COMPONENTS + kind + name)) {
        remove.accept(name);
      }
    }
  }

  private void collect(@Nullable Object node) {
    switch (node) {
      case BaseModel<?> model -> {
        String ref = model.getRef();
        if (ref != null && used.add(ref)) {
          collect(component(ref));
        }
        collect(model.getAllProperties());
      }
      case Map<?, ?> map -> map.values().forEach(this::collect);
      case Collection<?> items -> items.forEach(this::collect);
      case null, default -> {}
    }
  }

  /** What a reference means, if it may refer to others; nothing for an example. */
  private @Nullable Object component(String ref) {
    String name = ref.substring(ref.lastIndexOf('/') + 1);
    return switch (ref.substring(0, ref.length() - name.length())) {
      case COMPONENTS + "schemas/" -> get(components.getSchemas(), name);
      case COMPONENTS + "responses/" -> get(components.getResponses(), name);
      default -> null;
    };
  }

  private static @Nullable Object get(@Nullable Map<String, ?> all, String name) {
    return all == null ? null : all.get(name);
  }
}
