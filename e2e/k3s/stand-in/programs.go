package main

import (
	"bytes"
	_ "embed"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"text/template"
	"time"

	"gopkg.in/yaml.v3"
)

var programs = filepath.Join(data, "data", version)

func program(name string) string { return filepath.Join(programs, "bin", name) }

// extract unpacks what is appended to this program: a .tar.gz, then twelve digits that say where it begins.
func extract() {
	must(os.Setenv("PATH", filepath.Join(programs, "bin")+":"+os.Getenv("PATH")))
	if _, err := os.Stat(programs); err == nil {
		return
	}
	self, err := os.Executable()
	must(err)
	must(os.MkdirAll(filepath.Dir(programs), 0o755))
	part, err := os.MkdirTemp(filepath.Dir(programs), "part-")
	must(err)
	script := `begin=$(tail -c 12 "$1") && tail -c +$((1$begin - 1000000000000 + 1)) "$1" | head -c -12 |
		tar --extract --gzip --no-same-owner --directory "$2" && chmod 755 "$2"`
	must(exec.Command("sh", "-c", script, "sh", self, part).Run())
	// Another process may have been first.
	if os.Rename(part, programs) != nil {
		must(os.RemoveAll(part))
	}
	// Where k3s has the plugins of the pods' network.
	plugins := filepath.Join(data, "data", "cni")
	os.Remove(plugins)
	must(os.Symlink(filepath.Join(programs, "cni"), plugins))
}

//go:embed programs.yaml
var programsFile string

// values fill in the places of programs.yaml.
type values map[string]string

type inside struct {
	Files          map[string]string
	Server         [][]string
	Proxy, Kubelet []string
}

func (v values) inside() (read inside) {
	var text bytes.Buffer
	must(template.Must(template.New("").Parse(programsFile)).Execute(&text, v))
	must(yaml.Unmarshal(text.Bytes(), &read))
	return read
}

// fill writes one of the files, and gives its path.
func (v values) fill(folder, name string) string {
	path := filepath.Join(folder, name)
	must(os.MkdirAll(folder, 0o755))
	write(path, strings.TrimSpace(v.inside().Files[name]))
	return path
}

func write(path, text string) { must(os.WriteFile(path, []byte(text+"\n"), 0o600)) }

var children []*exec.Cmd
var ended = make(chan string)

// start begins a program that ends with this one; when it ends by itself, so does this one, as k3s does.
func start(args ...string) {
	child := exec.Command(args[0], args[1:]...)
	child.Stdout, child.Stderr = os.Stderr, os.Stderr
	child.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM, Setpgid: true}
	must(child.Start())
	children = append(children, child)
	go func() {
		child.Wait()
		ended <- args[0]
	}()
}

// tell runs a program to its end; what it printed.
func tell(args ...string) (string, error) {
	output, err := exec.Command(args[0], args[1:]...).CombinedOutput()
	said := strings.TrimSpace(string(output))
	if err != nil {
		err = errors.New(args[0] + ": " + said)
	}
	return said, err
}

// insist runs a program until it goes well, and gives what it printed; what stands in the way is said every five seconds.
func insist(what string, args ...string) string {
	for count := 0; ; count++ {
		said, err := tell(args...)
		if err == nil {
			return said
		}
		if count%20 == 19 {
			logLine("error", "%s: %v", what, err)
		}
		select {
		case name := <-ended:
			fatal("%s exited", name)
		case <-time.After(250 * time.Millisecond):
		}
	}
}

func waitForEnd() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	select {
	case name := <-ended:
		fatal("%s exited", name)
	case <-signals:
	}
	for _, child := range children {
		child.Process.Signal(syscall.SIGTERM)
	}
	patience := time.After(10 * time.Second)
	for range children {
		select {
		case <-ended:
		case <-patience:
			return
		}
	}
}
