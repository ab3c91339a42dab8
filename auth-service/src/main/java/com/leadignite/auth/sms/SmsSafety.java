package com.leadignite.auth.sms;

import com.leadignite.auth.account.PhoneConfig;
import com.leadignite.auth.hook.CallHook;
import com.leadignite.auth.hook.Hook;
import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Keeps phones that get no text, and texts that travel in the clear, out of production. */
@Singleton
final class SmsSafety implements SafetyCheck {

  private final PhoneConfig phone;
  private final SmsConfig config;
  private final CallHook hooks;

  SmsSafety(PhoneConfig phone, SmsConfig config, CallHook hooks) {
    this.phone = phone;
    this.config = config;
    this.hooks = hooks;
  }

  @Override
  public List<UnsafeSetting> findings() {
    List<UnsafeSetting> found = new ArrayList<>();
    if (!phone.enabled()) {
      return found;
    }
    if (config.provider() != SmsConfig.Provider.TWILIO && !hooks.isOn(Hook.SEND_SMS)) {
      found.add(
          new UnsafeSetting(
              "leadignite.auth.sms.provider",
              "codes would reach no phone",
              "Set it to twilio, or turn on the hook send-sms, or phones off"));
    }
    if (!config.twilio().url().startsWith("https://")) {
      found.add(
          new UnsafeSetting(
              "leadignite.auth.sms.twilio.url",
              "codes and the account's secret would travel in the clear",
              "Set an https address"));
    }
    return found;
  }
}
