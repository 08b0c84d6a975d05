package main

import "context"
import "time"

func ask(ctx context.Context, answers <-chan string) string {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second) // may only get shorter
	defer cancel()
	select {
	case answer, ok := <-answers:
		if !ok {
			return "nobody answers"
		}
		return answer
	case <-ctx.Done():
		return ctx.Err().Error() // "context deadline exceeded"
	}
}
