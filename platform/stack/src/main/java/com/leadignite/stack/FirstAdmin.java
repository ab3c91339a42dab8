package com.leadignite.stack;

/**
 * The first administrator, as made by this start.
 *
 * @param email to sign in with
 * @param password known from here only: it is stored nowhere but as its hash
 */
public record FirstAdmin(String email, String password) {

  @Override
  public String toString() {
    return email;
  }
}
