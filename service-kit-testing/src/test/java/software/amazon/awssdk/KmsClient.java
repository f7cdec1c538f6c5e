package software.amazon.awssdk;

/** Stands for the vendor's library. */
public class KmsClient {}
