package com.leadignite.auth.apikey;

/**
 * A key whose secret was just made.
 *
 * @param secret the key itself, in this answer only
 * @param key what is known of it
 */
record IssuedApiKey(String secret, StoredApiKey key) {

  @Override
  public String toString() {
    return "IssuedApiKey[key=" + key + "]";
  }
}
