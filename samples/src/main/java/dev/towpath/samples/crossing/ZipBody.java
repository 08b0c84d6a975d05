package dev.towpath.samples.crossing;

import dev.towpath.channel.Sender;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** All files in one long body. */
final class ZipBody {
  private ZipBody() {}

  /** Takes it apart while it arrives. */
  static void unzip(InputStream body, Sender<Document> out)
      throws IOException, InterruptedException {
    ZipInputStream zip = new ZipInputStream(body);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      out.send(new Document(entry.getName(), zip.readAllBytes()));
    }
    body.transferTo(OutputStream.nullOutputStream()); // the table of contents at the end
  }
}
