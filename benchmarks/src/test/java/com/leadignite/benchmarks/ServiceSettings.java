package com.leadignite.benchmarks;

import com.leadignite.stack.Service;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the local stack tells a service, and what is changed of it for measuring.
 *
 * @param values by property
 */
record ServiceSettings(Map<String, String> values) {

  private static final String OWNER = "quarkus.datasource.owner.";

  ServiceSettings {
    values = Map.copyOf(values);
  }

  /** Those of a service that the stack on this data folder runs. */
  static ServiceSettings of(Path data, Service service) throws IOException {
    Properties file = new Properties();
    Path path = data.resolve("run").resolve(service.shortName() + ".properties");
    try (Reader in = Files.newBufferedReader(path)) {
      file.load(in);
    }
    Map<String, String> values = new TreeMap<>();
    file.stringPropertyNames().forEach(name -> values.put(name, file.getProperty(name)));
    return new ServiceSettings(values);
  }

  ServiceSettings with(String property, String value) {
    Map<String, String> more = new TreeMap<>(values);
    more.put(property, value);
    return new ServiceSettings(more);
  }

  /** As a pod has them that does not migrate: without the credentials of the schema's owner. */
  ServiceSettings withoutOwner() {
    return only(name -> !name.startsWith(OWNER));
  }

  ServiceSettings only(Predicate<String> names) {
    Map<String, String> fewer = new TreeMap<>(values);
    fewer.keySet().removeIf(names.negate());
    return new ServiceSettings(fewer);
  }

  String get(String property) {
    String value = values.get(property);
    if (value == null) {
      throw new IllegalArgumentException("the stack sets no " + property);
    }
    return value;
  }

  void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.putAll(values);
    try (Writer out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
    }
  }
}
