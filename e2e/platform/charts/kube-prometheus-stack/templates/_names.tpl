{{/* As the real chart names its objects for a release whose name has the chart's in it. */}}
{{- define "stack.name" -}}{{ .Values.fullnameOverride | default .Release.Name | trunc 26 | trimSuffix "-" }}{{- end }}

{{- define "stack.labels" -}}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: {{ include "stack.name" . }}
release: {{ .Release.Name }}
{{- end }}

{{/* The name of an image from the chart's `image` maps; its tag where none is said. */}}
{{- define "stack.image" -}}
{{ .image.registry }}/{{ .image.repository }}:{{ .image.tag | default .tag }}
{{- end }}

{{/* Which objects Prometheus takes: those that the values say, else all, or those of this release. */}}
{{- define "stack.selector" -}}
{{- if .selector }}{{ toJson .selector }}
{{- else if .ofRelease }}{{ dict "matchLabels" (dict "release" .release) | toJson }}
{{- else }}{}
{{- end }}
{{- end }}
