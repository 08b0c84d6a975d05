package dev.towpath.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.SettingDescriptor;
import jdk.jfr.ValueDescriptor;
import org.junit.jupiter.api.Test;

/** docs/flight-recorder.md says what the events are. */
class FlightPageTest {
  private static final Path PAGE = Path.of("..", "docs", "flight-recorder.md");
  private static final String EVENTS = "dev.towpath.channel.watch.FlightEvents";
  private static final Pattern ROW = Pattern.compile("\\| `(dev\\.towpath\\.\\w+)` \\|.*");
  private static final Set<String> OF_ALL =
      Set.of("startTime", "duration", "eventThread", "stackTrace");

  private static Map<String, EventType> events() throws Exception {
    return Arrays.stream(Class.forName(EVENTS).getDeclaredClasses())
        .filter(Event.class::isAssignableFrom)
        .map(event -> EventType.getEventType(event.asSubclass(Event.class)))
        .collect(Collectors.toMap(EventType::getName, Function.identity()));
  }

  private static Map<String, String> rows() throws Exception {
    return Files.readAllLines(PAGE).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .collect(Collectors.toMap(row -> row.group(1), Matcher::group));
  }

  private static String setting(EventType event, String name) {
    return event.getSettingDescriptors().stream()
        .filter(setting -> setting.getName().equals(name))
        .map(SettingDescriptor::getDefaultValue)
        .findFirst()
        .orElse("");
  }

  @Test
  void thePageHasEveryEventAndNoOther() throws Exception {
    Set<String> documented = rows().keySet();

    assertThat(documented).isEqualTo(events().keySet()).hasSize(11);
  }

  @Test
  void everyFieldIsExplained() throws Exception {
    Map<String, String> rows = rows();

    events()
        .forEach((name, event) -> {
          List<String> fields =
              event.getFields().stream()
                  .map(ValueDescriptor::getName)
                  .filter(field -> !OF_ALL.contains(field))
                  .map(field -> "`" + field + "`")
                  .toList();
          assertThat(rows.get(name)).contains(fields);
        });
  }

  @Test
  void thePageSaysWhenAnEventIsKept() throws Exception {
    Map<String, String> rows = rows();

    events()
        .forEach((name, event) -> {
          String kept =
              setting(event, "enabled").equals("false")
                  ? "off unless enabled"
                  : setting(event, "threshold").equals("20 ms") ? "20 ms and longer" : "always";
          assertThat(rows.get(name)).contains("| " + kept + " |");
        });
  }

  @Test
  void noEventTakesAStackTraceByDefault() throws Exception {
    assertThat(events().values())
        .allSatisfy(event -> assertThat(setting(event, "stackTrace")).isEqualTo("false"));
  }
}
