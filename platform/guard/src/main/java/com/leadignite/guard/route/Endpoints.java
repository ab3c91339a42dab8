package com.leadignite.guard.route;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of this service: which methods a path has, for the Allow field that every 405 needs
 * (RFC 9110, 15.5.6) and every answer to OPTIONS, which media types they read, for every 415
 * (15.5.16), and which path templates there are.
 */
@Singleton
public final class Endpoints {

  private volatile @Nullable List<Endpoint> endpoints;

  private record Endpoint(
      String method, String template, List<String> segments, List<String> reads) {

    boolean isAt(List<String> path) {
      if (path.size() != segments.size()) {
        return false;
      }
      for (int i = 0; i < path.size(); i++) {
        if (!segments.get(i).startsWith("{") && !segments.get(i).equals(path.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  /** Whether the text is the path template of an endpoint, such as {@code /leads/v1/leads/{id}}. */
  boolean hasTemplate(String text) {
    for (Endpoint endpoint : endpoints()) {
      if (endpoint.template().equals(text)) {
        return true;
      }
    }
    return false;
  }

  /** The methods of the path, comma-separated; empty if there is nothing. */
  public String methodsOf(String path) {
    List<String> segments = segments(path);
    Set<String> methods = new TreeSet<>();
    for (Endpoint endpoint : endpoints()) {
      if (endpoint.isAt(segments)) {
        methods.add(endpoint.method());
        if (endpoint.method().equals("GET")) {
          methods.add("HEAD");
        }
      }
    }
    if (!methods.isEmpty()) {
      methods.add("OPTIONS");
    }
    return String.join(", ", methods);
  }

  /**
   * The media types that a method of the path reads, comma-separated; empty if it reads any or
   * none.
   */
  public String typesReadBy(String method, String path) {
    List<String> segments = segments(path);
    return endpoints().stream()
        .filter(endpoint -> endpoint.method().equals(method) && endpoint.isAt(segments))
        .flatMap(endpoint -> endpoint.reads().stream())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private List<Endpoint> endpoints() {
    List<Endpoint> known = endpoints;
    if (known == null) {
      known = collect();
      endpoints = known;
    }
    return known;
  }

  private static List<Endpoint> collect() {
    List<Endpoint> found = new ArrayList<>();
    RuntimeResourceVisitor.visitRuntimeResources(
        null,
        ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers(),
        new RuntimeResourceVisitor() {
          @Override
          public void visitRuntimeResource(String method, String path, RuntimeResource resource) {
            List<String> reads = resource.getConsumes().stream().map(MediaType::toString).toList();
            found.add(new Endpoint(method, template(path), segments(path), reads));
          }
        });
    return List.copyOf(found);
  }

  /** As the metrics have it: single slashes, none at the end. */
  private static String template(String path) {
    return "/" + String.join("/", segments(path));
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= path.length(); i++) {
      if (i == path.length() || path.charAt(i) == '/') {
        if (i > start) {
          segments.add(path.substring(start, i));
        }
        start = i + 1;
      }
    }
    return segments;
  }
}
