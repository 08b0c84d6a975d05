/** The four verbs for RxJava 3's Flowable, Observable, Single, Maybe and Completable. */
module dev.towpath.rxjava3 {
  requires static org.jspecify;
  requires org.reactivestreams;
  requires transitive dev.towpath.bridge;
  requires transitive io.reactivex.rxjava3;

  exports dev.towpath.rxjava3;

  provides dev.towpath.channel.BlockingGuard with
      dev.towpath.rxjava3.guard.NonBlockingThreads;
}
