// Command main verifies a served log with golang.org/x/mod/sumdb/{note,tlog}, the code behind Go's checksum
// database, as Debian packages it. It knows nothing of this project beyond the public format.
//
//	main [-origin O] [-old FILE] [-proof FILE -leaf FILE] [-sample N] VKEYFILE LOG
//
// LOG is a folder or an http(s) address that has checkpoint and tile/… below it. VKEYFILE must come from elsewhere.
// Checked are the signature, that every entry of every bundle is the leaf of its index under the signed root, a proof
// of inclusion for N of them, that the log grew from the older checkpoint FILE, and a receipt FILE.
// Ends with a line "ok …" and status 0, or with a reason and status 1.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height   = 8
	width    = 1 << height
	bytesMax = 64 << 20 // no file of a log is larger: 256 entries of 64 KiB are 16 MiB
)

func main() {
	origin := flag.String("origin", "", "expected origin; the name of the key if not given")
	old := flag.String("old", "", "file with an older checkpoint of the same log")
	proof := flag.String("proof", "", "file with a receipt (tlog-proof)")
	leaf := flag.String("leaf", "", "file with the leaf of the receipt")
	sample := flag.Int64("sample", 1000, "number of leaves for which a proof of inclusion is made")
	flag.Parse()
	if flag.NArg() != 2 {
		fail(errors.New("usage: main [-origin O] [-old FILE] [-proof FILE -leaf FILE] [-sample N] VKEYFILE LOG"))
	}
	vkey, err := os.ReadFile(flag.Arg(0))
	if err != nil {
		fail(err)
	}
	verifier, err := note.NewVerifier(strings.TrimSpace(string(vkey)))
	if err != nil {
		fail(fmt.Errorf("%s: %w", flag.Arg(0), err))
	}
	if *origin == "" {
		*origin = verifier.Name()
	}
	log := log{base: flag.Arg(1), origin: *origin, keys: note.VerifierList(verifier)}

	served, err := log.read("checkpoint")
	if err != nil {
		fail(err)
	}
	tree, err := log.open(served)
	if err != nil {
		fail(fmt.Errorf("checkpoint: %w", err))
	}
	log.tree = tree
	reader := tlog.TileHashReader(tree, log)
	if err := log.checkLeaves(reader, *sample); err != nil {
		fail(err)
	}
	if *old != "" {
		if err := log.checkGrowth(reader, *old); err != nil {
			fail(fmt.Errorf("%s: %w", *old, err))
		}
	}
	if *proof != "" {
		if err := log.checkReceipt(*proof, *leaf); err != nil {
			fail(fmt.Errorf("%s: %w", *proof, err))
		}
	}
	fmt.Printf("ok %s size %d root %s\n", *origin, tree.N, tree.Hash)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "refused:", err)
	os.Exit(1)
}

// log is a served log; it is also the reader of its tiles.
type log struct {
	base, origin string
	keys         note.Verifiers
	tree         tlog.Tree
}

// read fetches one file below the base, which is a folder or an address.
func (l log) read(path string) ([]byte, error) {
	if !strings.HasPrefix(l.base, "http://") && !strings.HasPrefix(l.base, "https://") {
		return os.ReadFile(filepath.Join(l.base, filepath.FromSlash(path)))
	}
	client := http.Client{Timeout: 30 * time.Second}
	answer, err := client.Get(strings.TrimSuffix(l.base, "/") + "/" + path)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, answer.Status)
	}
	return io.ReadAll(io.LimitReader(answer.Body, bytesMax))
}

// open verifies a checkpoint and returns its tree. (tlog.ParseTree wants the origin of Go's own log.)
func (l log) open(signed []byte) (tlog.Tree, error) {
	opened, err := note.Open(signed, l.keys)
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != l.origin {
		return tlog.Tree{}, fmt.Errorf("not a checkpoint of %s", l.origin)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return tlog.Tree{}, fmt.Errorf("bad tree size %q", lines[1])
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// Height, ReadTiles and SaveTiles make log a tlog.TileReader.
func (l log) Height() int { return height }

func (l log) SaveTiles([]tlog.Tile, [][]byte) {}

func (l log) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		// x/mod names tiles tile/H/L/N; tlog-tiles fixes the height and leaves it out
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
		data, err := l.read(path)
		if err != nil && tile.W < width {
			// a partial tile may be gone once the full one is there
			data, err = l.read(strings.SplitN(path, ".p/", 2)[0])
		}
		if err != nil {
			return nil, err
		}
		if len(data) < tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s is too short", path)
		}
		all = append(all, data[:tile.W*tlog.HashSize])
	}
	return all, nil
}

// checkLeaves hashes every entry and compares with the authenticated leaf hash of its index; for a sample it also
// makes and checks a proof of inclusion.
func (l log) checkLeaves(reader tlog.HashReader, sample int64) error {
	if l.tree.N == 0 {
		return nil
	}
	step := int64(1)
	if sample > 0 && l.tree.N > sample {
		step = l.tree.N / sample
	}
	for first := int64(0); first < l.tree.N; first += width {
		count := l.tree.N - first
		if count > width {
			count = width
		}
		path := bundlePath(first/width, count)
		data, err := l.read(path)
		inFile := count
		if err != nil && count < width {
			data, err = l.read(bundlePath(first/width, width))
			inFile = width
		}
		if err != nil {
			return err
		}
		entries, err := split(data, inFile)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		indexes := make([]int64, count)
		for i := range indexes {
			indexes[i] = tlog.StoredHashIndex(0, first+int64(i))
		}
		hashes, err := reader.ReadHashes(indexes)
		if err != nil {
			return fmt.Errorf("hashes of %s: %w", path, err)
		}
		for i, entry := range entries[:count] {
			index := first + int64(i)
			if tlog.RecordHash(entry) != hashes[i] {
				return fmt.Errorf("%s: entry %d is not the leaf of the tree", path, index)
			}
			if sample == 0 || (index%step != 0 && index != l.tree.N-1) {
				continue
			}
			path, err := tlog.ProveRecord(l.tree.N, index, reader)
			if err != nil {
				return fmt.Errorf("leaf %d: %w", index, err)
			}
			if err := tlog.CheckRecord(path, l.tree.N, l.tree.Hash, index, hashes[i]); err != nil {
				return fmt.Errorf("leaf %d: %w", index, err)
			}
		}
	}
	return nil
}

// checkGrowth verifies that the tree of an older checkpoint is the beginning of this one.
func (l log) checkGrowth(reader tlog.HashReader, file string) error {
	signed, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	old, err := l.open(signed)
	if err != nil {
		return err
	}
	switch {
	case old.N > l.tree.N:
		return fmt.Errorf("the log shrank from %d to %d leaves", old.N, l.tree.N)
	case old.N == 0:
		return nil
	}
	proof, err := tlog.ProveTree(l.tree.N, old.N, reader)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, l.tree.N, l.tree.Hash, old.N, old.Hash)
}

// checkReceipt verifies a c2sp.org/tlog-proof@v1 file for a leaf, without asking the log.
func (l log) checkReceipt(file, leafFile string) error {
	leaf, err := os.ReadFile(leafFile)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	parts := strings.SplitN(string(data), "\n\n", 2)
	lines := strings.Split(parts[0], "\n")
	if len(parts) != 2 || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a tlog-proof")
	}
	lines = lines[1:]
	if strings.HasPrefix(lines[0], "extra ") {
		if _, err := base64.StdEncoding.DecodeString(lines[0][len("extra "):]); err != nil || len(lines) < 2 {
			return errors.New("bad extra line")
		}
		lines = lines[1:]
	}
	if !strings.HasPrefix(lines[0], "index ") {
		return errors.New("no index line")
	}
	index, err := strconv.ParseInt(lines[0][len("index "):], 10, 64)
	if err != nil {
		return err
	}
	var path tlog.RecordProof
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		path = append(path, hash)
	}
	tree, err := l.open([]byte(parts[1]))
	if err != nil {
		return err
	}
	return tlog.CheckRecord(path, tree.N, tree.Hash, index, tlog.RecordHash(leaf))
}

// bundlePath is tile/entries/<N>[.p/<W>] with N in groups of three digits.
func bundlePath(n, count int64) string {
	path := fmt.Sprintf("%03d", n%1000)
	for n /= 1000; n > 0; n /= 1000 {
		path = fmt.Sprintf("x%03d/%s", n%1000, path)
	}
	if count < width {
		path = fmt.Sprintf("%s.p/%d", path, count)
	}
	return "tile/entries/" + path
}

// split cuts a bundle into its count entries.
func split(data []byte, count int64) ([][]byte, error) {
	var entries [][]byte
	for int64(len(entries)) < count {
		if len(data) < 2 {
			return nil, errors.New("too few entries")
		}
		n := int(binary.BigEndian.Uint16(data))
		if len(data) < 2+n {
			return nil, errors.New("an entry is cut off")
		}
		entries = append(entries, data[2:2+n])
		data = data[2+n:]
	}
	if len(data) > 0 {
		return nil, errors.New("bytes after the last entry")
	}
	return entries, nil
}
