package com.leadignite.auth.mail;

import com.leadignite.auth.hook.CallHook;
import com.leadignite.auth.hook.Hook;
import com.leadignite.auth.hook.HookUserStore;
import com.leadignite.auth.mail.MailStore.Waiting;
import com.leadignite.auth.token.IssuerConfig;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Has the operator's server send mails, as the send-email hook of Supabase Auth does. */
@Singleton
final class HookedMail {

  private static final Pattern TOKEN = Pattern.compile("[?&]token=([^&]*)");
  private static final Pattern REDIRECT = Pattern.compile("[?&]redirect_to=([^&]*)");

  private final CallHook hooks;
  private final HookUserStore users;
  private final MailWriter writer;
  private final IssuerConfig issuer;

  HookedMail(CallHook hooks, HookUserStore users, MailWriter writer, IssuerConfig issuer) {
    this.hooks = hooks;
    this.users = users;
    this.writer = writer;
    this.issuer = issuer;
  }

  boolean isOn() {
    return hooks.isOn(Hook.SEND_EMAIL);
  }

  Uni<Void> send(Waiting mail) {
    Map<String, Object> data = data(mail);
    return users
        .of(mail.to())
        .map(user -> {
          // A mail to a new address is to that, and not to the one that the account has.
          Map<String, Object> addressed = new LinkedHashMap<>(user);
          addressed.put("email", mail.to().value());
          return addressed;
        })
        .chain(user ->
            hooks.call(
                Hook.SEND_EMAIL, mail.id().toString(), Map.of("user", user, "email_data", data)))
        .replaceWithVoid();
  }

  private Map<String, Object> data(Waiting mail) {
    Map<String, String> values = writer.values(mail);
    // What is told of an account carries no secret, whatever was stored to take the same time
    // (B18).
    boolean told = !MailKind.of(mail.kind()).map(MailKind::carriesSecret).orElse(false);
    String link = told ? "" : values.getOrDefault("link", "");
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("token", told ? "" : values.getOrDefault("code", ""));
    data.put("token_hash", parameter(TOKEN, link));
    data.put("redirect_to", parameter(REDIRECT, link));
    data.put("email_action_type", told ? mail.kind() : values.getOrDefault("type", mail.kind()));
    data.put("site_url", issuer.issuer());
    data.put("token_new", "");
    data.put("token_hash_new", "");
    data.put("new_email", values.getOrDefault("new_address", ""));
    data.put("language", mail.language());
    return data;
  }

  private static String parameter(Pattern pattern, String link) {
    Matcher found = pattern.matcher(link);
    return found.find() ? URLDecoder.decode(found.group(1), StandardCharsets.UTF_8) : "";
  }
}
