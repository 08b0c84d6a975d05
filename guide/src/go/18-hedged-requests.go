package main

import "context"
import "time"

func hedged(ctx context.Context, first, second func(context.Context) string, patience time.Duration) string {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	answers := make(chan string, 2) // room for both, or the slower one leaks
	go func() { answers <- first(ctx) }()
	select {
	case answer := <-answers:
		return answer
	case <-time.After(patience):
	}
	go func() { answers <- second(ctx) }()
	return <-answers
}
