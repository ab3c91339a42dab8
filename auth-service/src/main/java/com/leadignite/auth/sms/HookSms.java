package com.leadignite.auth.sms;

import com.leadignite.auth.hook.CallHook;
import com.leadignite.auth.hook.Hook;
import com.leadignite.auth.hook.HookUserStore;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** Has the operator's server deliver texts, as the send-SMS hook of Supabase Auth does. */
final class HookSms implements SmsProvider {

  private final CallHook hooks;
  private final HookUserStore users;

  HookSms(CallHook hooks, HookUserStore users) {
    this.hooks = hooks;
    this.users = users;
  }

  @Override
  public Uni<Void> send(Sms sms) {
    return users
        .of(sms.to())
        .chain(user ->
            hooks.call(
                Hook.SEND_SMS,
                sms.id().toString(),
                Map.of(
                    "user",
                    user,
                    "sms",
                    Map.of(
                        "otp", sms.code(),
                        "sms_type", sms.type(),
                        "phone", sms.to().digits()))))
        .replaceWithVoid();
  }
}
