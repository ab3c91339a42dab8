package com.leadignite.webhook.signature;

import com.leadignite.guard.hash.Sha256;
import com.leadignite.webhook.signature.Verdict.Genuine;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a genuine request is known by: see decision 010. */
final class Deliveries {

  private static final Pattern TOPIC = Pattern.compile("[A-Za-z_./-]{1,64}");

  private Deliveries() {}

  /**
   * By an id that is among what was signed. If it is not there, or nothing that could be an id: by
   * what was signed.
   */
  static Genuine bySignedId(Optional<String> id, byte[]... signed) {
    String content = Sha256.hex(signed);
    return id.filter(Fields::isId)
        .map(known -> new Genuine(known, true, content))
        .orElseGet(() -> new Genuine("sha256-" + content, false, content));
  }

  /**
   * By the body, which is all that was signed, and the topic beside it: a provider may send one
   * body under several. Whoever sends a captured webhook again can choose another topic, and
   * nothing else.
   *
   * @param unsignedId as of {@link #byContent}
   */
  static Genuine byTopic(SignedRequest request, String topicField, @Nullable String unsignedId) {
    String sent = Objects.toString(request.header(topicField), "");
    String topic = TOPIC.matcher(sent).matches() ? sent.toLowerCase(Locale.ROOT) : "";
    // A topic has no line end, so that none can lend characters to the body.
    return byContent(unsignedId, Hmacs.ascii(topic + "\n"), request.body());
  }

  /**
   * By what was signed.
   *
   * @param unsignedId the sender's id, to be shown and for nothing else; null if it sent none
   */
  static Genuine byContent(@Nullable String unsignedId, byte[]... signed) {
    String content = Sha256.hex(signed);
    return new Genuine(unsignedId == null ? "sha256-" + content : unsignedId, false, content);
  }
}
