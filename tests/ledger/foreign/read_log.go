// Reads a log with golang.org/x/mod/sumdb (note, tlog): the code behind Go's checksum database, of which nobody here wrote a line.
// usage: read_log FOLDER VKEY. Prints the size and the root in hexadecimal; any fault ends it with 1.
package main

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

type folder string

func (f folder) Height() int { return height }

// The checksum database writes the height into the path, C2SP tlog-tiles leaves it out.
func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	found := make([][]byte, 0, len(tiles))
	for _, tile := range tiles {
		raw, err := os.ReadFile(filepath.Join(string(f), strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		found = append(found, raw)
	}
	return found, nil
}

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func (f folder) entries(size int64) [][]byte {
	var found [][]byte
	for first := int64(0); first < size; first += 1 << height {
		tile := tlog.Tile{H: height, L: -1, N: first >> height, W: int(min(1<<height, size-first))}
		raw, err := os.ReadFile(filepath.Join(string(f), strings.Replace(tile.Path(), "tile/8/data/", "tile/entries/", 1)))
		must(err)
		for len(raw) > 0 {
			length := int(binary.BigEndian.Uint16(raw))
			found = append(found, raw[2:2+length])
			raw = raw[2+length:]
		}
	}
	return found
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	root := folder(os.Args[1])
	key, err := note.NewVerifier(os.Args[2])
	must(err)
	raw, err := os.ReadFile(filepath.Join(string(root), "checkpoint"))
	must(err)
	opened, err := note.Open(raw, note.VerifierList(key))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	if lines[0] != key.Name() {
		must(fmt.Errorf("the checkpoint is another log's"))
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	hash, err := tlog.ParseHash(lines[2])
	must(err)
	tree := tlog.Tree{N: size, Hash: hash}
	reader := tlog.TileHashReader(tree, root)
	found := root.entries(size)
	if int64(len(found)) != size {
		must(fmt.Errorf("%d entries for a tree of %d", len(found), size))
	}
	for first := int64(0); first < size; first += 1 << height {
		var indexes []int64
		for number := first; number < min(first+1<<height, size); number++ {
			indexes = append(indexes, tlog.StoredHashIndex(0, number))
		}
		hashes, err := reader.ReadHashes(indexes) // each tile is checked against the signed root
		must(err)
		for at, each := range hashes {
			if each != tlog.RecordHash(found[first+int64(at)]) {
				must(fmt.Errorf("entry %d is another one", first+int64(at)))
			}
		}
	}
	for number := int64(0); number < size; number += 1 + size/50 {
		proof, err := tlog.ProveRecord(size, number, reader)
		must(err)
		must(tlog.CheckRecord(proof, size, hash, number, tlog.RecordHash(found[number])))
	}
	for _, old := range []int64{1, size / 3, size - 1, size} {
		if old < 1 {
			continue
		}
		before, err := tlog.TreeHash(old, reader)
		must(err)
		proof, err := tlog.ProveTree(size, old, reader)
		must(err)
		must(tlog.CheckTree(proof, size, hash, old, before))
	}
	fmt.Println(size, hex.EncodeToString(hash[:]))
}
