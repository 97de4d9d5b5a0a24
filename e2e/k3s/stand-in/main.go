// A stand-in for k3s: its documented interface over the programs of upstream Kubernetes. See ../README.md.
package main

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"gopkg.in/yaml.v3"
)

// Places that k3s's documentation names.
const (
	data       = "/var/lib/rancher/k3s"
	agent      = data + "/agent"
	cred       = data + "/server/cred"
	tls        = data + "/server/tls"
	configFile = "/etc/rancher/k3s/config.yaml"
	kubeconfig = "/etc/rancher/k3s/k3s.yaml"
	socket     = "/run/k3s/containerd/containerd.sock"
)

// Of the programs inside; the linker fills it in.
var version = "v0.0.0"

//go:embed documented.yaml
var documented []byte

// What is documented, and so allowed.
var table struct {
	Commands, Variables map[string]string
	Components          []string
	Keys                map[string]struct{ Of, Takes, Page string }
}

func main() {
	// Children end with the thread that started them: it has to be this one.
	runtime.LockOSThread()
	must(yaml.Unmarshal(documented, &table))
	args := os.Args[1:]
	if name := filepath.Base(os.Args[0]); name == "kubectl" || name == "ctr" {
		args = append([]string{name}, args...)
	}
	if len(args) == 0 || table.Commands[args[0]] == "" {
		fatal("the stand-in's table has no command %q", strings.Join(args, " "))
	}
	for _, pair := range os.Environ() {
		name, _, _ := strings.Cut(pair, "=")
		if (strings.HasPrefix(name, "K3S_") || strings.HasPrefix(name, "CONTAINERD_")) && table.Variables[name] == "" {
			fatal("the stand-in's table has no variable %s", name)
		}
	}
	switch command := args[0]; command {
	case "--version":
		fmt.Printf("k3s version %s (stand-in of remla-lab)\n", version)
		return
	case "kubectl":
		if os.Getenv("KUBECONFIG") == "" {
			must(os.Setenv("KUBECONFIG", kubeconfig))
		}
	case "ctr":
		must(os.Setenv("CONTAINERD_ADDRESS", socket))
		must(os.Setenv("CONTAINERD_NAMESPACE", "k8s.io"))
	default:
		if len(args) > 1 {
			fatal("the lab says flags in %s, not as %q", configFile, args[1:])
		}
		run(command, readConfig(command))
		return
	}
	extract()
	must(syscall.Exec(program(args[0]), args, os.Environ()))
}

type config map[string][]string

func (c config) text(key string) string { return strings.Join(c[key], ", ") }

// readConfig reads the file, and refuses what the table does not have.
func readConfig(command string) config {
	text, err := os.ReadFile(configFile)
	must(err)
	var given map[string]any
	must(yaml.Unmarshal(text, &given))
	read := config{}
	for key, value := range given {
		row, known := table.Keys[key]
		if !known || (row.Of != "both" && row.Of != command) {
			fatal("%s: the stand-in's table has no key %s of `k3s %s`", configFile, key, command)
		}
		list, isList := value.([]any)
		if isList != (row.Takes == "list") {
			fatal("%s: %s takes a %s", configFile, key, row.Takes)
		}
		if !isList {
			list = []any{value}
		}
		for _, each := range list {
			item, isText := each.(string)
			if !isText {
				fatal("%s: %s: %v is no text", configFile, key, each)
			}
			read[key] = append(read[key], item)
		}
	}
	for _, name := range read["disable"] {
		if !slices.Contains(table.Components, name) {
			fatal("%s: disable: no component is called %s", configFile, name)
		}
	}
	return read
}

// logLine writes as k3s does.
func logLine(level, format string, values ...any) {
	now := time.Now().UTC().Format(time.RFC3339)
	fmt.Fprintf(os.Stderr, "time=%q level=%s msg=%q\n", now, level, fmt.Sprintf(format, values...))
}

func fatal(format string, values ...any) {
	logLine("fatal", format, values...)
	os.Exit(1)
}

func must(err error) {
	if err != nil {
		fatal("%v", err)
	}
}
