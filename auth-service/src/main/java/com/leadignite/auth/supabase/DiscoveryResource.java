package com.leadignite.auth.supabase;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.auth.account.MailConfig;
import com.leadignite.auth.account.PhoneConfig;
import com.leadignite.auth.captcha.CaptchaConfig;
import com.leadignite.auth.key.PublishedKeys;
import com.leadignite.auth.signin.AnonymousConfig;
import com.leadignite.auth.signin.SignUpConfig;
import com.leadignite.auth.signin.SignUpMode;
import com.leadignite.auth.sms.SmsConfig;
import com.leadignite.auth.social.SocialProviders;
import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.limit.Limit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** What clients and other services learn about this issuer before they talk to it. */
@Path("/auth/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Discovery", description = "Public documents")
public final class DiscoveryResource {

  private static final List<String> PROVIDERS =
      List.of(
          "anonymous_users",
          "apple",
          "azure",
          "bitbucket",
          "discord",
          "facebook",
          "figma",
          "fly",
          "github",
          "gitlab",
          "google",
          "kakao",
          "keycloak",
          "linkedin",
          "linkedin_oidc",
          "notion",
          "phone",
          "slack",
          "slack_oidc",
          "spotify",
          "twitch",
          "twitter",
          "workos",
          "zoom");

  private final IssuerConfig issuer;
  private final SignUpConfig signUp;
  private final AnonymousConfig anonymous;
  private final MailConfig mail;
  private final PhoneConfig phone;
  private final SmsConfig sms;
  private final CaptchaConfig captcha;
  private final SocialProviders providers;
  private final PublishedKeys keys;

  DiscoveryResource(
      IssuerConfig issuer,
      SignUpConfig signUp,
      AnonymousConfig anonymous,
      MailConfig mail,
      PhoneConfig phone,
      SmsConfig sms,
      CaptchaConfig captcha,
      SocialProviders providers,
      PublishedKeys keys) {
    this.issuer = issuer;
    this.signUp = signUp;
    this.anonymous = anonymous;
    this.mail = mail;
    this.phone = phone;
    this.sms = sms;
    this.captcha = captcha;
    this.providers = providers;
    this.keys = keys;
  }

  /** That the service is up, in the form of Supabase Auth. */
  record Health(String version, String name, String description) {}

  /** What an instance offers, in the form of Supabase Auth. */
  record Settings(
      Map<String, Boolean> external,
      boolean disableSignup,
      boolean mailerAutoconfirm,
      boolean phoneAutoconfirm,
      String smsProvider,
      boolean samlEnabled,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CaptchaSettings captcha) {}

  /**
   * How clients prove that they did some work.
   *
   * @param provider always altcha, version 2
   * @param challengeUrl where challenges are
   * @param always the operations that always need a proof; the others after failures
   */
  record CaptchaSettings(String provider, String challengeUrl, List<String> always) {}

  /**
   * OpenID Connect Discovery 1.0, section 3, and RFC 8414, section 2, as far as this issuer goes:
   * there is no authorization endpoint, hence no response type, and no userinfo. What signs ID
   * tokens is said since that document has to, and it is what signs every token.
   */
  record Configuration(
      String issuer,
      String tokenEndpoint,
      String jwksUri,
      List<String> grantTypesSupported,
      List<String> responseTypesSupported,
      List<String> subjectTypesSupported,
      List<String> idTokenSigningAlgValuesSupported,
      List<String> tokenEndpointAuthMethodsSupported) {}

  @GET
  @Path("/health")
  @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
  @Operation(operationId = "getHealth", summary = "Whether the service answers")
  public Uni<Health> health() {
    return Uni.createFrom()
        .item(new Health("v1", "auth-service", "Lead Ignite's users, sessions and keys"));
  }

  @GET
  @Path("/settings")
  @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
  @Operation(operationId = "getSettings", summary = "What this instance offers")
  public Uni<Settings> settings() {
    Map<String, Boolean> external = new TreeMap<>();
    PROVIDERS.forEach(provider -> external.put(provider, false));
    providers.names().forEach(provider -> external.put(provider, true));
    external.put("email", true);
    external.put("anonymous_users", anonymous.enabled());
    external.put("phone", phone.enabled());
    return Uni.createFrom()
        .item(
            new Settings(
                external,
                signUp.signUpMode() == SignUpMode.CLOSED,
                mail.autoconfirm(),
                phone.autoconfirm(),
                phone.enabled() ? sms.provider().name().toLowerCase(Locale.ROOT) : "",
                false,
                captcha.enabled() ? captchaSettings() : null));
  }

  private CaptchaSettings captchaSettings() {
    List<String> always =
        captcha.always().orElse(Set.of()).stream()
            .map(operation -> operation.name().toLowerCase(Locale.ROOT))
            .sorted()
            .toList();
    return new CaptchaSettings("altcha", issuer.issuer() + "/captcha", always);
  }

  @GET
  @Path("/.well-known/jwks.json")
  @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
  @Operation(
      operationId = "getKeys",
      summary = "The keys that verify tokens",
      description =
          "A JWK set (RFC 7517). Keys are in it for longer than an answer may be kept before they"
              + " sign.")
  @APIResponse(
      responseCode = "200",
      description = "The keys",
      content = @Content(schema = @Schema(implementation = KeySet.class)))
  public Uni<RestResponse<String>> keys() {
    String kept = "public, max-age=" + keys.cacheable().toSeconds();
    return keys.fetch().map(json -> ResponseBuilder.ok(json).header("Cache-Control", kept).build());
  }

  @GET
  @Path("/.well-known/openid-configuration")
  @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
  @ResponseHeader(name = "Cache-Control", value = "public, max-age=600")
  @Operation(operationId = "getConfiguration", summary = "Where everything is")
  public Uni<Configuration> configuration() {
    String base = issuer.issuer();
    return Uni.createFrom()
        .item(
            new Configuration(
                base,
                base + "/token",
                base + "/.well-known/jwks.json",
                List.of("password", "refresh_token", "client_credentials"),
                List.of(),
                List.of("public"),
                List.of("ES256"),
                List.of("client_secret_basic", "none")));
  }
}
