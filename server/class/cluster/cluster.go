// Package cluster lets several servers share a class through NATS
// (https://nats.io): each student is on one of the servers, and all follow the
// same teacher.
//
// What is kept (the link, results, votes and so on) is in a key-value bucket of
// JetStream, which every server watches. What only matters now (live events,
// how many students each server has) are plain messages.
package cluster

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"bonsai/server/class"
)

// A Backend is a class.Backend that keeps the state in NATS.
type Backend struct {
	connection *nats.Conn
	bucket     jetstream.KeyValue
	subjects   string // begins the subject of each message

	delivering sync.Mutex // one delivery at a time
	watcher    jetstream.KeyWatcher
	ended      sync.WaitGroup
}

var _ class.Backend = (*Backend)(nil)

// Is reports whether address is that of a NATS server.
func Is(address string) bool {
	return strings.HasPrefix(address, "nats://") || strings.HasPrefix(address, "tls://")
}

// patience is how long NATS may take for an answer.
const patience = 5 * time.Second

// secretKey is the key of the class's secret in the bucket.
const secretKey = "secret"

// Open connects to the NATS server at an address such as
// nats://user:password@host:4222/monday. Its path names the class, "class" if
// there is none. The bucket is called bonsai-monday then, and is made if it does
// not exist. Deleting it ends the class for good.
func Open(address string) (*Backend, error) {
	server, name, err := split(address)
	if err != nil {
		return nil, err
	}
	b := &Backend{subjects: "bonsai." + name + "."}
	b.connection, err = nats.Connect(server, nats.Name("bonsai"), nats.Timeout(patience), nats.MaxReconnects(-1))
	if err != nil {
		return nil, fmt.Errorf("cluster: NATS at %s cannot be reached: %w", redacted(server), err)
	}
	if b.bucket, err = openBucket(b.connection, "bonsai-"+name); err != nil {
		b.connection.Close()
		return nil, fmt.Errorf("cluster: the bucket bonsai-%s in NATS cannot be opened (JetStream must be on): %w", name, err)
	}
	return b, nil
}

// split returns the address of the NATS server, and the class's name.
func split(address string) (server, name string, err error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "", "", fmt.Errorf("cluster: %q is not the address of a NATS server, as in nats://host:4222", redacted(address))
	}
	if name = strings.Trim(u.Path, "/"); name == "" {
		name = "class"
	}
	letter := func(c rune) bool {
		return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '-' || c == '_'
	}
	if strings.ContainsFunc(name, func(c rune) bool { return !letter(c) }) {
		return "", "", fmt.Errorf("cluster: %q is not the name of a class; it may have letters, digits, - and _", name)
	}
	u.Path = ""
	return u.String(), name, nil
}

// redacted returns an address without its password.
func redacted(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "that address"
	}
	return u.Redacted()
}

func openBucket(connection *nats.Conn, name string) (jetstream.KeyValue, error) {
	js, err := jetstream.New(connection)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	bucket, err := js.KeyValue(ctx, name)
	if errors.Is(err, jetstream.ErrBucketNotFound) {
		const most = 64 << 20
		bucket, err = js.CreateKeyValue(ctx, jetstream.KeyValueConfig{Bucket: name, Description: "a class of Bonsai", MaxBytes: most})
	}
	return bucket, err
}

// Secret implements class.Backend.
func (b *Backend) Secret(proposed string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_, err := b.bucket.Create(ctx, secretKey, []byte(proposed))
	if err == nil {
		return proposed, nil
	}
	if !errors.Is(err, jetstream.ErrKeyExists) {
		return "", fmt.Errorf("cluster: %w", err)
	}
	entry, err := b.bucket.Get(ctx, secretKey)
	if err != nil {
		return "", fmt.Errorf("cluster: %w", err)
	}
	return string(entry.Value()), nil
}

// Start implements class.Backend.
func (b *Backend) Start(deliver func(key string, value []byte)) error {
	one := func(key string, value []byte) {
		b.delivering.Lock()
		defer b.delivering.Unlock()
		deliver(key, value)
	}
	watcher, err := b.bucket.WatchAll(context.Background())
	if err != nil {
		return fmt.Errorf("cluster: %w", err)
	}
	b.watcher = watcher
	kept := make(chan struct{})
	b.ended.Go(func() { watch(watcher, kept, one) })
	_, err = b.connection.Subscribe(b.subjects+">", func(m *nats.Msg) {
		one(strings.TrimPrefix(m.Subject, b.subjects), m.Data)
	})
	if err != nil {
		return fmt.Errorf("cluster: %w", err)
	}
	select {
	case <-kept:
		return nil
	case <-time.After(patience):
		return errors.New("cluster: NATS does not send what the class has kept")
	}
}

// watch delivers the bucket's values, closes kept, and delivers every change.
func watch(watcher jetstream.KeyWatcher, kept chan<- struct{}, deliver func(key string, value []byte)) {
	for entry := range watcher.Updates() {
		switch {
		case entry == nil:
			close(kept)
		case entry.Key() == secretKey:
		case entry.Operation() == jetstream.KeyValuePut:
			deliver(entry.Key(), entry.Value())
		default:
			deliver(entry.Key(), nil)
		}
	}
}

// Put implements class.Backend.
func (b *Backend) Put(key string, value []byte) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var err error
	if value == nil {
		err = b.bucket.Delete(ctx, key)
	} else {
		_, err = b.bucket.Put(ctx, key, value)
	}
	if err != nil {
		log.Printf("cluster: NATS does not keep %s: %v", key, err)
		return fmt.Errorf("cluster: %w", err)
	}
	return nil
}

// Send implements class.Backend.
func (b *Backend) Send(key string, value []byte) error {
	return b.connection.Publish(b.subjects+key, value)
}

// Close implements class.Backend.
func (b *Backend) Close() error {
	err := b.watcher.Stop()
	b.ended.Wait()
	b.connection.Close()
	return err
}
