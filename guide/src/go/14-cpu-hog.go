package main

import "runtime"

func hog() {
	for i := 0; i < runtime.GOMAXPROCS(0); i++ {
		go func() {
			for {
				// since Go 1.14 the runtime preempts this loop after 10 ms
			}
		}()
	}
}
