package io.orgplane.byok.cloud;

/**
 * A call to the cloud failed, in words of our own: what a vendor answers can quote the request,
 * signed headers and session tokens included, so it is classified and dropped.
 */
public final class CloudFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FailureClass failureClass;
  private final String remedy;

  public CloudFailure(FailureClass failureClass, String message, String remedy) {
    super(message, null, false, false);
    this.failureClass = failureClass;
    this.remedy = remedy;
  }

  public static CloudFailure of(FailureClass failureClass) {
    return new CloudFailure(failureClass, failureClass.message(), failureClass.remedy());
  }

  public FailureClass failureClass() {
    return failureClass;
  }

  public String remedy() {
    return remedy;
  }

  public CloudFailure withRemedy(String better) {
    return new CloudFailure(failureClass, text(), better);
  }

  public String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
