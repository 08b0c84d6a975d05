package dev.towpath.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Micrometer's context-propagation is optional: all verbs work where its jar is not there. */
class WithoutMicrometerTest {
  @Test
  void allVerbsWork() throws Exception {
    try (URLClassLoader loader = classPathWithout("context-propagation")) {
      assertThatThrownBy(() -> loader.loadClass("io.micrometer.context.ContextRegistry"))
          .isInstanceOf(ClassNotFoundException.class);

      Object answer =
          ((Callable<?>) loader.loadClass(AllVerbs.class.getName()).getConstructor().newInstance())
              .call();

      assertThat(answer).isEqualTo("tea milk");
    }
  }

  /** Runs in the other loader. */
  public static final class AllVerbs implements Callable<String> {
    @Override
    public String call() throws Exception {
      Flux<String> flux = ReactorBridge.publish(out -> out.send("tea"));
      Mono<String> mono = ReactorBridge.call(() -> "milk");
      try (var receiver = ReactorBridge.open(flux, 1)) {
        return receiver.receive() + " " + ReactorBridge.await(mono);
      }
    }
  }

  private static URLClassLoader classPathWithout(String jar) {
    URL[] urls =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(path -> !path.contains(jar))
            .map(WithoutMicrometerTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(path, e);
    }
  }
}
