import { PanelBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text';

/** Words on a dashboard, in Markdown. */
export function text({ title, content }: { readonly title: string; readonly content: string }): PanelBuilder {
  return new PanelBuilder().title(title).mode(TextMode.Markdown).content(content);
}
