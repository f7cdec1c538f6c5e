package io.orgplane.sandbox.stripe.invoice;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** Lines of text on one page: the smallest PDF that a viewer opens. */
final class PlainPdf {
  private static final Charset LATIN = Charset.forName("windows-1252");

  private PlainPdf() {}

  static byte[] of(List<String> lines) {
    String content = content(lines);
    List<String> objects =
        List.of(
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                + " /Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length "
                + content.getBytes(LATIN).length
                + " >>\nstream\n"
                + content
                + "\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    var pdf = new StringBuilder("%PDF-1.4\n");
    List<Integer> offsets = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      offsets.add(pdf.toString().getBytes(LATIN).length);
      pdf.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
    }
    int table = pdf.toString().getBytes(LATIN).length;
    pdf.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
    offsets.forEach(offset -> pdf.append("%010d 00000 n \n".formatted(offset)));
    pdf.append("trailer\n<< /Size ")
        .append(objects.size() + 1)
        .append(" /Root 1 0 R >>\nstartxref\n");
    return pdf.append(table).append("\n%%EOF\n").toString().getBytes(LATIN);
  }

  private static String content(List<String> lines) {
    var content = new StringBuilder("BT /F1 11 Tf 56 780 Td 18 TL\n");
    lines.forEach(line -> content.append("(").append(escaped(line)).append(") Tj T*\n"));
    return content.append("ET").toString();
  }

  private static String escaped(String line) {
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
  }
}
