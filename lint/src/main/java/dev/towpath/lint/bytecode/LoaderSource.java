package dev.towpath.lint.bytecode;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import org.jspecify.annotations.Nullable;

/** A class file behind a URL. */
record LoaderSource(URL url) implements ClassSource {

  static @Nullable ClassSource of(ClassLoader loader, String resource) {
    URL url = loader.getResource(resource);
    return url == null ? null : new LoaderSource(url);
  }

  @Override
  public String location() {
    String text = url.toString();
    int bang = text.indexOf("!/");
    return bang < 0 ? text : text.substring(0, bang);
  }

  @Override
  public byte[] bytes() throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      return in.readAllBytes();
    }
  }
}
