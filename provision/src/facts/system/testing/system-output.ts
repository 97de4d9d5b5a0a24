/** What a machine is made of for a test: texts of files, and lines of the other sections. */
export interface Machine {
  readonly files?: Readonly<Record<string, string>>;
  readonly sections?: Readonly<Record<string, string>>;
  readonly local?: Readonly<Record<string, string>>;
  readonly environment?: string;
}

const SECTIONS = ['cpu', 'machine', 'present', 'addresses', 'routes', 'sizes', 'links', 'user', 'date'];

/** What the script of the system facts prints on such a machine. */
export function systemOutput({ files = {}, sections = {}, local = {}, environment = '' }: Machine): Buffer {
  const lines = Object.entries(files).flatMap(([path, text]) =>
    text.split('\n').map((line) => `${path}:${line}`),
  );
  const parts = [
    `\n= files\n${lines.map((line) => `${line}\n`).join('')}`,
    ...SECTIONS.map((name) => `\n= ${name}\n${sections[name] ?? ''}\n`),
    ...Object.entries(local).map(([path, text]) => `\n= local ${path}\n${text}`),
    `\n= environment\n${environment}`,
  ];
  return Buffer.from(parts.join(''));
}
