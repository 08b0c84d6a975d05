package dev.towpath.samples.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CarrierLogTest {
  private final List<String> logged = new CopyOnWriteArrayList<>();

  private final System.Logger log =
      new System.Logger() {
        @Override
        public String getName() {
          return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
          return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
          logged.add(level + " " + message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
          logged.add(level + " " + format);
        }
      };

  private boolean isLogged(String beginning) {
    return logged.stream().anyMatch(line -> line.startsWith(beginning));
  }

  @Test
  void whoComputesWithoutAPauseIsLoggedWithItsStack() throws Exception {
    String hog = "WARNING thread 'hog' has computed without a pause for ";
    try (var watch = CarrierLog.open(log)) {
      Thread.ofVirtual()
          .name("hog")
          .start(() -> {
            while (!isLogged(hog)) {
              Thread.onSpinWait();
            }
          })
          .join();
    }

    assertThat(logged)
        .anyMatch(line -> line.startsWith(hog))
        .anyMatch(line -> line.startsWith("DEBUG   at dev.towpath.samples.tasks.CarrierLogTest"));
  }
}
