package main

import "context"
import "golang.org/x/sync/errgroup"

func fetched(ctx context.Context, calls []func(context.Context) (string, error)) ([]string, error) {
	g, ctx := errgroup.WithContext(ctx)
	results := make([]string, len(calls))
	for i, call := range calls {
		g.Go(func() (err error) {
			results[i], err = call(ctx)
			return err
		})
	}
	return results, g.Wait()
}
