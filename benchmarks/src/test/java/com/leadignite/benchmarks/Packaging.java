package com.leadignite.benchmarks;

/** What a service runs as. */
enum Packaging {
  NATIVE("native"),
  JVM("JVM");

  private final String label;

  Packaging(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
