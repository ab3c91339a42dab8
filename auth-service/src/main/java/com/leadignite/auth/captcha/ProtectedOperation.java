package com.leadignite.auth.captcha;

/** What Supabase Auth protects by a captcha. */
public enum ProtectedOperation {
  SIGN_UP,
  SIGN_IN,
  RECOVERY,
  OTP,
  RESEND
}
