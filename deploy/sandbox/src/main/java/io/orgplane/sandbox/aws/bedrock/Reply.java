package io.orgplane.sandbox.aws.bedrock;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model's small answer and what it cost; a token is about four characters. */
record Reply(String text, boolean cutShort, int inputTokens, int outputTokens) {
  private static final int CHARACTERS_PER_TOKEN = 4;

  static Reply to(List<String> said, long count, FoundationModel model, @Nullable Integer most) {
    var last = said.isEmpty() ? "" : said.getLast();
    var whole =
        "%s heard %d characters; this is call %d of the account."
            .formatted(model.name(), last.length(), count);
    var room = most == null ? whole.length() : most * (long) CHARACTERS_PER_TOKEN;
    var cut = room < whole.length();
    var text = cut ? whole.substring(0, (int) room) : whole;
    var input = said.stream().mapToInt(Reply::tokens).sum();
    return new Reply(text, cut, input, tokens(text));
  }

  private static int tokens(String text) {
    return Math.max(1, (text.length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN);
  }
}
