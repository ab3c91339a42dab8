package com.leadignite.auth.hook;

import com.leadignite.auth.hook.HookConfig.Endpoint;

/** The hooks that there are. */
public enum Hook {
  BEFORE_USER_CREATED("before-user-created", "before-user-created"),
  CUSTOM_ACCESS_TOKEN("custom-access-token", "customize-access-token"),
  SEND_EMAIL("send-email", "send-email"),
  SEND_SMS("send-sms", "send-sms");

  private final String setting;
  private final String wireName;

  Hook(String setting, String wireName) {
    this.setting = setting;
    this.wireName = wireName;
  }

  /** The prefix of its settings. */
  String property() {
    return "leadignite.auth.hook." + setting;
  }

  /** What Supabase Auth calls it in {@code metadata.name}. */
  String wireName() {
    return wireName;
  }

  Endpoint of(HookConfig config) {
    return switch (this) {
      case BEFORE_USER_CREATED -> config.beforeUserCreated();
      case CUSTOM_ACCESS_TOKEN -> config.customAccessToken();
      case SEND_EMAIL -> config.sendEmail();
      case SEND_SMS -> config.sendSms();
    };
  }
}
