package dev.towpath.lint;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import dev.towpath.lint.engine.Confidence;
import dev.towpath.lint.engine.Options;
import dev.towpath.lint.model.Catalogue;
import dev.towpath.lint.model.CatalogueReader;
import dev.towpath.lint.model.Category;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Rules that find blocking calls on threads that must not wait, through any number of calls, and
 * tell the way there.
 *
 * <p>Each method returns a rule for an ordinary ArchUnit test. A rule reads the imported classes a
 * second time, so import everything that belongs together: a module imported alone may hide who
 * calls it.
 */
public final class EventLoopRules {

  private EventLoopRules() {}

  /** No blocking call on any event loop or small pool of any library that the catalogue knows. */
  public static ArchRule noBlockingOnEventLoops() {
    return configure().rule();
  }

  /** No blocking call in code that Vert.x runs on an event loop. */
  public static ArchRule noBlockingInVertx() {
    return configure().only("vertx").rule();
  }

  /** No blocking call in Reactor operators on non-blocking threads, WebFlux and its gateway. */
  public static ArchRule noBlockingInReactor() {
    return configure().only("reactor", "webflux", "gateway").rule();
  }

  /** No blocking call in RxJava operators on computation, single or timer threads. */
  public static ArchRule noBlockingInRxJava() {
    return configure().only("rxjava").rule();
  }

  /** No blocking call in channel handlers, listeners and tasks of Netty's event loops. */
  public static ArchRule noBlockingInNetty() {
    return configure().only("netty").rule();
  }

  /** No blocking call in continuations that clients run on their own I/O threads. */
  public static ArchRule noBlockingInClientCallbacks() {
    return configure().only("clients", "grpc").rule();
  }

  /**
   * No blocking call in Quarkus, Mutiny, Micronaut or Armeria code that is not marked as blocking.
   */
  public static ArchRule noBlockingInServices() {
    return configure().only("quarkus", "mutiny", "micronaut", "armeria", "annotated").rule();
  }

  /** Starts a rule of one's own. */
  public static Builder configure() {
    return new Builder();
  }

  /** How sure a finding must be to fail the build. */
  public enum Level {
    /** The registration names the thread, and values name every method on the way. */
    CERTAIN,
    /** Also what had to be inferred from operators, completing threads or library code. */
    LIKELY,
    /** Also locks, streams and what depends on configuration. */
    ALL;

    Confidence confidence() {
      return switch (this) {
        case CERTAIN -> Confidence.CERTAIN;
        case LIKELY -> Confidence.LIKELY;
        case ALL -> Confidence.POSSIBLE;
      };
    }
  }

  /** What a rule knows and what it lets pass. */
  public static final class Builder {

    private final List<Path> catalogues = new ArrayList<>();
    private final Options options = new Options();
    private Level level = Level.LIKELY;

    private Builder() {}

    /** Adds catalogue files; their lines win over the built-in ones. */
    public Builder catalogue(Path... files) {
      catalogues.addAll(Arrays.asList(files));
      return this;
    }

    /**
     * Declares executors and schedulers that may wait.
     *
     * @param names a type ({@code com.acme.Pools}), a field ({@code com.acme.Pools#io}), or the
     *     name of a bean, which is the name of its field or of the method that makes it
     */
    public Builder safeExecutors(String... names) {
      Arrays.stream(names)
          .map(name -> name.replace('.', '/'))
          .forEach(options.safeExecutors()::add);
      return this;
    }

    /** Never follows or blames code in these packages. */
    public Builder trust(String... packages) {
      Arrays.stream(packages)
          .map(name -> name.replace('.', '/') + "/")
          .forEach(options.trustedPackages()::add);
      return this;
    }

    /** Sets how sure a finding must be to fail the build; {@link Level#LIKELY} unless set. */
    public Builder failAt(Level wanted) {
      level = wanted;
      return this;
    }

    /** Reports these categories, for example {@code LOCK}, as errors. */
    public Builder switchOn(String... categories) {
      Arrays.stream(categories).map(Builder::category).forEach(options.switchedOn()::add);
      return this;
    }

    /** Does not report these categories. */
    public Builder switchOff(String... categories) {
      Arrays.stream(categories).map(Builder::category).forEach(options.switchedOff()::add);
      return this;
    }

    /** Looks only at threads of these libraries, for example {@code vertx} or {@code netty}. */
    public Builder only(String... families) {
      options.families().addAll(Arrays.asList(families));
      return this;
    }

    private static Category category(String name) {
      try {
        return Category.valueOf(name.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("unknown category: " + name, e);
      }
    }

    /**
     * Makes the rule.
     *
     * @throws IllegalArgumentException if a catalogue file cannot be read
     */
    public ArchRule rule() {
      Catalogue catalogue = CatalogueReader.standard(catalogues);
      return classes()
          .should(new NotBlock(catalogue, options, level.confidence()))
          .as("no blocking call on an event loop")
          .because(
              "a thread that serves many must never wait for one; hand the call to a thread that may");
    }
  }
}
