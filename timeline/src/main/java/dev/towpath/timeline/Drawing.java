package dev.towpath.timeline;

import dev.towpath.timeline.Timeline.Arrow;
import dev.towpath.timeline.Timeline.Bar;
import dev.towpath.timeline.Timeline.Kind;
import dev.towpath.timeline.Timeline.Lane;
import dev.towpath.timeline.Timeline.Mark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Makes a {@link Timeline} of {@link Events}: lanes, and who met whom. */
final class Drawing {
  private record Meeting(long channel, int identity) {}

  private record TaskName(String scope, String task) {}

  private final Events events;
  private final Map<Events.OfThread, Integer> lanes = new LinkedHashMap<>();
  private final Map<Events.Task, Events.Task> forkOf = new HashMap<>(); // of a task, if recorded
  private final long zero;
  private final List<String> notes = new ArrayList<>();

  private Drawing(Events events) {
    this.events = events;
    matchForks();
    Map<Events.OfThread, Long> forked = new HashMap<>();
    forkOf.forEach((task, fork) -> forked.merge(task.thread(), fork.from(), Math::min));
    events.threads.values().stream()
        .filter(thread -> thread.ours)
        .sorted(Comparator.comparingLong(thread -> forked.getOrDefault(thread, from(thread))))
        .forEach(thread -> lanes.put(thread, lanes.size()));
    this.zero = lanes.keySet().stream().mapToLong(Drawing::from).min().orElse(0);
  }

  /**
   * Draws what the events tell.
   *
   * @param most how many messages at most; those that were first are kept
   */
  static Timeline of(String name, Events events, int most) {
    return new Drawing(events).draw(name, most);
  }

  private Timeline draw(String name, int most) {
    List<Arrow> arrows = new ArrayList<>(forks());
    List<Arrow> messages = messages();
    if (messages.size() > most) {
      notes.add("Only the first " + most + " of " + messages.size() + " messages are drawn.");
      messages = messages.subList(0, most);
    }
    arrows.addAll(messages);
    if (events.messages.isEmpty()) {
      notes.add("Messages were not recorded: enable dev.towpath.Message.");
    }
    List<Lane> drawn = lanes.keySet().stream().map(this::lane).toList();
    long end = drawn.stream().mapToLong(Lane::to).max().orElse(0);
    return new Timeline(name, end, drawn, arrows, marks(), notes);
  }

  private static long from(Events.OfThread thread) {
    return thread.began == Long.MIN_VALUE ? thread.first : Math.min(thread.first, thread.began);
  }

  private Lane lane(Events.OfThread thread) {
    long to = thread.ended == Long.MAX_VALUE ? thread.last : thread.ended;
    return new Lane(thread.name, thread.scope, from(thread) - zero, to - zero, waits(thread.waits));
  }

  /**
   * Waits in order, of which no two overlap: a park in the JDK is a part of our wait, and so is the
   * time in which its thread could run already.
   */
  private List<Bar> waits(List<Bar> recorded) {
    List<Bar> sorted = new ArrayList<>(recorded);
    sorted.sort(
        Comparator.comparing(Bar::place)
            .thenComparingLong(Bar::from)
            .thenComparing(Comparator.comparingLong(Bar::to).reversed()));
    NavigableMap<Long, Bar> kept = new TreeMap<>();
    for (Bar bar : sorted) {
      free(bar, kept).forEach(part -> kept.put(part.from(), part));
    }
    return kept.values().stream()
        .map(bar -> new Bar(bar.from() - zero, bar.to() - zero, bar.place(), bar.what()))
        .toList();
  }

  /** The parts of a bar that no other takes. */
  private static List<Bar> free(Bar bar, NavigableMap<Long, Bar> kept) {
    List<Bar> parts = new ArrayList<>();
    long from = bar.from();
    Long first = kept.floorKey(from);
    for (Bar other : kept.tailMap(first == null ? from : first, true).values()) {
      if (other.from() >= bar.to()) {
        break;
      }
      if (other.from() > from) {
        parts.add(new Bar(from, other.from(), bar.place(), bar.what()));
      }
      from = Math.max(from, other.to());
    }
    if (from < bar.to()) {
      parts.add(new Bar(from, bar.to(), bar.place(), bar.what()));
    }
    return parts;
  }

  /**
   * Pairs sends with receives: of one object on one channel the first with the first. A receive
   * that ended before the send began belongs to a send from before the recording.
   */
  private List<Arrow> messages() {
    Map<Meeting, Deque<Events.Message>> sent = new HashMap<>();
    events.messages.stream()
        .filter(Events.Message::sent)
        .sorted(Comparator.comparingLong(Events.Message::from))
        .forEach(send -> sent.computeIfAbsent(meeting(send), key -> new ArrayDeque<>()).add(send));
    List<Arrow> arrows = new ArrayList<>();
    events.messages.stream()
        .filter(message -> !message.sent())
        .sorted(Comparator.comparingLong(Events.Message::to))
        .forEach(received -> {
          Deque<Events.Message> sends = sent.get(meeting(received));
          Events.Message first = sends == null ? null : sends.peek();
          if (first != null && first.from() <= received.to()) {
            arrows.add(arrow(sends.remove(), received));
          }
        });
    arrows.sort(Comparator.comparingLong(Arrow::from));
    return arrows;
  }

  private static Meeting meeting(Events.Message message) {
    return new Meeting(message.channel(), message.identity());
  }

  private Arrow arrow(Events.Message send, Events.Message receive) {
    return new Arrow(
        Kind.MESSAGE,
        lanes.get(send.thread()),
        send.from() - zero,
        lanes.get(receive.thread()),
        receive.to() - zero,
        send.over(),
        send.type());
  }

  /** Pairs forks with tasks: of one name in one scope the first with the first. */
  private void matchForks() {
    Map<TaskName, Deque<Events.Task>> begun = new HashMap<>();
    events.tasks.stream()
        .sorted(Comparator.comparingLong(Events.Task::from))
        .forEach(task -> begun.computeIfAbsent(name(task), key -> new ArrayDeque<>()).add(task));
    events.forks.stream()
        .sorted(Comparator.comparingLong(Events.Task::from))
        .forEach(fork -> {
          Deque<Events.Task> tasks = begun.get(name(fork));
          if (tasks != null && !tasks.isEmpty() && tasks.peek().from() >= fork.from()) {
            forkOf.put(tasks.remove(), fork);
          }
        });
  }

  private List<Arrow> forks() {
    return events.tasks.stream()
        .filter(forkOf::containsKey)
        .sorted(Comparator.comparingLong(Events.Task::from))
        .map(task -> arrow(forkOf.get(task), task))
        .toList();
  }

  private static TaskName name(Events.Task task) {
    return new TaskName(task.scope(), task.name());
  }

  private Arrow arrow(Events.Task fork, Events.Task task) {
    return new Arrow(
        Kind.FORK,
        lanes.get(fork.thread()),
        fork.from() - zero,
        lanes.get(task.thread()),
        task.from() - zero,
        fork.scope(),
        fork.name());
  }

  private List<Mark> marks() {
    return events.marks.stream()
        .filter(mark -> lanes.containsKey(mark.thread()))
        .sorted(Comparator.comparingLong(Events.Mark::at))
        .map(mark -> new Mark(lanes.get(mark.thread()), mark.at() - zero, mark.what()))
        .toList();
  }
}
