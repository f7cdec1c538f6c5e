package io.orgplane.sandbox.aws.sts;

import io.orgplane.sandbox.aws.http.AwsResponse;

/** The AWS query protocol's XML, as STS writes it. */
final class StsXml {
  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
  private static final String TYPE = "text/xml";
  private static final int SERVER_ERROR = 500;

  private final StringBuilder xml = new StringBuilder();

  StsXml open(String element) {
    xml.append('<').append(element).append('>');
    return this;
  }

  StsXml close(String element) {
    xml.append("</").append(element).append('>');
    return this;
  }

  StsXml text(String element, Object value) {
    return open(element).escaped(value.toString()).close(element);
  }

  /** This content as the successful answer to {@code action}. */
  AwsResponse answer(String action, String requestId) {
    var body =
        "<%1$sResponse xmlns=\"%2$s\"><%1$sResult>%3$s</%1$sResult><ResponseMetadata><RequestId>%4$s</RequestId></ResponseMetadata></%1$sResponse>\n"
            .formatted(action, NAMESPACE, xml, requestId);
    return AwsResponse.of(200, TYPE, body);
  }

  static AwsResponse error(int status, String code, String message, String requestId) {
    var error =
        new StsXml()
            .open("Error")
            .text("Type", status >= SERVER_ERROR ? "Receiver" : "Sender")
            .text("Code", code)
            .text("Message", message)
            .close("Error")
            .text("RequestId", requestId);
    var body = "<ErrorResponse xmlns=\"%s\">%s</ErrorResponse>\n".formatted(NAMESPACE, error.xml);
    return AwsResponse.of(status, TYPE, body);
  }

  private StsXml escaped(String text) {
    xml.append(
        text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;"));
    return this;
  }
}
