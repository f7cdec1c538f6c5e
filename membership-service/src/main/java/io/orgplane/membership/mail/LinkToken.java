package io.orgplane.membership.mail;

/** What makes a link in a mail work; whoever has it can follow the link. Never printed. */
public record LinkToken(String value) {

  @Override
  public String toString() {
    return "<redacted>";
  }
}
