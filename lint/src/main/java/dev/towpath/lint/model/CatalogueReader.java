package dev.towpath.lint.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads catalogue files: one entry a line, {@code #} at the start of a line for remarks. */
public final class CatalogueReader {

  private static final List<String> OWN =
      List.of(
          "jdk", "vertx", "reactor", "rxjava", "netty", "web", "stages", "clients", "towpath",
          "types");

  private static final List<String> FURTHER = List.of("callbacks", "virtual-caches", "virtual-cpu");

  private final Catalogue catalogue = new Catalogue();
  private final Map<String, List<String>> hierarchies = new LinkedHashMap<>();
  private final Map<String, List<Entry>> checks = new LinkedHashMap<>();
  private String library = "";
  private String family = "";

  /** The catalogue that comes with this library, and the user's files on top. */
  public static Catalogue standard(List<Path> more) {
    CatalogueReader reader = new CatalogueReader();
    reader.readOwn();
    for (Path file : more) {
      reader.readFile(file);
    }
    return reader.catalogue;
  }

  /** Entries by the libraries that must have them: what our build checks against the real jars. */
  public static Map<String, List<Entry>> byLibrary() {
    CatalogueReader reader = new CatalogueReader();
    reader.readOwn();
    FURTHER.forEach(reader::readOwn);
    return reader.checks;
  }

  /** What the catalogue says about hierarchies, to be checked as well. */
  public static Map<String, List<String>> hierarchies() {
    CatalogueReader reader = new CatalogueReader();
    reader.readOwn();
    return reader.hierarchies;
  }

  /** One of the further files that come with this library, alone. */
  public static Catalogue own(String file) {
    CatalogueReader reader = new CatalogueReader();
    if (file.equals("callbacks.txt")) {
      reader.readOwn();
      reader.catalogue.forgetThreads();
    }
    reader.readOwn(file.substring(0, file.length() - ".txt".length()));
    return reader.catalogue;
  }

  private void readOwn() {
    OWN.forEach(this::readOwn);
  }

  private void readOwn(String name) {
    String resource = "/dev/towpath/lint/catalogue/" + name + ".txt";
    try (InputStream in = CatalogueReader.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("catalogue file is missing: " + resource);
      }
      read(name + ".txt", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readFile(Path file) {
    try {
      read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("catalogue file cannot be read: " + file, e);
    }
  }

  private void read(String name, String text) {
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String content = line.strip();
      if (content.isEmpty() || content.startsWith("#")) {
        continue;
      }
      try {
        readLine(Arrays.asList(content.split("\\s+")), content);
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new IllegalArgumentException(
            name + ":" + number + ": " + e.getMessage() + " in: " + content, e);
      }
    }
  }

  private void readLine(List<String> words, String line) {
    switch (words.get(0)) {
      case "library" -> library = String.join(" ", words.subList(1, words.size()));
      case "family" -> family = words.get(1);
      case "handled" -> handled(words);
      case "opaque" -> words.subList(1, words.size()).forEach(each -> add(opaque(each), false));
      case "forget" -> forget(Signature.parse(words.get(1)));
      case "extends" -> hierarchy(words.subList(1, words.size()));
      case "fix" -> fix(words, line);
      default -> entries(words);
    }
  }

  /** {@code handled where package type [method[@parameter]]}. */
  private void handled(List<String> words) {
    String member = words.size() > 4 ? words.get(4) : null;
    int at = member == null ? -1 : member.indexOf('@');
    catalogue.add(
        new Catalogue.Handled(
            slashed(words.get(2)),
            slashed(words.get(3)),
            where(words.get(1)),
            family,
            member == null || at < 0 ? member : member.substring(0, at),
            member == null || at < 0 ? -1 : Integer.parseInt(member.substring(at + 1))));
  }

  private void hierarchy(List<String> types) {
    List<String> names = types.stream().map(CatalogueReader::slashed).toList();
    catalogue.add(names.get(0), names.subList(1, names.size()));
    hierarchies.put(names.get(0), names.subList(1, names.size()));
  }

  private void fix(List<String> words, String line) {
    String text = line.substring(line.indexOf(" : ") + 3).strip();
    add(new Entry.Fix(Signature.parse(words.get(2)), words.get(1), text), true);
  }

  /** One verb, its options, then any number of signatures. */
  private void entries(List<String> words) {
    String verb = words.get(0);
    List<String> options = new ArrayList<>();
    int parsed = 0;
    for (String word : words.subList(1, words.size())) {
      if (word.indexOf('.') < 0) {
        options.add(word);
      } else {
        parsed++;
        add(entry(verb, options, word), true);
      }
    }
    if (parsed == 0) {
      throw new IllegalArgumentException("no signature");
    }
  }

  private Entry entry(String verb, List<String> options, String word) {
    int at = word.indexOf('@');
    String signature = at < 0 ? word : word.substring(0, at);
    List<Integer> parameters =
        at < 0
            ? List.of()
            : Arrays.stream(word.substring(at + 1).split("\\+")).map(Integer::valueOf).toList();
    int first = parameters.isEmpty() ? 0 : parameters.get(0);
    return switch (verb) {
      case "sink" -> sink(Signature.parse(signature), options);
      case "run" ->
          new Entry.Run(Signature.parse(signature), where(options.get(0)), family, parameters);
      case "callback" ->
          new Entry.Callback(Signature.parse(signature), where(options.get(0)), family);
      case "executor" -> new Entry.Executor(member(signature), where(options.get(0)));
      case "source" -> new Entry.Source(member(signature), where(options.get(0)), family);
      case "publish-on" ->
          new Entry.Move(Signature.parse(signature), Entry.Move.Kind.PUBLISH, first);
      case "subscribe-on" ->
          new Entry.Move(Signature.parse(signature), Entry.Move.Kind.SUBSCRIBE, first);
      case "timer" -> new Entry.Move(Signature.parse(signature), Entry.Move.Kind.TIMER, -1);
      case "publisher" -> new Entry.Publisher(type(signature), family);
      case "stage" -> new Entry.Stage(type(signature), family);
      case "deferred" -> new Entry.Deferred(Signature.parse(signature));
      case "memory" -> new Entry.Memory(type(signature));
      case "annotated" -> annotated(signature, options);
      default -> throw new IllegalArgumentException("unknown word '" + verb + "'");
    };
  }

  private static Entry.Sink sink(Signature signature, List<String> options) {
    Category category = constant(Category.class, options.get(0));
    Severity severity =
        options.size() > 1 ? constant(Severity.class, options.get(1)) : category.severity();
    return new Entry.Sink(signature, category, severity);
  }

  private Entry.Annotated annotated(String name, List<String> options) {
    String attribute = null;
    Entry.Annotated.Scope scope = Entry.Annotated.Scope.ANY;
    for (String option : options.subList(1, options.size())) {
      if (option.equals("async")) {
        scope = Entry.Annotated.Scope.ASYNC;
      } else {
        attribute = option;
      }
    }
    return new Entry.Annotated(type(name), where(options.get(0)), family, attribute, scope);
  }

  private static Entry.Opaque opaque(String prefix) {
    return new Entry.Opaque(new Signature(slashed(prefix), "*", null));
  }

  private void forget(Signature unwanted) {
    catalogue.forget(entry -> entry.signature().equals(unwanted));
  }

  private void add(Entry entry, boolean checked) {
    catalogue.add(entry);
    if (checked) {
      checks.computeIfAbsent(library, any -> new ArrayList<>()).add(entry);
    }
  }

  private static Signature member(String text) {
    return text.indexOf('#') < 0 ? type(text) : Signature.parse(text);
  }

  private static Signature type(String name) {
    return new Signature(slashed(name), "*", null);
  }

  private static String slashed(String name) {
    return name.replace('.', '/');
  }

  private static Where where(String text) {
    return constant(Where.class, text);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String text) {
    @Nullable E found = null;
    for (E each : type.getEnumConstants()) {
      if (each.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_'))) {
        found = each;
      }
    }
    if (found == null) {
      throw new IllegalArgumentException("unknown " + type.getSimpleName() + " '" + text + "'");
    }
    return found;
  }
}
