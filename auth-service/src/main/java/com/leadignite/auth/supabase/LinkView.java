package com.leadignite.auth.supabase;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.leadignite.auth.admin.GeneratedLink;

/** A link that was made, as Supabase's clients know it: the account, with five members more. */
record LinkView(
    @JsonUnwrapped UserView user,
    String actionLink,
    String emailOtp,
    String hashedToken,
    String verificationType,
    String redirectTo) {

  static LinkView of(GeneratedLink made) {
    return new LinkView(
        UserView.of(made.account()),
        made.link(),
        made.secret().code(),
        made.secret().link(),
        made.type().wireName(),
        made.redirectTo());
  }

  @Override
  public String toString() {
    return "LinkView";
  }
}
