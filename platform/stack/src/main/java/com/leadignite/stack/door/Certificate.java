package com.leadignite.stack.door;

/**
 * What the front door shows to clients of its https port. Does not print the key.
 *
 * @param chain the certificate, PEM
 * @param key its private key, PEM
 */
public record Certificate(String chain, String key) {

  @Override
  public String toString() {
    return "Certificate";
  }
}
