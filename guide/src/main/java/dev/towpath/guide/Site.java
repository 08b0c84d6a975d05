package dev.towpath.guide;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The site: a folder of HTML files that needs no server. The pages of the guide stand at its top;
 * any other file of the repository that one of them links to, and what that links to, below {@code
 * repository/}.
 */
final class Site {
  private static final String LUNR = "META-INF/resources/webjars/lunr/2.3.9/lunr.min.js";
  private static final String PRISM = "META-INF/resources/webjars/prismjs/1.30.0/";

  private final Book book;
  private final Path root;
  private final PebbleEngine engine =
      new PebbleEngine.Builder()
          .loader(new ClasspathLoader(Site.class.getClassLoader()))
          .autoEscaping(false)
          .build();
  private final Queue<String> wanted = new ArrayDeque<>();
  private final Set<String> seen = new LinkedHashSet<>();
  private final List<Entry> index = new ArrayList<>();

  /** One document of the search. */
  private record Entry(String url, String title, String text) {}

  Site(Book book, Path root) {
    this.book = book;
    this.root = root.toAbsolutePath().normalize();
  }

  /** Returns how many pages there are. */
  int write(Path folder) throws IOException {
    for (Page page : book.pages()) {
      SiteForm form = new SiteForm(Book.toRoot(page));
      String html = form.filled(Html.of(book.filled(page, form)));
      write(folder, Book.FOLDER + "/" + page.path(), page.title(), html, true);
    }
    while (!wanted.isEmpty()) {
      writeRepositoryFile(folder, wanted.remove());
    }
    Files.writeString(folder.resolve("search-index.js"), searchIndex());
    copy("dev/towpath/guide/guide.css", folder.resolve("guide.css"));
    copy("dev/towpath/guide/guide.js", folder.resolve("guide.js"));
    copy(LUNR, folder.resolve("lunr.js"));
    copyPrism(folder);
    return book.pages().size() + seen.size();
  }

  private void writeRepositoryFile(Path folder, String file) throws IOException {
    Path path = root.resolve(file);
    if (Files.isDirectory(path)) {
      try (Stream<Path> children = Files.list(path).sorted()) {
        StringBuilder list = new StringBuilder("<h1>" + file + "</h1>\n<ul>\n");
        children
            .filter(Files::isRegularFile)
            .map(child -> child.getFileName().toString())
            .forEach(name -> list.append("<li><a href=\"" + name + "\">" + name + "</a></li>\n"));
        write(folder, file, file, list + "</ul>\n", false);
      }
      return;
    }
    String text = String.join("\n", book.sources().lines(file));
    if (file.endsWith(".md")) {
      String title = text.lines().findFirst().orElse(file).replaceFirst("^#+ ", "");
      write(folder, file, title, Html.of(text), true);
    } else {
      String name = file.substring(file.lastIndexOf('/') + 1);
      String language = name.substring(name.lastIndexOf('.') + 1);
      String code =
          "<h1>"
              + name
              + "</h1>\n<pre><code class=\"language-"
              + language
              + "\">"
              + Html.escaped(text)
              + "</code></pre>\n";
      write(folder, file, name, code, false);
    }
  }

  private void write(Path folder, String source, String title, String body, boolean searched)
      throws IOException {
    String url = url(source);
    String linked = Html.withLinks(body, link -> target(source, link));
    String html = Html.withImages(linked, image -> image(folder, source, image));
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("title", Html.escaped(title));
    model.put("body", html);
    model.put("base", "../".repeat((int) url.chars().filter(c -> c == '/').count()));
    model.put("url", url);
    model.put("groups", menu());
    StringWriter out = new StringWriter();
    engine.getTemplate("dev/towpath/guide/layout.html").evaluate(out, model);
    Path file = folder.resolve(url);
    Files.createDirectories(file.getParent());
    Files.writeString(file, out.toString());
    if (searched) {
      index.add(new Entry(url, title, Html.text(body)));
    }
  }

  private List<Map<String, Object>> menu() {
    List<Map<String, Object>> groups = new ArrayList<>();
    for (Page.Group group : Page.Group.values()) {
      List<Map<String, String>> entries =
          book.pages().stream()
              .filter(page -> page.group() == group)
              .map(page ->
                  Map.of(
                      "url", url(Book.FOLDER + "/" + page.path()),
                      "title", Html.escaped(page.title())))
              .toList();
      if (!entries.isEmpty()) {
        groups.add(Map.of("title", group.title, "pages", entries));
      }
    }
    return groups;
  }

  /** Where a file of the repository stands in the site. */
  private String url(String file) {
    if (file.equals(Book.FOLDER + "/README.md") || file.equals(Book.FOLDER)) {
      return "index.html";
    }
    if (file.startsWith(Book.FOLDER + "/")) {
      return file.substring(Book.FOLDER.length() + 1).replaceFirst("\\.md$", ".html");
    }
    return "repository/" + (file.isEmpty() ? "index" : file.replaceFirst("\\.md$", "")) + ".html";
  }

  /** Turns a link between files of the repository into one between pages of the site. */
  private String target(String source, String link) {
    if (link.startsWith("#") || link.contains("://") || link.startsWith("mailto:")) {
      return link;
    }
    String fragment = link.contains("#") ? link.substring(link.indexOf('#')) : "";
    String file = link.substring(0, link.length() - fragment.length());
    Path from = root.resolve(source);
    Path to = (Files.isDirectory(from) ? from : from.getParent()).resolve(file).normalize();
    String path = root.relativize(to).toString().replace('\\', '/');
    if (!to.startsWith(root) || !Files.exists(to) && !isPage(path)) {
      throw new GuideException(source + " links to what is not there: " + link);
    }
    if (!path.startsWith(Book.FOLDER) && seen.add(path)) {
      wanted.add(path);
    }
    String base = "../".repeat((int) url(source).chars().filter(c -> c == '/').count());
    return base + url(path) + fragment;
  }

  /** Copies a picture of the repository beside the page that shows it. */
  private String image(Path folder, String source, String image) {
    if (image.contains("://")) {
      throw new GuideException(source + " shows a picture from elsewhere: " + image);
    }
    Path from = root.resolve(source).resolveSibling(image).normalize();
    Path to = folder.resolve(url(source)).resolveSibling(image).normalize();
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new GuideException(source + " shows what is not there: " + image, e);
    }
    return image;
  }

  private boolean isPage(String path) {
    return path.equals(Book.FOLDER)
        || book.pages().stream().anyMatch(page -> path.equals(Book.FOLDER + "/" + page.path()));
  }

  /** A script and not JSON: a page that was opened as a file may not fetch. */
  private String searchIndex() {
    StringBuilder script = new StringBuilder("window.GUIDE_PAGES = [\n");
    for (Entry entry : index) {
      script.append("{\"url\":").append(quoted(entry.url()));
      script.append(",\"title\":").append(quoted(entry.title()));
      script.append(",\"text\":").append(quoted(entry.text())).append("},\n");
    }
    return script.append("];\n").toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private void copyPrism(Path folder) throws IOException {
    StringBuilder script = new StringBuilder();
    for (String part :
        List.of(
            "prism.js",
            "components/prism-java.min.js",
            "components/prism-go.min.js",
            "components/prism-bash.min.js")) {
      script.append(read(PRISM + part)).append(";\n");
    }
    Files.writeString(folder.resolve("prism.js"), script);
  }

  private static void copy(String resource, Path to) throws IOException {
    Files.writeString(to, read(resource));
  }

  private static String read(String resource) throws IOException {
    try (InputStream in = Site.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new GuideException("not on the class path: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
