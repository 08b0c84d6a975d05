package dev.towpath.lint.model;

/** What a blocking call waits for. */
public enum Category {
  SLEEP(Severity.ERROR, "sleeps"),
  WAIT(Severity.ERROR, "waits for another thread"),
  QUEUE(Severity.ERROR, "waits on a queue"),
  PROCESS(Severity.ERROR, "starts or waits for a process"),
  FILE(Severity.ERROR, "does file I/O"),
  NET(Severity.ERROR, "does blocking network I/O"),
  DNS(Severity.ERROR, "looks up a host name"),
  JDBC(Severity.ERROR, "waits for a database"),
  HTTP(Severity.ERROR, "waits for an HTTP response"),
  MESSAGING(Severity.ERROR, "waits for a message broker"),
  CACHE(Severity.ERROR, "waits for a remote cache"),
  CLOUD(Severity.ERROR, "waits for a cloud service"),
  REACTIVE_BLOCK(Severity.ERROR, "waits for an asynchronous result"),
  SPI(Severity.ERROR, "calls an interface that blocks by contract"),
  THREAD_LOCAL(Severity.ERROR, "keeps a value for each thread"),
  LOCK(Severity.INFO, "takes a lock"),
  STREAM(Severity.INFO, "reads or writes a stream of unknown origin"),
  ENTROPY(Severity.INFO, "reads the entropy source"),
  LOGGING(Severity.INFO, "writes to a log or to standard output"),
  CLASSLOAD(Severity.INFO, "loads classes"),
  CPU(Severity.INFO, "computes for long");

  private final Severity severity;
  private final String does;

  Category(Severity severity, String does) {
    this.severity = severity;
    this.does = does;
  }

  public Severity severity() {
    return severity;
  }

  /** The category as a verb: "sleeps". */
  public String does() {
    return does;
  }
}
