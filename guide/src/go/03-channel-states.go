package main

// state               send            receive               close
// nil                 waits for ever  waits for ever        panics
// open and empty      done            waits                 done
// open and full       waits           the value             done, then readers drain
// closed and drained  panics          zero value, ok=false  panics
// closed with values  panics          the value             panics
func example() (string, bool) {
	channel := make(chan string, 1)
	close(channel)
	value, ok := <-channel // "", false
	return value, ok
}
