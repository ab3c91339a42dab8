package com.leadignite.webhook.signature;

import com.leadignite.guard.openapi.Variants;

/**
 * The settings of one kind of source: a record whose components are all nullable and have defaults,
 * read strictly from JSON. Its names stay: they are stored.
 */
@Variants(SourceKind.class)
public interface SchemeSettings {

  /**
   * The scheme that these settings describe.
   *
   * @throws IllegalArgumentException saying what is wrong with them, for the admin who wrote them
   */
  SignatureScheme scheme();
}
